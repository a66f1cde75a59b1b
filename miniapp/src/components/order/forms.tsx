import { useState, type ComponentType } from 'react';
import { View } from '@tarojs/components';
import { REASON_MAX, REASON_MIN } from '@linli/shared/reports';
import type { OrderView } from '@linli/shared/orders.dto';
import { fieldError } from '@/api/problem';
import { Chips } from '../chips';
import { Field, Textarea } from '../field';
import { type Level, RateRow } from '../rate-row';
import { FormShell } from '../report/actions/form-shell';
import s from './order.module.scss';

export interface OrderFormProps {
  order: OrderView;
  send: (body: object) => void;
  pending: boolean;
  error: Error | null;
}

interface Words {
  label: string;
  field: string;
  hint?: (order: OrderView) => string | undefined;
  phrases?: readonly string[];
  danger?: boolean;
  optional?: boolean;
  /** name in the body */
  name: 'reason' | 'note';
}

/** An act that needs a word, mostly one tap. */
export function wordsForm({ label, field, hint, phrases, danger, optional, name }: Words): ComponentType<OrderFormProps> {
  return function WordsForm({ order, send, pending, error }) {
    const [text, setText] = useState('');
    const words = text.trim();
    return (
      <FormShell
        label={label}
        danger={danger}
        missing={!optional && words.length < REASON_MIN ? '点一个原因，或写一句' : null}
        pending={pending}
        error={error}
        onSend={() => send(words ? { [name]: words } : {})}
      >
        <Field label={field} hint={hint?.(order)} optional={optional} error={fieldError(error, name)}>
          {phrases && (
            <View className={s.phrases}>
              <Chips
                label="常用的话"
                chips={phrases.map((p) => ({ value: p, label: p }))}
                value={phrases.filter((p) => p === words)}
                onPress={setText}
              />
            </View>
          )}
          <Textarea label={field} value={text} maxLength={REASON_MAX} rows={2} onChange={setText} />
        </Field>
      </FormShell>
    );
  };
}

/** Five levels, in both directions: of those who came, and of how one was received. */
export function RateForm({ order, send, pending, error }: OrderFormProps) {
  const [level, setLevel] = useState<Level | null>(null);
  const [comment, setComment] = useState('');
  return (
    <FormShell
      label="提交评价"
      missing={level === null ? '请选一个' : null}
      pending={pending}
      error={error}
      onSend={() => send({ level, ...(comment.trim() ? { comment: comment.trim() } : {}) })}
    >
      <Field label={order.mine ? '这次服务怎么样？' : '这次配合得怎么样？'}>
        <RateRow value={level} onChange={setLevel} />
      </Field>
      <Field label="想说的话" optional>
        <Textarea label="想说的话" value={comment} maxLength={200} rows={2} onChange={setComment} />
      </Field>
    </FormShell>
  );
}
