import { Image } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { useDark } from '@/lib/dark';
import { DRAWINGS, type DrawingName } from './drawings';
import s from './drawing.module.scss';

export type { DrawingName } from './drawings';

/** One of our own few drawings: line and one tint. Decoration: the words below say the same. */
export function Drawing({ name, wide }: { name: DrawingName; wide?: boolean }) {
  const dark = useDark();
  return <Image className={classes(s.drawing, wide && s.wide)} src={DRAWINGS[name](dark)} mode="aspectFit" ariaHidden />;
}
