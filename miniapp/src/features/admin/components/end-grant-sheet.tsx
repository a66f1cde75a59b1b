import { useState } from 'react';
import type { GrantView } from '@linli/shared/accounts.dto';
import { useEndRole } from '@/api/staff';
import { Button } from '@/components/button';
import { Second } from '@/components/card';
import { DayField } from '@/components/day-field';
import { Field, FieldError } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import { sayDate } from '../words';

export function EndGrantSheet({ grant, onClose }: { grant: GrantView; onClose: () => void }) {
  const today = dayOf(serverNow());
  const [to, setTo] = useState(today);
  const end = useEndRole();
  const now = to === today;
  const send = () =>
    end.mutate(
      { id: grant.id, to },
      {
        onSuccess: () => {
          say(now ? '已结束，马上生效' : `到 ${sayDate(to)} 结束`, 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title={`结束${grant.roleLabel}`}
      onClose={onClose}
      footer={
        <Button kind="danger" pending={end.isPending} onPress={send}>
          {now ? '现在结束' : `到 ${sayDate(to)} 结束`}
        </Button>
      }
    >
      <Second>{`${grant.areaName} · ${grant.roleLabel}。选今天就马上生效，对方手上没办完的事项要另外安排人。`}</Second>
      <Field label="最后一天">
        <DayField label="最后一天" value={to} from={today} onChange={setTo} />
      </Field>
      {end.error && <FieldError>{end.error.message}</FieldError>}
    </Sheet>
  );
}
