import { Text, View } from '@tarojs/components';
import type { OrderCardView } from '@linli/shared/orders.dto';
import { useMe } from '@/api/me';
import { useOrderBoard } from '@/api/orders';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { DayField } from '@/components/day-field';
import { Empty, Faces } from '@/components/faces';
import { OrderCard } from '@/components/order/order-card';
import { ServiceFrame } from '@/components/service-frame';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { Stats } from '@/components/stat';
import { Card } from '@/components/card';
import { Tool, Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { widestArea } from '@/lib/roles';
import { go } from '@/lib/router';
import { serverNow } from '@/lib/server-clock';
import { dayOf, msOf, sayClock } from '@/lib/times';
import { useVisible } from '@/lib/visible';
import s from '../../desk.module.scss';

const DAY = 86_400_000;
const shift = (day: string, by: number) => dayOf(Date.parse(`${day}T00:00:00+08:00`) + by * DAY);

/** One day by its hours: who is expected, who has come, who has not. */
export default function Board() {
  const [words, change] = useAddress(['day', 'area']);
  const me = useMe();
  const within = widestArea(me.data, ['dispatcher']);
  const today = dayOf(serverNow());
  const day = words.day ?? today;
  const board = useOrderBoard(day, words.area, useVisible());
  const to = (next: string) => change({ day: next === today ? null : next });
  return (
    <ServiceFrame title={day === today ? '今日服务' : `${day} 的服务`} here="board">
      <Tools>
        <Button kind="secondary" size="small" inline icon="chevron-left" label="前一天" onPress={() => to(shift(day, -1))}>
          前一天
        </Button>
        <Tool>
          <DayField label="哪一天" value={day} onChange={to} />
        </Tool>
        <Button kind="secondary" size="small" inline icon="chevron-right" label="后一天" onPress={() => to(shift(day, 1))}>
          后一天
        </Button>
        <Tool>
          <AreaField
            label="区域"
            placeholder="我负责的全部"
            value={words.area ?? null}
            within={within}
            clearable
            onChange={(area) => change({ area })}
          />
        </Tool>
      </Tools>
      <Faces
        of={board}
        isEmpty={(d) => !d.length}
        empty={
          <Empty title="这一天没有服务" text="有人接单的会按时间排在这里。">
            {day !== today && (
              <Button kind="secondary" inline onPress={() => to(today)}>
                回到今天
              </Button>
            )}
          </Empty>
        }
      >
        {(orders) => (
          <>
            <Summary orders={orders} />
            {orders.map((o, i) => (
              <View key={o.id} className={s.hour}>
                <Text className={s.hourTime}>{orders[i - 1]?.startAt === o.startAt ? '' : sayClock(msOf(o.startAt))}</Text>
                <View className={s.hourWork}>
                  <OrderCard order={o} staff onPress={() => go(SERVICE_PATHS.order, { id: o.id })} />
                </View>
              </View>
            ))}
          </>
        )}
      </Faces>
    </ServiceFrame>
  );
}

function Summary({ orders }: { orders: readonly OrderCardView[] }) {
  const count = (test: (o: OrderCardView) => boolean) => orders.filter(test).length;
  return (
    <Card>
      <Stats
        figures={[
          { label: '全部', value: orders.length },
          { label: '还差人', value: count((o) => o.accepted < o.headcount && o.state === 'offered'), tone: 'due' },
          { label: '服务中', value: count((o) => o.state === 'in_service') },
          { label: '没签到', value: count((o) => o.flags.includes('no_show')), tone: 'late' },
          { label: '已结束', value: count((o) => o.state === 'finished' || o.state === 'confirmed'), tone: 'done' },
        ]}
      />
    </Card>
  );
}
