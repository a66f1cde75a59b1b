import { useState } from 'react';
import { REASON_MAX, REASON_MIN } from '@linli/shared/reports';
import { fieldError } from '@/api/problem';
import { Field, Input, Textarea } from '@/components/field';
import { FormShell } from '@/components/report/actions/form-shell';
import type { FormProps } from './types';

/** The verdict: it took place, with these minutes, at most the server's. */
export function UpholdForm({ order, send, pending, error }: FormProps) {
  const served = order.assignments.filter((a) => a.state === 'finished' || a.minutes !== null);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [reason, setReason] = useState('');
  const most = (personId: string) => served.find((a) => a.personId === personId)?.minutes ?? 0;
  const given = Object.entries(typed).filter(([, v]) => v !== '');
  const wrong = given.some(([id, v]) => !/^\d+$/.test(v) || Number(v) > most(id));
  const missing = wrong ? '分钟数不能多于系统记录' : reason.trim().length < REASON_MIN ? '请写核实结果' : null;
  return (
    <FormShell
      label="认定有效"
      missing={missing}
      pending={pending}
      error={error}
      onSend={() =>
        send({
          reason: reason.trim(),
          ...(given.length ? { minutes: given.map(([personId, v]) => ({ personId, minutes: Number(v) })) } : {}),
        })
      }
    >
      {served.map((a) => (
        <Field key={a.personId} label={`${a.name}的分钟数`} optional hint={`不填就按系统记录的 ${a.minutes ?? 0} 分钟，只能减不能加`}>
          <Input
            kind="digits"
            label={`${a.name}的分钟数`}
            placeholder={String(a.minutes ?? 0)}
            value={typed[a.personId] ?? ''}
            maxLength={3}
            onChange={(v) => setTyped({ ...typed, [a.personId]: v })}
          />
        </Field>
      ))}
      <Field label="核实结果" hint="双方都会看到" error={fieldError(error, 'reason')}>
        <Textarea label="核实结果" value={reason} maxLength={REASON_MAX} rows={3} counted onChange={setReason} />
      </Field>
    </FormShell>
  );
}
