import { useState } from 'react';
import { ADJUSTMENT_NOTE_MAX, ADJUSTMENT_NOTE_MIN } from '@linli/shared/timebank-books';
import { useMe } from '@/api/me';
import { fieldError } from '@/api/problem';
import { useRequestAdjustment } from '@/api/timebank-books';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Options } from '@/components/choice';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { tick } from '@/lib/haptics';
import { newId } from '@/lib/ids';
import { widestArea } from '@/lib/roles';
import { say } from '@/lib/say';

const KINDS = [
  { value: 'grant_fund', label: '发给个人' },
  { value: 'grant_pool', label: '拨入公益池' },
] as const;
const FIELDS = ['communityCode', 'phone', 'points', 'note'];

/** Points out of the community's fund; a second person approves, and the year's budget has the last word. */
export function GrantSheet({ onClose }: { onClose: () => void }) {
  const [id] = useState(newId);
  const within = widestArea(useMe().data, ['dispatcher']);
  const [kind, setKind] = useState<(typeof KINDS)[number]['value']>('grant_fund');
  const [picked, setPicked] = useState<string | null>(null);
  const communityCode = picked ?? (within?.length === 12 ? within : null);
  const [phone, setPhone] = useState('');
  const [points, setPoints] = useState('');
  const [note, setNote] = useState('');
  const request = useRequestAdjustment();
  const { error } = request;
  const toPerson = kind === 'grant_fund';
  const ready =
    communityCode !== null && Number(points) > 0 && note.trim().length >= ADJUSTMENT_NOTE_MIN && (!toPerson || phone.length === 11);
  const send = () => {
    if (communityCode === null) return;
    request.mutate(
      { id, kind, communityCode, points: Number(points), note: note.trim(), ...(toPerson ? { phone } : {}) },
      {
        onSuccess: () => {
          tick();
          say('已提交，等另一位工作人员复核', 'done');
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open
      title="发放积分"
      onClose={onClose}
      footer={
        <Button pending={request.isPending} disabled={!ready} onPress={send}>
          提交复核
        </Button>
      }
    >
      <Field label="给谁">
        <Options options={KINDS} value={kind} onChange={setKind} />
      </Field>
      {within?.length !== 12 && (
        <Field label="从哪个社区发放" error={fieldError(error, 'communityCode')}>
          <AreaField label="社区" value={communityCode} levels={['community']} within={within} placeholder="选社区" onChange={setPicked} />
        </Field>
      )}
      {toPerson && (
        <Field label="手机号" hint="对方注册时用的手机号" error={fieldError(error, 'phone')}>
          <Input label="手机号" kind="digits" value={phone} maxLength={11} onChange={(text) => setPhone(text.replace(/\D/g, ''))} />
        </Field>
      )}
      <Field label="积分" error={fieldError(error, 'points')}>
        <Input label="积分" kind="digits" value={points} maxLength={5} onChange={(text) => setPoints(text.replace(/\D/g, ''))} />
      </Field>
      <Field label="原因" hint="写给对方看的，显示在积分明细里" error={fieldError(error, 'note')}>
        <Textarea
          label="原因"
          placeholder="例如：重阳节敬老活动组织者"
          value={note}
          onChange={setNote}
          maxLength={ADJUSTMENT_NOTE_MAX}
          rows={3}
        />
      </Field>
      {error && !FIELDS.some((field) => fieldError(error, field)) && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
