import { useState } from 'react';
import { REASON_MAX, REASON_MIN } from '@linli/shared/reports';
import type { AssignmentView } from '@linli/shared/orders.dto';
import { fieldError } from '@/api/problem';
import { MomentField } from '@/components/day-field';
import { Field, Textarea } from '@/components/field';
import { FormShell } from '@/components/report/actions/form-shell';
import { serverNow } from '@/lib/server-clock';
import { dayOf, msOf } from '@/lib/times';
import type { FormProps } from './acts/types';

interface Props extends FormProps {
  action: 'record_start' | 'record_finish';
  of: AssignmentView;
}

/** 代记: the time by hand, with the reason; it is flagged, and earns only after a second person has confirmed it. */
export function RecordForm({ order, action, of, send, pending, error }: Props) {
  const planned = action === 'record_start' ? order.startAt : order.endAt;
  // never the future: what has not happened is not recorded
  const [at, setAt] = useState<string | null>(msOf(planned) <= serverNow() ? planned : null);
  const [reason, setReason] = useState('');
  const missing = !at ? '请填时间' : reason.trim().length < REASON_MIN ? '请写原因' : null;
  return (
    <FormShell
      label={action === 'record_start' ? '代记签到' : '代记签退'}
      missing={missing}
      pending={pending}
      error={error}
      onSend={() => send({ personId: of.personId, at, reason: reason.trim() })}
    >
      <Field label={action === 'record_start' ? '几点到的' : '几点结束的'} error={fieldError(error, 'at')}>
        <MomentField label="时间" value={at} from={dayOf(msOf(order.startAt))} to={dayOf(serverNow())} onChange={setAt} />
      </Field>
      <Field label="为什么代记" hint="时长会标“社区代记”，公示后由另一位同事确认" error={fieldError(error, 'reason')}>
        <Textarea label="为什么代记" value={reason} maxLength={REASON_MAX} rows={2} onChange={setReason} />
      </Field>
    </FormShell>
  );
}
