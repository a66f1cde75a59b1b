import { useState } from 'react';
import { REASON_MAX, REASON_MIN, SUSPEND_DAYS_MAX } from '@linli/shared/reports';
import { fieldError } from '@/api/problem';
import { DayField, MomentField } from '../../day-field';
import { Field, Textarea } from '../../field';
import { serverNow } from '@/lib/server-clock';
import { dayOf, msOf } from '@/lib/times';
import { FormShell } from './form-shell';
import type { ActionFormProps } from './types';

const DAY = 86_400_000;

/** 挂账: why, and the last day of it; it resumes by itself the next morning. */
export function SuspendForm({ send, pending, error }: ActionFormProps) {
  const [until, setUntil] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const missing = !until ? '请选挂账到哪一天' : reason.trim().length < REASON_MIN ? '请写原因' : null;
  return (
    <FormShell label="挂账" missing={missing} pending={pending} error={error} onSend={() => send({ until, reason: reason.trim() })}>
      <Field label="挂账到" hint={`最长 ${SUSPEND_DAYS_MAX} 天，到期次日自动恢复；挂账期间暂停计时`} error={fieldError(error, 'until')}>
        <DayField
          label="挂账到"
          value={until}
          from={dayOf(serverNow())}
          to={dayOf(serverNow() + SUSPEND_DAYS_MAX * DAY)}
          onChange={setUntil}
        />
      </Field>
      <Field label="原因" hint="上报人会看到" error={fieldError(error, 'reason')}>
        <Textarea label="原因" value={reason} maxLength={REASON_MAX} rows={3} onChange={setReason} />
      </Field>
    </FormShell>
  );
}

/** 延期: asked once before it is red; both due times stay visible. */
export function ExtendForm({ report, send, pending, error }: ActionFormProps) {
  const [until, setUntil] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const due = report.disposal ? msOf(report.disposal.dueAt) : serverNow();
  const early = until !== null && msOf(until) <= due;
  const missing = !until ? '请选延到什么时候' : early ? '要晚于现在的期限' : reason.trim().length < REASON_MIN ? '请写原因' : null;
  return (
    <FormShell label="申请延期" missing={missing} pending={pending} error={error} onSend={() => send({ until, reason: reason.trim() })}>
      <Field label="延到" hint="只能申请一次，由民意专员决定" error={fieldError(error, 'until')}>
        <MomentField label="延到" value={until} from={dayOf(due)} onChange={setUntil} />
      </Field>
      <Field label="原因" error={fieldError(error, 'reason')}>
        <Textarea label="原因" value={reason} maxLength={REASON_MAX} rows={3} onChange={setReason} />
      </Field>
    </FormShell>
  );
}
