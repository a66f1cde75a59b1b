import { useState } from 'react';
import { ELDER_ADDRESS_MAX, ELDER_NOTE_MAX, type ElderNeed } from '@linli/shared/elders';
import type { ElderView } from '@linli/shared/elders.dto';
import { useUpdateElder } from '@/api/elders';
import { Button } from '@/components/button';
import { Field, FieldError, Input } from '@/components/field';
import { PlaceField } from '@/components/place-field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';
import { NeedsField } from './needs-field';

export function EditElderSheet({ elder, onClose }: { elder: ElderView; onClose: () => void }) {
  const [address, setAddress] = useState(elder.address);
  const [position, setPosition] = useState(elder.position);
  const [needs, setNeeds] = useState<ElderNeed[]>(elder.needs);
  const [note, setNote] = useState(elder.note ?? '');
  const update = useUpdateElder(elder.id);
  const bad = address.trim().length >= 2 ? null : '请填地址';
  const save = () =>
    update.mutate(
      { address: address.trim(), position: position ?? undefined, needs, note: note.trim() },
      {
        onSuccess: () => {
          say('已保存', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title="修改档案"
      onClose={onClose}
      footer={
        <Button disabled={Boolean(bad)} pending={update.isPending} onPress={save}>
          保存
        </Button>
      }
    >
      <Field label="地址" error={bad}>
        <Input label="地址" value={address} maxLength={ELDER_ADDRESS_MAX} onChange={setAddress} />
      </Field>
      <Field label="请来的人留意" optional>
        <NeedsField value={needs} onChange={setNeeds} />
      </Field>
      <Field label="备注" optional hint="例如：门铃坏了，请敲门。不写病情">
        <Input label="备注" value={note} maxLength={ELDER_NOTE_MAX} onChange={setNote} />
      </Field>
      <Field label="位置" optional hint="用亲情卡签到时要在附近，标准一点">
        <PlaceField areaCode={elder.communityCode} value={position} onChange={setPosition} />
      </Field>
      {update.error && <FieldError>{update.error.message}</FieldError>}
    </Sheet>
  );
}
