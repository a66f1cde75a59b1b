import type { ServingView } from '@linli/shared/orders.dto';
import { Card } from '../card';
import { Stats } from '../stat';

/** 12.5: to the half hour, as people count them; never rounded up. */
const hoursOf = (minutes: number): string => String(Math.floor(minutes / 30) / 2);

/** My hours: confirmed ones only. */
export function MyHours({ serving: v }: { serving: ServingView }) {
  return (
    <Card title="我的时长">
      <Stats
        figures={[
          { label: '本月', value: hoursOf(v.minutesThisMonth), unit: '小时' },
          { label: '累计', value: hoursOf(v.minutesEver), unit: '小时' },
          { label: '服务', value: v.services, unit: '次' },
        ]}
      />
    </Card>
  );
}
