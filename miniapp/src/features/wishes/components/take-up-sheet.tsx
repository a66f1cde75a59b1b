import { useState } from 'react';
import { WISH_REASON_MAX, WISH_REASON_MIN } from '@linli/shared/wishes';
import type { PartnerItemView } from '@linli/shared/wishes.dto';
import { usePartnerItemAct } from '@/api/partner-items';
import { Button } from '@/components/button';
import { Options } from '@/components/choice';
import { Field, FieldError, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { tick } from '@/lib/haptics';
import { say } from '@/lib/say';

/** As whom, and how. */
export function TakeUpSheet({ item, onClose }: { item: PartnerItemView; onClose: () => void }) {
  const keyOf = (unitId: string | null) => unitId ?? 'desk';
  const [who, setWho] = useState(() => keyOf(item.speakFor[0]?.unitId ?? null));
  const [note, setNote] = useState('');
  const act = usePartnerItemAct(item.id);
  const send = () =>
    act.mutate(
      { action: 'take_up', body: { note: note.trim(), ...(who === 'desk' ? {} : { unitId: who }) } },
      {
        onSuccess: () => {
          tick();
          say('已对接，请和发布人联系', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title="我来对接"
      onClose={onClose}
      footer={
        <Button pending={act.isPending} disabled={note.trim().length < WISH_REASON_MIN} onPress={send}>
          确定对接
        </Button>
      }
    >
      {item.speakFor.length > 1 && (
        <Field label="以谁的名义">
          <Options
            options={item.speakFor.map(({ unitId, text }) => ({ value: keyOf(unitId), label: text }))}
            value={who}
            onChange={setWho}
          />
        </Field>
      )}
      <Field label="怎样对接" hint="例如：周三上午带两名电工过去">
        <Textarea label="怎样对接" value={note} onChange={setNote} maxLength={WISH_REASON_MAX} rows={3} />
      </Field>
      {act.error && <FieldError>{act.error.message}</FieldError>}
    </Sheet>
  );
}
