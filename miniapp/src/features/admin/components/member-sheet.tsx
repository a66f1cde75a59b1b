import { useState } from 'react';
import { PERSON_NAME_MAX, PHONE_PATTERN } from '@linli/shared/accounts';
import type { TeamMemberDto } from '@linli/shared/accounts.dto';
import { Button } from '@/components/button';
import { ToggleRow } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';

interface Props {
  member: TeamMemberDto | null;
  pending: boolean;
  error: Error | null;
  onSave: (member: TeamMemberDto) => void;
  onClose: () => void;
}

export function MemberSheet({ member, pending, error, onSave, onClose }: Props) {
  const [phone, setPhone] = useState(member?.phone ?? '');
  const [name, setName] = useState(member?.name ?? '');
  const [lead, setLead] = useState(member?.lead ?? false);
  const [open, setOpen] = useState(!member?.to);
  const [to, setTo] = useState<string | null>(member?.to ?? null);
  const [tried, setTried] = useState(false);
  const badPhone = PHONE_PATTERN.test(phone) ? null : '请填 11 位手机号';
  const badName = name.trim() ? null : '请填姓名';
  const badTo = open || to ? null : '请选最后一天';
  const send = () => {
    setTried(true);
    if (badPhone || badName || badTo) return;
    onSave({ phone, name: name.trim(), lead, to: open ? undefined : (to ?? undefined) });
  };
  return (
    <Sheet
      open
      title={member ? '修改队员' : '加队员'}
      onClose={onClose}
      footer={
        <Button pending={pending} onPress={send}>
          保存
        </Button>
      }
    >
      <Field label="手机号" error={tried ? badPhone : null} hint="对方用这个号码登录后就能办理">
        <Input kind="phone" label="手机号" value={phone} maxLength={11} disabled={Boolean(member)} onChange={setPhone} />
      </Field>
      <Field label="姓名" error={tried ? badName : null}>
        <Input label="姓名" value={name} maxLength={PERSON_NAME_MAX} onChange={setName} />
      </Field>
      <ToggleRow title="队长" note="超时提醒先告诉队长" on={lead} onChange={setLead} />
      <ToggleRow title="长期有效" on={open} onChange={setOpen} />
      {!open && (
        <Field label="最后一天" error={tried ? badTo : null}>
          <DayField label="最后一天" value={to} from={dayOf(serverNow())} onChange={setTo} />
        </Field>
      )}
      {error && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
