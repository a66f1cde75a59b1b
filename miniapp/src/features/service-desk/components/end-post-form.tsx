import { useState } from 'react';
import { REASON_MAX, REASON_MIN } from '@linli/shared/reports';
import { Field, Textarea } from '@/components/field';
import { FormShell } from '@/components/report/actions/form-shell';

interface Props {
  pending: boolean;
  error: Error | null;
  onSend: (reason: string) => void;
}

export function EndPostForm({ pending, error, onSend }: Props) {
  const [reason, setReason] = useState('');
  const words = reason.trim();
  return (
    <FormShell
      label="结束岗位"
      danger
      missing={words.length < REASON_MIN ? '请写原因' : null}
      pending={pending}
      error={error}
      onSend={() => onSend(words)}
    >
      <Field label="原因" hint="不再排新班次；已有人报名的照常，没人报名的取消">
        <Textarea label="原因" rows={3} value={reason} maxLength={REASON_MAX} counted onChange={setReason} />
      </Field>
    </FormShell>
  );
}
