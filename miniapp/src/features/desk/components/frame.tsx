import type { PropsWithChildren, ReactNode } from 'react';
import { useReportCounts } from '@/api/desk';
import { useMe } from '@/api/me';
import { Desk } from '@/components/desk';
import { swap } from '@/lib/router';
import { PATHS, groupsOf } from '../rooms';

interface Props extends PropsWithChildren {
  title: string;
  here?: string;
  filled?: boolean;
  aside?: ReactNode;
  footer?: ReactNode;
}

/** Every tool of the desk beside the same side bar. */
export function DeskFrame({ title, here, filled, aside, footer, children }: Props) {
  const me = useMe();
  const counts = useReportCounts();
  const groups = groupsOf(me.data, counts.data ?? [], (box) => swap(PATHS.list, { box }), swap);
  return (
    <Desk title={title} here={here} groups={groups} filled={filled} aside={aside} footer={footer}>
      {children}
    </Desk>
  );
}
