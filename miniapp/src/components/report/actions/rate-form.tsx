import { useState } from 'react';
import { REASON_MAX } from '@linli/shared/reports';
import { Field, Textarea } from '../../field';
import { type Level, RateRow } from '../../rate-row';
import { FormShell } from './form-shell';
import type { ActionFormProps } from './types';

/** Five levels; the two lowest send it back to be done again, and that is said before. */
export function RateForm({ send, pending, error }: ActionFormProps) {
  const [level, setLevel] = useState<Level | null>(null);
  const [comment, setComment] = useState('');
  const low = level !== null && level <= 2;
  return (
    <FormShell
      label={low ? '提交，请重新办理' : '提交评价'}
      missing={level === null ? '请选一个满意程度' : null}
      pending={pending}
      error={error}
      onSend={() => send({ level, ...(comment.trim() ? { comment: comment.trim() } : {}) })}
    >
      <Field label="这次办得怎么样？" hint={low ? '办结七天内，会退回给处置人员重新办理一次' : undefined}>
        <RateRow value={level} onChange={setLevel} />
      </Field>
      <Field label={low ? '哪里不满意' : '想说的话'} optional>
        <Textarea label="评价的话" value={comment} maxLength={REASON_MAX} rows={2} onChange={setComment} />
      </Field>
    </FormShell>
  );
}
