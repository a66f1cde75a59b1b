import { useState } from 'react';
import { View } from '@tarojs/components';
import { REFUND_REASON_MAX, REFUND_REASON_MIN } from '@linli/shared/rewards-vouchers';
import type { HandedView } from '@linli/shared/rewards-vouchers.dto';
import { fieldError } from '@/api/problem';
import { useRefund } from '@/api/rewards-vouchers';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Field, FieldError, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';
import s from './merchant.module.scss';

const REASONS = ['东西没有了', '东西有问题', '顾客不要了', '核销错了'];
const CAME_BACK = [
  { value: 'yes' as const, label: '没交付，或已收回' },
  { value: 'no' as const, label: '东西没有收回' },
];

/** The points go back to where they came from; whether the thing is on the shelf again is asked. */
export function RefundSheet({ voucher, onClose }: { voucher: HandedView; onClose: () => void }) {
  const refunding = useRefund(voucher.id);
  const [reason, setReason] = useState('');
  const [returned, setReturned] = useState<'yes' | 'no' | null>(null);
  const ready = reason.trim().length >= REFUND_REASON_MIN && returned !== null;
  const send = () =>
    refunding.mutate(
      { reason: reason.trim(), returned: returned === 'yes' },
      {
        onSuccess: () => {
          say('已退回，积分还给顾客了', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title={`退回 ${voucher.title}`}
      onClose={onClose}
      footer={
        <Button kind="danger" icon="undo-2" pending={refunding.isPending} disabled={!ready} onPress={send}>
          {`退回 ${voucher.points} 积分`}
        </Button>
      }
    >
      <Field label="原因" error={fieldError(refunding.error, 'reason')}>
        <Chips chips={REASONS.map((text) => ({ value: text, label: text }))} value={reason} onPress={setReason} label="原因" />
        <View className={s.under}>
          <Textarea label="原因" value={reason} maxLength={REFUND_REASON_MAX} placeholder="顾客会看到" onChange={setReason} />
        </View>
      </Field>
      <Field label="东西怎么样了">
        <Chips chips={CAME_BACK} value={returned} onPress={setReturned} label="东西怎么样了" />
      </Field>
      {refunding.error && !fieldError(refunding.error, 'reason') && <FieldError>{refunding.error.message}</FieldError>}
    </Sheet>
  );
}
