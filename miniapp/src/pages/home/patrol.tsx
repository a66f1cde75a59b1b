import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useHolds } from '@/api/me';
import { keptToday, useToday } from '@/api/patrols';
import { useWalk } from '@/api/patrol-walk';
import { OfflineError } from '@/api/problem';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorFace, Skeleton } from '@/components/faces';
import { Ring } from '@/components/ring';
import { runningPatrol } from '@/lib/patrol-queue';
import { go } from '@/lib/router';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import s from './patrol.module.scss';

const TODAY = '/features/patrols/pages/today/index';

/** A grid member's first card: today's ring, what is still to visit, and the way on. */
export function Patrol() {
  const walks = useHolds('grid_member');
  const person = usePersonId();
  const asked = useToday(walks);
  const { waiting, stuck } = useWalk();
  useDidShow(() => {
    if (walks) void asked.refetch();
  });
  if (!walks) return null;
  const offline = asked.error instanceof OfflineError;
  const today = asked.data ?? (offline ? keptToday(person, dayOf(serverNow())) : null);
  const running = runningPatrol(today?.current, waiting);
  if (!today && asked.isPending)
    return (
      <Card title="今天的巡查">
        <Skeleton rows={1} />
      </Card>
    );
  if (!today && asked.error && !offline)
    return (
      <Card title="今天的巡查">
        <ErrorFace error={asked.error} onRetry={() => void asked.refetch()} />
      </Card>
    );
  const left = (today?.targetMinutes ?? 0) - (today?.countedMinutes ?? 0);
  const unvisited = today?.checkpoints.filter((c) => !c.visitedToday).length ?? 0;
  const lines = [
    !today ? '没有信号，记录先存在手机里' : left > 0 ? `还差 ${left} 分钟` : '今天已达标',
    ...(today && !today.duty ? [today.offReason === '休息日' ? '今天休息' : `今天${today.offReason ?? '休息'}`] : []),
    ...(unvisited ? [`${unvisited} 个巡查点没到`] : []),
    ...(stuck && waiting.length ? [`${waiting.length} 条记录等信号`] : []),
  ];
  return (
    <Card title="今天的巡查">
      <View className={s.line}>
        <Ring minutes={today?.countedMinutes ?? null} target={today?.targetMinutes ?? 60} />
        <View className={s.words}>
          {lines.map((line, i) => (
            <Text key={line} className={i === 0 ? s.first : s.other}>
              {line}
            </Text>
          ))}
        </View>
      </View>
      <Button icon={running ? 'footprints' : 'play'} onPress={() => go(TODAY)}>
        {running ? (running.state === 'paused' ? '已暂停，去继续' : '巡查中，去看看') : '去巡查'}
      </Button>
    </Card>
  );
}
