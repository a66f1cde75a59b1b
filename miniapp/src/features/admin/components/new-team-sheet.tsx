import { useState } from 'react';
import { TEAM_TYPES, TEAM_TYPE_LABELS, type TeamType } from '@linli/shared/accounts';
import type { AreaLevel } from '@linli/shared/areas';
import { useArea } from '@/api/areas';
import { useCreateTeam } from '@/api/teams';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Select, ToggleRow } from '@/components/choice';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { newId } from '@/lib/ids';
import { say } from '@/lib/say';

const TYPES = TEAM_TYPES.map((value) => ({ value, label: TEAM_TYPE_LABELS[value] }));
const LEVELS: readonly AreaLevel[] = ['district', 'street', 'community'];
/** They work by their own systems and have no accounts here: the desk records for them. */
const OUTSIDE: readonly TeamType[] = ['public_security', 'fire_rescue', 'traffic_police'];
export const TEAM_PHONE = /^[\d\- ]{3,20}$/;

interface Props {
  within?: string;
  onClose: () => void;
  onMade: (id: string) => void;
}

export function NewTeamSheet({ within, onClose, onMade }: Props) {
  const [id] = useState(newId);
  const [type, setType] = useState<TeamType | null>(null);
  const [areaCode, setAreaCode] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [hasAccounts, setHasAccounts] = useState(true);
  const [tried, setTried] = useState(false);
  const area = useArea(areaCode ?? undefined);
  const create = useCreateTeam();
  // 滨江街道 + 城管 is what people call it; whoever calls it otherwise types that
  const proposed = area.data && type ? `${area.data.name}${TEAM_TYPE_LABELS[type]}队` : '';
  const called = name.trim() || proposed;
  const bad = {
    type: type ? null : '请选类型',
    area: areaCode ? null : '请选服务的区域',
    name: called.length >= 2 ? null : '请填名称',
    phone: !phone || TEAM_PHONE.test(phone) ? null : '只能是数字、空格和短横',
  };
  const send = () => {
    setTried(true);
    if (Object.values(bad).some(Boolean) || !type || !areaCode) return;
    create.mutate(
      { id, type, name: called, areaCode, phone: phone || undefined, hasAccounts },
      {
        onSuccess: () => {
          say(`已新建${called}`, 'done');
          onMade(id);
        },
      },
    );
  };
  return (
    <Sheet
      open
      title="新建队伍"
      onClose={onClose}
      footer={
        <Button pending={create.isPending} onPress={send}>
          新建
        </Button>
      }
    >
      <Field label="类型" error={tried ? bad.type : null}>
        <Select
          label="类型"
          options={TYPES}
          value={type}
          onChange={(t) => {
            setType(t);
            setHasAccounts(!OUTSIDE.includes(t));
          }}
        />
      </Field>
      <Field label="服务的区域" error={tried ? bad.area : null} hint="区、街道或社区；物业建好后再选它的网格">
        <AreaField label="服务的区域" value={areaCode} levels={LEVELS} within={within} onChange={setAreaCode} />
      </Field>
      <Field label="名称" error={tried ? bad.name : null}>
        <Input label="名称" value={name} placeholder={proposed} maxLength={40} onChange={setName} />
      </Field>
      <Field label="值班电话" optional error={tried ? bad.phone : null}>
        <Input label="值班电话" value={phone} maxLength={20} onChange={setPhone} />
      </Field>
      <ToggleRow title="队员用邻里办理" note="关掉后由值班员代记开始和完成" on={hasAccounts} onChange={setHasAccounts} />
      {create.error && <FieldError>{create.error.message}</FieldError>}
    </Sheet>
  );
}
