import { Text, View } from '@tarojs/components';
import type { PatrolTodayView } from '@linli/shared/patrols.dto';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { StateTag } from '@/components/state-tag';
import type { RunningPatrol } from '@/lib/patrol-queue';
import { msOf, sayClock } from '@/lib/times';
import { Ring } from '@/components/ring';
import s from './walk-card.module.scss';

interface Props {
  /** null: never seen and no signal now */
  today: PatrolTodayView | null;
  running: RunningPatrol | null;
  onStart: () => void;
  onPause: () => void;
  onResume: () => void;
  onEnd: () => void;
}

function encouragement(today: PatrolTodayView | null, running: boolean): string {
  if (!today) return '没有信号也能巡查，记录先存在手机里';
  const left = today.targetMinutes - today.countedMinutes;
  if (left <= 0) return '今天已达标，辛苦了';
  if (!today.duty && !running) return `今天${today.offReason === '休息日' ? '休息' : (today.offReason ?? '休息')}，不计考核，想巡查也可以`;
  return `还差 ${left} 分钟`;
}

const TAGS = {
  none: { tone: 'quiet', icon: 'circle-dot', word: '还没开始' },
  walking: { tone: 'done', icon: 'footprints', word: '巡查中' },
  paused: { tone: 'due', icon: 'circle-pause', word: '已暂停' },
} as const;

/** The ring, how it stands, and the way on. */
export function WalkCard({ today, running, onStart, onPause, onResume, onEnd }: Props) {
  const grids = today?.grids.map((g) => g.name).join('、');
  return (
    <Card>
      <View className={s.top}>
        <Ring minutes={today?.countedMinutes ?? null} target={today?.targetMinutes ?? 60} />
        <View className={s.words}>
          <StateTag {...TAGS[running?.state ?? 'none']} />
          <Text className={s.how}>{encouragement(today, running !== null)}</Text>
          {running && <Text className={s.second}>{sayClock(msOf(running.startedAt))} 开始</Text>}
          {grids && <Text className={s.second}>{grids}</Text>}
        </View>
      </View>
      <View className={s.buttons}>
        {!running && (
          <Button icon="play" onPress={onStart}>
            开始巡查
          </Button>
        )}
        {running && (
          <>
            <Button kind="secondary" icon="square" onPress={onEnd}>
              结束
            </Button>
            {running.state === 'walking' ? (
              <Button kind="secondary" icon="pause" onPress={onPause}>
                暂停
              </Button>
            ) : (
              <Button icon="play" onPress={onResume}>
                继续
              </Button>
            )}
          </>
        )}
      </View>
    </Card>
  );
}
