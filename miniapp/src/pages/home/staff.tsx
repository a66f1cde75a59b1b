import { View } from '@tarojs/components';
import { boxCountText } from '@linli/shared/reports';
import type { HeldRoleView } from '@linli/shared/accounts.dto';
import { useReportCounts } from '@/api/desk';
import { useOrderCounts } from '@/api/orders';
import { Card, Row } from '@/components/card';
import { orderBoxPath, orderBoxTone } from '@/components/service-frame/rooms';
import { Stats } from '@/components/stat';
import { go } from '@/lib/router';
import { useVisible } from '@/lib/visible';
import { ROOMS, boxPath } from './rooms';

const LATE = ['late', 'escalated', 'unchecked'];
const SOON = ['due_soon', 'extension', 'returned'];

/** What is due now, counted; every figure opens exactly the rows it counts. Then the rooms. */
export function Staff({ roles }: { roles: readonly HeldRoleView[] }) {
  const counts = useReportCounts();
  const visible = useVisible();
  const orders = useOrderCounts(
    roles.some((r) => r.role === 'dispatcher'),
    visible,
  );
  const rooms = ROOMS.filter((room) => roles.some((r) => room.roles.includes(r.role)));
  const figures = (counts.data ?? []).map((c) => {
    const path = boxPath(c.box, roles);
    return {
      label: c.label,
      value: boxCountText(c.count),
      tone:
        c.count === 0
          ? ('plain' as const)
          : LATE.includes(c.box)
            ? ('late' as const)
            : SOON.includes(c.box)
              ? ('due' as const)
              : ('plain' as const),
      onPress: () => go(path),
    };
  });
  const services = (orders.data ?? []).map((c) => ({
    label: c.label,
    value: boxCountText(c.count),
    tone: c.count === 0 ? ('plain' as const) : orderBoxTone(c.box),
    onPress: () => go(orderBoxPath(c.box)),
  }));
  return (
    <View>
      {figures.length > 0 && (
        <Card title="今天要办的">
          <Stats figures={figures} />
        </Card>
      )}
      {services.length > 0 && (
        <Card title="点单派单">
          <Stats figures={services} />
        </Card>
      )}
      {rooms.length > 0 && (
        <Card flush>
          {rooms.map((room) => (
            <Row key={room.path} icon={room.icon} title={room.title} note={room.note} onPress={() => go(room.path)} />
          ))}
        </Card>
      )}
    </View>
  );
}
