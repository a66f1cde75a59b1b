import { useState } from 'react';
import { REASON_MAX, REASON_MIN } from '@linli/shared/reports';
import { Button } from '@/components/button';
import { Field, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';

interface Props {
  open: boolean;
  pending: boolean;
  onClose: () => void;
  onSend: (reason: string) => void;
}

/** Why it goes back: whoever wrote it reads this. */
export function RefuseSheet({ open, pending, onClose, onSend }: Props) {
  const [reason, setReason] = useState('');
  return (
    <Sheet
      open={open}
      title="退回修改"
      onClose={onClose}
      footer={
        <Button pending={pending} disabled={reason.trim().length < REASON_MIN} onPress={() => onSend(reason.trim())}>
          退回
        </Button>
      }
    >
      <Field label="请改什么" hint="写的人会看到">
        <Textarea
          label="退回原因"
          value={reason}
          onChange={setReason}
          maxLength={REASON_MAX}
          rows={3}
          placeholder="例如：请写明是哪几栋、几点到几点"
        />
      </Field>
    </Sheet>
  );
}
