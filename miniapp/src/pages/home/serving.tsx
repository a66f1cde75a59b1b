import { View } from '@tarojs/components';
import { EARLY_START_MINUTES } from '@linli/shared/orders';
import { useHall, useServing } from '@/api/orders';
import { useWallet } from '@/api/timebank-wallet';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Faces, Skeleton } from '@/components/faces';
import { MyHours } from '@/components/order/my-hours';
import { TaskCard } from '@/components/order/task-card';
import { go } from '@/lib/router';
import { useNow } from '@/lib/ticking';
import { msOf } from '@/lib/times';
import { useVisible } from '@/lib/visible';
import { Heading } from './heading';

const TASKS = '/features/tasks/pages';
const NEAR = 2;

/** Whoever serves: where to go next with its check-in, who asks for them, what is near, and their hours. */
export function Serving() {
  const visible = useVisible();
  const serving = useServing(true, visible);
  const hall = useHall({});
  const wallet = useWallet().data;
  const now = useNow();
  const near = hall.data?.pages[0]?.items.slice(0, NEAR) ?? [];
  return (
    <View>
      <Faces of={serving} loading={<Skeleton rows={2} />}>
        {(view) => {
          const { next, invitations } = view;
          const soon = next && msOf(next.startAt) - now <= EARLY_START_MINUTES * 60_000;
          return (
            <View>
              {next && (
                <>
                  <Heading title={next.mine === 'in_service' ? '正在服务' : '下一个约'} />
                  <TaskCard task={next} onPress={() => go(`${TASKS}/detail/index`, { id: next.id })}>
                    <Button icon={soon ? 'scan-line' : 'navigation'} onPress={() => go(`${TASKS}/detail/index`, { id: next.id })}>
                      {next.mine === 'in_service' ? '去签退' : soon ? '去签到' : '看怎么去'}
                    </Button>
                  </TaskCard>
                </>
              )}
              <Card flush>
                {invitations > 0 && (
                  <Row
                    icon="bell"
                    title={`${invitations} 个邀请等您答复`}
                    note="接或不接，都谢谢您"
                    onPress={() => go(`${TASKS}/appointments/index`, { tab: 'invited' })}
                  />
                )}
                <Row
                  icon="calendar-check"
                  title="我的服务"
                  note="要去的、等答复的、做过的"
                  onPress={() => go(`${TASKS}/appointments/index`)}
                />
                <Row
                  icon="hourglass"
                  title="我的积分"
                  note="明细、能换什么"
                  value={wallet && [`${wallet.free} 分`, wallet.star > 0 && wallet.starLabel].filter(Boolean).join(' · ')}
                  onPress={() => go('/features/timebank/pages/wallet/index')}
                />
                <Row icon="search" title="任务大厅" note="家门口谁需要帮忙" onPress={() => go(`${TASKS}/hall/index`)} />
              </Card>
              <MyHours serving={view} />
            </View>
          );
        }}
      </Faces>
      {near.length > 0 && (
        <>
          <Heading
            title="附近要帮忙的"
            aside={
              <Button kind="text" size="small" inline onPress={() => go(`${TASKS}/hall/index`)}>
                全部
              </Button>
            }
          />
          {near.map((t) => (
            <TaskCard key={t.id} task={t} onPress={() => go(`${TASKS}/detail/index`, { id: t.id })} />
          ))}
        </>
      )}
    </View>
  );
}
