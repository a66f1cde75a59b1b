import { Image } from '@tarojs/components';
import { useDark } from '@/lib/dark';
import { DRAWINGS, type DrawingName } from './drawings';
import s from './drawing.module.scss';

export type { DrawingName } from './drawings';

/** One of our own few drawings: line and one tint. Decoration: the words below say the same. */
export function Drawing({ name }: { name: DrawingName }) {
  const dark = useDark();
  return <Image className={s.drawing} src={DRAWINGS[name](dark)} mode="aspectFit" ariaHidden />;
}
