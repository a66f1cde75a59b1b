import { useState } from 'react';
import { REASON_MAX, REASON_MIN } from '@linli/shared/reports';
import { fieldError } from '@/api/problem';
import { Options } from '@/components/choice';
import { Field, Textarea } from '@/components/field';
import { FormShell } from '@/components/report/actions/form-shell';
import { Contact } from '../contact';
import type { FormProps } from './types';

const ANSWERS = [
  { value: 'yes', label: '服务做了', note: '之后可以确认完成' },
  { value: 'no', label: '没有来，或没做完', note: '再转为“有异议”核实' },
] as const;

/** 回访: what the person on the phone says. */
export function CallBackForm({ order, send, pending, error }: FormProps) {
  const [answer, setAnswer] = useState<'yes' | 'no' | null>(null);
  const [reason, setReason] = useState('');
  const missing = !answer ? '请选对方怎么说' : reason.trim().length < REASON_MIN ? '请记一句对方说的话' : null;
  return (
    <FormShell
      label="记下回访"
      missing={missing}
      pending={pending}
      error={error}
      onSend={() => send({ tookPlace: answer === 'yes', reason: reason.trim() })}
    >
      {order.contactVisible && <Contact id={order.id} />}
      <Field label="对方说">
        <Options<'yes' | 'no'> options={ANSWERS} value={answer} onChange={setAnswer} />
      </Field>
      <Field label="记一句" error={fieldError(error, 'reason')}>
        <Textarea label="记一句" value={reason} maxLength={REASON_MAX} rows={2} onChange={setReason} />
      </Field>
    </FormShell>
  );
}
