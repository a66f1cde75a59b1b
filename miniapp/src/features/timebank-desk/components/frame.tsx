import type { PropsWithChildren, ReactNode } from 'react';
import { useMe } from '@/api/me';
import { Desk } from '@/components/desk';
import { roomsOf } from '../rooms';

interface Props extends PropsWithChildren {
  title: string;
  here?: string;
  filled?: boolean;
  aside?: ReactNode;
  footer?: ReactNode;
}

/** Every room of the time bank's desk: the same side bar on a wide screen. */
export function TimebankFrame({ children, ...rest }: Props) {
  const me = useMe();
  return (
    <Desk {...rest} groups={[{ title: '时间银行', rooms: roomsOf(me.data) }]}>
      {children}
    </Desk>
  );
}
