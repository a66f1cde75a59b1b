import { Text, View } from '@tarojs/components';
import type { FileView } from '@linli/shared/files.dto';
import { classes } from '@/lib/classes';
import { msOf, sayTime } from '@/lib/times';
import { useNow } from '@/lib/ticking';
import { PhotoGrid } from '../photo-grid';
import s from './timeline.module.scss';

/** What reports and orders have in common. */
interface Entry {
  id: string;
  at: string;
  sentence: string;
  text: string | null;
  photos?: readonly FileView[];
}

interface Props {
  entries: readonly Entry[];
  /** 下一步：城管队处置，最迟周三 18:00 */
  nextStep?: string | null;
}

/** What happened, newest first, in plain sentences; the next step greyed above. */
export function Timeline({ entries, nextStep }: Props) {
  const now = useNow();
  const newest = [...entries].sort((a, b) => msOf(b.at) - msOf(a.at));
  return (
    <View className={s.line} ariaRole="list">
      {nextStep && (
        <View className={classes(s.entry, s.next)} ariaRole="listitem">
          <View className={classes(s.dot, s.dotNext)} />
          <Text className={s.sentence}>{nextStep}</Text>
        </View>
      )}
      {newest.map((e, i) => (
        <View key={e.id} className={s.entry} ariaRole="listitem">
          <View className={classes(s.dot, i === 0 && s.dotNow)} />
          <Text className={s.sentence}>{e.sentence}</Text>
          {e.text && <Text className={s.text}>{e.text}</Text>}
          {e.photos && e.photos.length > 0 && (
            <View className={s.photos}>
              <PhotoGrid photos={e.photos} small />
            </View>
          )}
          <Text className={s.at}>{sayTime(msOf(e.at), now)}</Text>
        </View>
      ))}
    </View>
  );
}
