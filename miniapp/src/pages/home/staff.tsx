import { View } from '@tarojs/components';
import { boxCountText } from '@linli/shared/reports';
import type { HeldRoleView } from '@linli/shared/accounts.dto';
import { useReportCounts } from '@/api/desk';
import { Card, Row } from '@/components/card';
import { Stats } from '@/components/stat';
import { go } from '@/lib/router';
import { ROOMS, boxPath } from './rooms';

const LATE = ['late', 'escalated', 'unchecked'];
const SOON = ['due_soon', 'extension', 'returned'];

/** What is due now, counted; every figure opens exactly the rows it counts. Then the rooms. */
export function Staff({ roles }: { roles: readonly HeldRoleView[] }) {
  const counts = useReportCounts();
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
  return (
    <View>
      {figures.length > 0 && (
        <Card title="今天要办的">
          <Stats figures={figures} />
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
