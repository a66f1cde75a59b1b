import type { PropsWithChildren, ReactNode } from 'react';
import { useHolds } from '@/api/me';
import { Screen } from '@/components/screen';
import { ServiceFrame } from '@/components/service-frame';

interface Props extends PropsWithChildren {
  title: string;
  here: string;
  footer?: ReactNode;
}

/** Pages that members and the desk share: beside the desk's side bar for whoever sits there, plain for everybody else. */
export function MembersFrame({ title, here, footer, children }: Props) {
  const desk = useHolds('dispatcher', 'administrator');
  if (desk)
    return (
      <ServiceFrame title={title} here={here} footer={footer}>
        {children}
      </ServiceFrame>
    );
  return (
    <Screen title={title} footer={footer}>
      {children}
    </Screen>
  );
}
