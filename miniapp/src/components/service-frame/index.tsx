import type { PropsWithChildren, ReactNode } from 'react';
import type { OrderBox } from '@linli/shared/orders';
import { useHolds, useMe } from '@/api/me';
import { useOrderCounts } from '@/api/orders';
import { swap } from '@/lib/router';
import { Desk } from '../desk';
import { SERVICE_PATHS, orderBoxIcon, orderBoxTone, serviceToolsOf } from './rooms';

interface Props extends PropsWithChildren {
  title: string;
  here?: string;
  filled?: boolean;
  aside?: ReactNode;
  footer?: ReactNode;
  /** where the list itself is open: another box is another filter, not another page */
  onBox?: (box: OrderBox) => void;
}

/** Every room of the service desk beside the same side bar: what waits, the tools, the people. */
export function ServiceFrame({ title, here, filled, aside, footer, onBox, children }: Props) {
  const me = useMe();
  const counts = useOrderCounts(useHolds('dispatcher'), true);
  const tools = serviceToolsOf(me.data);
  const rooms = (group: '工具' | '人员') =>
    tools.filter((t) => t.group === group).map((t) => ({ key: t.key, label: t.label, icon: t.icon, onPress: () => swap(t.path) }));
  const boxes = (counts.data ?? [])
    .filter((c) => c.box !== 'today')
    .map((c) => ({
      key: c.box,
      label: c.label,
      icon: orderBoxIcon(c.box),
      count: c.count,
      tone: orderBoxTone(c.box),
      onPress: () => (onBox ? onBox(c.box) : swap(SERVICE_PATHS.list, { box: c.box })),
    }));
  return (
    <Desk
      title={title}
      here={here}
      filled={filled}
      aside={aside}
      footer={footer}
      groups={[
        { title: '待办', rooms: boxes },
        { title: '工具', rooms: rooms('工具') },
        { title: '人员', rooms: rooms('人员') },
      ]}
    >
      {children}
    </Desk>
  );
}
