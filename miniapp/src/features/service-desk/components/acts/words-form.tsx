import { useState, type ComponentType } from 'react';
import { View } from '@tarojs/components';
import { REASON_MAX, REASON_MIN } from '@linli/shared/reports';
import { fieldError } from '@/api/problem';
import { Chips } from '@/components/chips';
import { Field, Textarea } from '@/components/field';
import { FormShell } from '@/components/report/actions/form-shell';
import type { FormProps } from './types';
import s from '../../desk.module.scss';

interface Words {
  label: string;
  field: string;
  hint?: string;
  phrases?: readonly string[];
  danger?: boolean;
  /** in the body */
  name?: 'reason' | 'note';
}

/** An act that needs a reason. */
export function wordsForm({ label, field, hint, phrases, danger, name = 'reason' }: Words): ComponentType<FormProps> {
  return function WordsForm({ send, pending, error }) {
    const [text, setText] = useState('');
    const words = text.trim();
    return (
      <FormShell
        label={label}
        danger={danger}
        missing={words.length < REASON_MIN ? '请写一句' : null}
        pending={pending}
        error={error}
        onSend={() => send({ [name]: words })}
      >
        <Field label={field} hint={hint} error={fieldError(error, name)}>
          {phrases && (
            <View className={s.chips}>
              <Chips
                label="常用的话"
                chips={phrases.map((p) => ({ value: p, label: p }))}
                onPress={(p) => setText(text ? `${text}，${p}` : p)}
              />
            </View>
          )}
          <Textarea label={field} value={text} maxLength={REASON_MAX} rows={3} counted onChange={setText} />
        </Field>
      </FormShell>
    );
  };
}
