import { useState } from 'react';
import { PROOF_PHOTOS_MAX, WISH_REASON_MAX, WISH_REASON_MIN } from '@linli/shared/wishes';
import { fieldError } from '@/api/problem';
import { Button } from '@/components/button';
import { Field, FieldError, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { ShotPicker, useShots } from '@/components/shot-picker';
import type { FormProps } from './form-props';

/** What was done, with the photos that show it. */
export function DeliverSheet({ pending, error, send, onClose }: FormProps) {
  const shots = useShots(PROOF_PHOTOS_MAX);
  const [note, setNote] = useState('');
  const ready = shots.shots.length > 0 && note.trim().length >= WISH_REASON_MIN;
  return (
    <Sheet
      open
      title="完成情况"
      onClose={onClose}
      footer={
        <Button
          pending={pending}
          disabled={!ready}
          onPress={() => send(async () => ({ note: note.trim(), fileIds: await shots.upload() }))}
        >
          提交，请社区核实
        </Button>
      }
    >
      <Field label="照片" hint="拍东西或做好的事，不用拍人的脸" error={fieldError(error, 'fileIds')}>
        <ShotPicker of={shots} max={PROOF_PHOTOS_MAX} />
      </Field>
      <Field label="说一说" error={fieldError(error, 'note')}>
        <Textarea
          label="完成情况"
          placeholder="例如：老花镜已送到，老人试过了，看得清"
          value={note}
          onChange={setNote}
          maxLength={WISH_REASON_MAX}
          rows={3}
        />
      </Field>
      {error && !fieldError(error, 'fileIds') && !fieldError(error, 'note') && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
