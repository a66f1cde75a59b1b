import type { PropsWithChildren, ReactNode } from 'react';
import { useMe } from '@/api/me';
import { Desk } from '@/components/desk';
import { roomsOf } from '../rooms';

interface Props extends PropsWithChildren {
  title: string;
  here?: string;
  aside?: ReactNode;
  footer?: ReactNode;
}

/** Every room of the administration: the same side bar on a wide screen. */
export function AdminFrame({ title, here, aside, footer, children }: Props) {
  const me = useMe();
  return (
    <Desk title={title} here={here} aside={aside} footer={footer} groups={[{ title: '管理', rooms: roomsOf(me.data) }]}>
      {children}
    </Desk>
  );
}
