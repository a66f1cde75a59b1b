import { useState } from 'react';
import { fieldError } from '@/api/problem';
import { Field, Input } from '@/components/field';
import { FormShell } from '@/components/report/actions/form-shell';
import type { FormProps } from './types';

export function InsureForm({ order, send, pending, error }: FormProps) {
  const [reference, setReference] = useState(order.insuranceReference ?? '');
  const words = reference.trim();
  return (
    <FormShell
      label="登记"
      missing={words.length < 2 ? '请填保单号或险种' : null}
      pending={pending}
      error={error}
      onSend={() => send({ reference: words })}
    >
      <Field label="意外险" hint="保单号或险种名称；没有登记不能开始" error={fieldError(error, 'reference')}>
        <Input label="意外险" value={reference} maxLength={60} onChange={setReference} />
      </Field>
    </FormShell>
  );
}
