import type { PropsWithChildren, ReactNode } from 'react';
import { View } from '@tarojs/components';
import { useMe } from '@/api/me';
import { useRecordCounts } from '@/api/timebank-records';
import { Desk } from '@/components/desk';
import { holdsAny } from '@/lib/roles';
import { roomsOf } from '../rooms';
import s from '../frame.module.scss';

interface Props extends PropsWithChildren {
  title: string;
  here?: string;
  filled?: boolean;
  /** Fields to fill in: no wider than one reads. */
  form?: boolean;
  aside?: ReactNode;
  footer?: ReactNode;
}

/** Every room of the time bank's desk: the same side bar on a wide screen. */
export function TimebankFrame({ children, form, footer, ...rest }: Props) {
  const me = useMe();
  const counts = useRecordCounts(holdsAny(me.data, ['dispatcher', 'auditor'])).data;
  return (
    <Desk
      {...rest}
      footer={form ? <View className={s.foot}>{footer}</View> : footer}
      groups={[{ title: '时间银行', rooms: roomsOf(me.data, counts) }]}
    >
      {form ? <View className={s.form}>{children}</View> : children}
    </Desk>
  );
}
