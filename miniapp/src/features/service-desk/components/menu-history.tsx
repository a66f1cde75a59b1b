import { Text, View } from '@tarojs/components';
import { useMenuHistory } from '@/api/menu';
import { Empty, Faces } from '@/components/faces';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import s from '../desk.module.scss';

/** Who changed what, the newest first. */
export function MenuHistory({ communityCode, code }: { communityCode: string; code: string }) {
  const now = useNow();
  const history = useMenuHistory(communityCode, code);
  return (
    <Faces of={history} isEmpty={(d) => !d.length} empty={<Empty title="没有改过" text="现在用的是通用的规则。" />}>
      {(list) =>
        list.map((c) => (
          <View key={c.at} className={s.change}>
            {c.changes.map((words) => (
              <Text key={words} className={s.itemWords}>
                {words}
              </Text>
            ))}
            {c.reason && <Text className={s.second}>{`原因：${c.reason}`}</Text>}
            <Text className={s.second}>{`${c.by} · ${sayTime(msOf(c.at), now)}`}</Text>
          </View>
        ))
      }
    </Faces>
  );
}
