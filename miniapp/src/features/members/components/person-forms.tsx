import { useState } from 'react';
import { MEMBER_REASON_MAX, SUSPENSION_MAX_DAYS } from '@linli/shared/members';
import { Button } from '@/components/button';
import { ToggleRow } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Field, FieldError, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';

interface Common {
  pending: boolean;
  error: Error | null;
  onClose: () => void;
}
const DAY = 86_400_000;

/** 暂停: why, and until when; without a day the desk ends it. */
export function SuspendSheet({ pending, error, onClose, onSend }: Common & { onSend: (body: { reason: string; until?: string }) => void }) {
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState(false);
  const [until, setUntil] = useState<string | null>(null);
  const missing = reason.trim().length < 2 || (!open && !until);
  return (
    <Sheet
      open
      title="暂停服务"
      onClose={onClose}
      footer={
        <Button
          kind="danger"
          disabled={missing}
          pending={pending}
          onPress={() => onSend({ reason: reason.trim(), until: open ? undefined : (until ?? undefined) })}
        >
          暂停
        </Button>
      }
    >
      <Field label="原因" hint="本人会看到">
        <Textarea label="原因" rows={3} value={reason} maxLength={MEMBER_REASON_MAX} counted onChange={setReason} />
      </Field>
      <ToggleRow title="由社区决定何时恢复" on={open} onChange={setOpen} />
      {!open && (
        <Field label="暂停到" hint="第二天自动恢复">
          <DayField
            label="暂停到"
            value={until}
            from={dayOf(serverNow())}
            to={dayOf(serverNow() + SUSPENSION_MAX_DAYS * DAY)}
            onChange={setUntil}
          />
        </Field>
      )}
      {error && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}

/** Last day of the accident insurance. */
export function InsureSheet({
  until,
  pending,
  error,
  onClose,
  onSend,
}: Common & { until: string | null; onSend: (until: string | null) => void }) {
  const [day, setDay] = useState(until);
  return (
    <Sheet
      open
      title="登记意外险"
      onClose={onClose}
      footer={
        <Button disabled={!day} pending={pending} onPress={() => onSend(day)}>
          登记
        </Button>
      }
    >
      <Field label="保障到哪一天">
        <DayField label="保障到哪一天" value={day} from={dayOf(serverNow())} onChange={setDay} />
      </Field>
      {until && (
        <Button kind="text" onPress={() => onSend(null)}>
          取消登记
        </Button>
      )}
      {error && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
