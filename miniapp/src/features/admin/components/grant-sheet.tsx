import { useState } from 'react';
import { View } from '@tarojs/components';
import { GRANTABLE_ROLES, GRANT_LEVELS, PERSON_NAME_MAX, PHONE_PATTERN, ROLE_LABELS, type GrantableRole } from '@linli/shared/accounts';
import { areaLevel } from '@linli/shared/areas';
import { useGrantRole } from '@/api/staff';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Select, ToggleRow } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { newId } from '@/lib/ids';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';

export interface GrantDraft {
  phone?: string;
  name?: string;
}

const ROLES = GRANTABLE_ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }));

export function GrantSheet({ draft, within, onClose }: { draft: GrantDraft; within?: string; onClose: () => void }) {
  // kept over retries: the same grant sent twice is one grant
  const [id] = useState(newId);
  const [phone, setPhone] = useState(draft.phone ?? '');
  const [name, setName] = useState(draft.name ?? '');
  const [role, setRole] = useState<GrantableRole | null>(null);
  const [areaCode, setAreaCode] = useState<string | null>(null);
  const [from, setFrom] = useState(() => dayOf(serverNow()));
  const [open, setOpen] = useState(true);
  const [to, setTo] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const grant = useGrantRole();
  const levels = role ? GRANT_LEVELS[role] : undefined;
  const missing = {
    phone: PHONE_PATTERN.test(phone) ? null : '请填 11 位手机号',
    name: name.trim() ? null : '请填姓名',
    role: role ? null : '请选角色',
    area: areaCode ? null : '请选负责的区域',
    to: open || to ? null : '请选最后一天，或改为长期有效',
  };
  const send = () => {
    setTried(true);
    if (Object.values(missing).some(Boolean) || !role || !areaCode) return;
    grant.mutate(
      { id, phone, name: name.trim(), role, areaCode, from, to: open ? undefined : (to ?? undefined) },
      {
        onSuccess: () => {
          say(`已授权：${name.trim()} · ${ROLE_LABELS[role]}`, 'done');
          onClose();
        },
      },
    );
  };
  const pickRole = (next: GrantableRole) => {
    setRole(next);
    const level = areaCode ? areaLevel(areaCode) : null;
    if (level && !(GRANT_LEVELS[next] as readonly string[]).includes(level)) setAreaCode(null);
  };
  return (
    <Sheet
      open
      title="授予角色"
      onClose={onClose}
      footer={
        <Button pending={grant.isPending} onPress={send}>
          授权
        </Button>
      }
    >
      <Field label="手机号" error={tried ? missing.phone : null} hint="对方用这个号码登录后生效">
        <Input kind="phone" label="手机号" value={phone} maxLength={11} onChange={setPhone} />
      </Field>
      <Field label="姓名" error={tried ? missing.name : null}>
        <Input label="姓名" value={name} maxLength={PERSON_NAME_MAX} onChange={setName} />
      </Field>
      <Field label="角色" error={tried ? missing.role : null}>
        <Select label="角色" options={ROLES} value={role} onChange={pickRole} />
      </Field>
      <Field label="负责的区域" error={tried ? missing.area : null} hint="角色在这个区域和它下面都有效">
        <AreaField label="负责的区域" value={areaCode} levels={levels} within={within} onChange={setAreaCode} />
      </Field>
      <Field label="从哪天起">
        <DayField label="从哪天起" value={from} onChange={setFrom} />
      </Field>
      <ToggleRow title="长期有效" note="随时可以结束" on={open} onChange={setOpen} />
      {!open && (
        <Field label="最后一天" error={tried ? missing.to : null}>
          <DayField label="最后一天" value={to} from={from} onChange={setTo} />
        </Field>
      )}
      <View>{grant.error && <FieldError>{grant.error.message}</FieldError>}</View>
    </Sheet>
  );
}
