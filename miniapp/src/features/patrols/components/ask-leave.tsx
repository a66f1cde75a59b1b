import { useRef, useState } from 'react';
import { useAskLeave } from '@/api/leaves';
import { fieldError } from '@/api/problem';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { DayField } from '@/components/day-field';
import { Field, FieldError, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { tick } from '@/lib/haptics';
import { newId } from '@/lib/ids';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';

const REASONS = ['身体不适', '家里有事', '年休假', '参加培训'].map((r) => ({ value: r, label: r }));

/** From, to and why; the id is kept until there is an answer, so a second tap is the same leave. */
export function AskLeave({ open, onClose }: { open: boolean; onClose: () => void }) {
  const today = dayOf(serverNow());
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [reason, setReason] = useState('');
  const id = useRef(newId());
  const ask = useAskLeave();
  const send = () =>
    ask.mutate(
      { id: id.current, from, to, reason: reason.trim() },
      {
        onSuccess: () => {
          id.current = newId();
          setReason('');
          tick();
          say('已提交，等网格长批', 'done');
          onClose();
        },
      },
    );
  const elsewhere = ask.error && !['from', 'to', 'reason'].some((f) => fieldError(ask.error, f)) ? ask.error.message : null;
  return (
    <Sheet
      open={open}
      title="我要请假"
      onClose={onClose}
      footer={
        <Button pending={ask.isPending} disabled={reason.trim().length < 2} onPress={send}>
          提交
        </Button>
      }
    >
      <Field label="从" error={fieldError(ask.error, 'from')}>
        <DayField
          label="从哪天"
          value={from}
          from={today}
          onChange={(day) => {
            setFrom(day);
            if (to < day) setTo(day);
          }}
        />
      </Field>
      <Field label="到" hint="含这一天" error={fieldError(ask.error, 'to')}>
        <DayField label="到哪天" value={to} from={from} onChange={setTo} />
      </Field>
      <Field label="原因" error={fieldError(ask.error, 'reason')}>
        <Textarea value={reason} onChange={setReason} label="请假原因" placeholder="两个字以上" maxLength={100} rows={2} />
      </Field>
      <Chips label="常用原因" chips={REASONS} onPress={setReason} />
      {elsewhere && <FieldError>{elsewhere}</FieldError>}
    </Sheet>
  );
}
