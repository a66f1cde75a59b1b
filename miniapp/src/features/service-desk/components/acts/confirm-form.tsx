import { useState } from 'react';
import { REASON_MAX } from '@linli/shared/reports';
import { ToggleRow } from '@/components/choice';
import { Field, Textarea } from '@/components/field';
import { FormShell } from '@/components/report/actions/form-shell';
import { sayMinutes } from '@/lib/order-words';
import type { FormProps } from './types';

/** The list of who served: all count unless somebody is taken out. */
export function ConfirmForm({ order, send, pending, error }: FormProps) {
  const came = order.assignments.filter((a) => a.state === 'finished');
  const [except, setExcept] = useState<string[]>([]);
  const [note, setNote] = useState('');
  return (
    <FormShell
      label={`确认 ${came.length - except.length} 人`}
      pending={pending}
      error={error}
      onSend={() => send({ ...(except.length ? { except } : {}), ...(note.trim() ? { note: note.trim() } : {}) })}
    >
      <Field label="服务属实的人" hint="关掉的人这次不记时长">
        {came.map((a) => (
          <ToggleRow
            key={a.personId}
            title={a.name}
            note={a.minutes === null ? undefined : `${sayMinutes(a.minutes)}${a.flags.length ? ' · 请留意' : ''}`}
            on={!except.includes(a.personId)}
            onChange={(on) => setExcept(on ? except.filter((p) => p !== a.personId) : [...except, a.personId])}
          />
        ))}
      </Field>
      <Field label="说明" optional>
        <Textarea label="说明" value={note} maxLength={REASON_MAX} rows={2} onChange={setNote} />
      </Field>
    </FormShell>
  );
}
