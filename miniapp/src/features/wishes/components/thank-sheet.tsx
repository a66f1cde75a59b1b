import { useState } from 'react';
import { THANKS_MAX, WISH_REASON_MIN } from '@linli/shared/wishes';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Field, FieldError, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import type { FormProps } from './form-props';

const USUAL = ['谢谢您，东西收到了，很合用！', '太感谢了，帮了大忙！', '谢谢您还惦记着我们。'];

/** A word of thanks; the claimer reads it. */
export function ThankSheet({ pending, error, send, onClose }: FormProps) {
  const [text, setText] = useState('');
  return (
    <Sheet
      open
      title="说声谢谢"
      onClose={onClose}
      footer={
        <Button
          icon="heart"
          pending={pending}
          disabled={text.trim().length < WISH_REASON_MIN}
          onPress={() => send(() => ({ text: text.trim() }))}
        >
          送出
        </Button>
      }
    >
      <Field label="想说的话" hint="只有认领人和社区能看到">
        <Textarea label="想说的话" value={text} onChange={setText} maxLength={THANKS_MAX} rows={3} />
      </Field>
      <Chips label="常用的话" chips={USUAL.map((value) => ({ value, label: value }))} onPress={setText} />
      {error && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
