import { useState } from 'react';
import { View } from '@tarojs/components';
import { REASON_MAX, REASON_MIN } from '@linli/shared/reports';
import { fieldError } from '@/api/problem';
import { Chips } from '../../chips';
import { Field, Textarea } from '../../field';
import { ShotPicker, useShots } from '../../shot-picker';
import { FormShell } from './form-shell';
import type { ActionFormProps } from './types';
import s from './actions.module.scss';

interface Words {
  label: string;
  field: string;
  hint?: string;
  phrases?: readonly string[];
  danger?: boolean;
  min?: number;
  optional?: boolean;
  /** name in the body */
  name?: 'reason' | 'text' | 'note';
  /** photos may come with it */
  photos?: boolean;
}

/** An act that needs words: a reason, a reply, a note. */
export function reasonForm({ label, field, hint, phrases, danger, min = REASON_MIN, optional, name = 'reason', photos }: Words) {
  return function ReasonForm({ send, pending, error }: ActionFormProps) {
    const [text, setText] = useState('');
    const shots = useShots(9);
    const short = text.trim().length < min;
    const missing = !optional && short ? (min > REASON_MIN ? `至少写 ${min} 个字` : '请写一句') : null;
    const body = async () => {
      const fileIds = photos ? await shots.upload() : [];
      return { ...(text.trim() ? { [name]: text.trim() } : {}), ...(fileIds.length ? { fileIds } : {}) };
    };
    return (
      <FormShell label={label} danger={danger} missing={missing} pending={pending} error={error} onSend={() => send(body)}>
        <Field label={field} hint={hint} optional={optional} error={fieldError(error, name)}>
          {phrases && (
            <View className={s.phrases}>
              <Chips
                label="常用的话"
                chips={phrases.map((p) => ({ value: p, label: p }))}
                onPress={(p) => setText(text ? `${text}，${p}` : p)}
              />
            </View>
          )}
          <Textarea label={field} value={text} maxLength={REASON_MAX} rows={3} counted onChange={setText} />
        </Field>
        {photos && (
          <Field label="照片" optional>
            <ShotPicker of={shots} max={9} />
          </Field>
        )}
      </FormShell>
    );
  };
}
