import { Text, View } from '@tarojs/components';
import type { Position } from '@linli/shared/areas';
import type { AnchorKind } from '@linli/shared/patrols';
import type { PatrolAnchorView } from '@linli/shared/patrols.dto';
import { Empty } from '@/components/faces';
import { Icon, type IconName } from '@/components/icon';
import type { Pin } from '@/components/map-view';
import { msOf, sayClock } from '@/lib/times';
import s from './anchor-list.module.scss';

const LOOKS: Record<Exclude<AnchorKind, 'track'>, { icon: IconName; word: string }> = {
  start: { icon: 'play', word: '开始巡查' },
  scan: { icon: 'qr-code', word: '扫巡查点' },
  report: { icon: 'camera', word: '上报' },
  pause: { icon: 'pause', word: '暂停' },
  resume: { icon: 'play', word: '继续' },
  end: { icon: 'square', word: '结束巡查' },
};

export const wayOf = (anchors: readonly PatrolAnchorView[]): Position[] => anchors.flatMap((a) => (a.position ? [a.position] : []));

const wordOf = (a: PatrolAnchorView) => (a.kind === 'track' ? '' : a.text ? `${LOOKS[a.kind].word}：${a.text}` : LOOKS[a.kind].word);

export const pinsOf = (anchors: readonly PatrolAnchorView[]): Pin[] =>
  anchors.flatMap((a, i) =>
    a.position && a.kind !== 'track'
      ? [
          {
            id: String(i),
            position: a.position,
            tone: a.kind === 'scan' ? ('done' as const) : a.kind === 'report' ? ('plain' as const) : ('info' as const),
            label: `${sayClock(msOf(a.at))} ${wordOf(a)}`,
          },
        ]
      : [],
  );

/** What was done on the way, without the hundreds of points between. */
export function AnchorList({ anchors }: { anchors: readonly PatrolAnchorView[] }) {
  const done = anchors.filter((a) => a.kind !== 'track');
  if (!done.length) return <Empty title="只有轨迹，没有扫点和上报" />;
  return (
    <View ariaRole="list">
      {done.map((a, i) => (
        <View key={`${a.at}${i}`} className={s.line} ariaRole="listitem">
          <Text className={s.at}>{sayClock(msOf(a.at))}</Text>
          <Icon name={a.kind === 'track' ? 'route' : LOOKS[a.kind].icon} size="small" className={s.icon} />
          <Text className={s.word}>{wordOf(a)}</Text>
        </View>
      ))}
    </View>
  );
}
