import { useState } from 'react';
import { WISH_REASON_MAX, WISH_REASON_MIN, type WishAction } from '@linli/shared/wishes';
import { fieldError } from '@/api/problem';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Field, FieldError, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { ACTION_WORDS } from '../words';
import type { FormProps } from './form-props';

const USUAL: Partial<Record<WishAction, string[]>> = {
  reject: ['微心愿不能是现金或转账', '请写清楚需要什么', '超出社区能帮的范围', '情况核实后不符'],
  redo: ['东西和心愿不一样', '照片看不清楚', '心愿人说还没收到'],
};

/** Why not: the other person reads it as it is written here. */
export function ReasonSheet({ action, pending, error, send, onClose }: FormProps & { action: WishAction }) {
  const [reason, setReason] = useState('');
  const words = ACTION_WORDS[action];
  return (
    <Sheet
      open
      title={words.label}
      onClose={onClose}
      footer={
        <Button
          kind="danger"
          pending={pending}
          disabled={reason.trim().length < WISH_REASON_MIN}
          onPress={() => send(() => ({ reason: reason.trim() }))}
        >
          {words.label}
        </Button>
      }
    >
      <Field label="原因" hint={action === 'reject' ? '心愿人会看到，请写得让人明白' : '认领人会看到'} error={fieldError(error, 'reason')}>
        <Textarea label="原因" value={reason} onChange={setReason} maxLength={WISH_REASON_MAX} rows={3} />
      </Field>
      <Chips label="常用原因" chips={(USUAL[action] ?? []).map((value) => ({ value, label: value }))} onPress={setReason} />
      {error && !fieldError(error, 'reason') && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
