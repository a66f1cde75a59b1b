import type { ServingView } from '@linli/shared/orders.dto';
import { Card } from '../card';
import { Stats } from '../stat';

/** 28 分钟 / 12.5 小时 / 121 小时: never rounded up, and no tenths beside a hundred. */
function lengthOf(minutes: number) {
  if (minutes > 0 && minutes < 60) return { value: minutes, unit: '分钟' };
  const tenths = Math.floor(minutes / 6);
  return { value: tenths < 1000 ? String(tenths / 10) : Math.floor(tenths / 10), unit: '小时' };
}

/** My hours: confirmed ones only. */
export function MyHours({ serving: v }: { serving: ServingView }) {
  return (
    <Card title="我的时长">
      <Stats
        figures={[
          { label: '本月', ...lengthOf(v.minutesThisMonth) },
          { label: '累计', ...lengthOf(v.minutesEver) },
          { label: '服务', value: v.services, unit: '次' },
        ]}
      />
    </Card>
  );
}
