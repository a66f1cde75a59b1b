import { useState } from 'react';
import { View } from '@tarojs/components';
import { MEMBER_REASON_MAX } from '@linli/shared/members';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Field, FieldError, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import s from '../members.module.scss';

interface Props {
  title: string;
  hint?: string;
  phrases?: readonly string[];
  max?: number;
  danger?: boolean;
  pending: boolean;
  error: Error | null;
  onSend: (reason: string) => void;
  onClose: () => void;
}

/** A no with its reason, which the person reads. */
export function ReasonSheet({ title, hint, phrases = [], max = MEMBER_REASON_MAX, danger, pending, error, onSend, onClose }: Props) {
  const [reason, setReason] = useState('');
  const short = reason.trim().length < 2;
  return (
    <Sheet
      open
      title={title}
      onClose={onClose}
      footer={
        <Button kind={danger ? 'danger' : 'primary'} disabled={short} pending={pending} onPress={() => onSend(reason.trim())}>
          确定
        </Button>
      }
    >
      <Field label="原因" hint={hint}>
        {phrases.length > 0 && (
          <View className={s.chips}>
            <Chips
              label="常用的话"
              chips={phrases.map((p) => ({ value: p, label: p }))}
              onPress={(p) => setReason(reason ? `${reason}，${p}` : p)}
            />
          </View>
        )}
        <Textarea label="原因" rows={3} value={reason} maxLength={max} counted onChange={setReason} />
      </Field>
      {error && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
