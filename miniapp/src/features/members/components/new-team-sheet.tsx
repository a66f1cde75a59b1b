import { useState } from 'react';
import { PHONE_PATTERN } from '@linli/shared/accounts';
import {
  SERVICE_TEAM_ABOUT_MAX,
  SERVICE_TEAM_NAME_MAX,
  SERVICE_TEAM_TYPES,
  SERVICE_TEAM_TYPE_LABELS,
  type ServiceTeamType,
} from '@linli/shared/members';
import { useCreateServiceTeam } from '@/api/members';
import { fieldError } from '@/api/problem';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Select, ToggleRow } from '@/components/choice';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { newId } from '@/lib/ids';
import { say } from '@/lib/say';

const TYPES = SERVICE_TEAM_TYPES.map((value) => ({ value, label: SERVICE_TEAM_TYPE_LABELS[value] }));

interface Props {
  within: string | undefined;
  onClose: () => void;
  onMade: (id: string) => void;
}

export function NewTeamSheet({ within, onClose, onMade }: Props) {
  const [id] = useState(newId);
  const [type, setType] = useState<ServiceTeamType | null>(null);
  const [name, setName] = useState('');
  const [areaCode, setAreaCode] = useState<string | null>(within?.length === 12 ? within : null);
  const [about, setAbout] = useState('');
  const [open, setOpen] = useState(true);
  const [leaderPhone, setLeaderPhone] = useState('');
  const [tried, setTried] = useState(false);
  const make = useCreateServiceTeam();
  const bad = {
    type: type ? null : '请选类型',
    name: name.trim().length >= 2 ? null : '请填名称',
    area: areaCode ? null : '请选区域',
    leader: !leaderPhone || PHONE_PATTERN.test(leaderPhone) ? null : '请填 11 位手机号，或留空',
  };
  const send = () => {
    setTried(true);
    if (Object.values(bad).some(Boolean) || !type || !areaCode) return;
    make.mutate(
      { id, type, name: name.trim(), areaCode, about: about.trim() || undefined, open, leaderPhone: leaderPhone || undefined },
      {
        onSuccess: (t) => {
          say(`已建${t.name}`, 'done');
          onMade(t.id);
        },
      },
    );
  };
  const shown = (mistake: string | null, path: string) => (tried ? mistake : null) ?? fieldError(make.error, path);
  return (
    <Sheet
      open
      title="新建服务队"
      onClose={onClose}
      footer={
        <Button pending={make.isPending} onPress={send}>
          新建
        </Button>
      }
    >
      <Field label="类型" error={shown(bad.type, 'type')}>
        <Select label="类型" options={TYPES} value={type} onChange={setType} />
      </Field>
      <Field label="名称" error={shown(bad.name, 'name')}>
        <Input label="名称" value={name} maxLength={SERVICE_TEAM_NAME_MAX} placeholder="例如：万福社区红袖章巡逻队" onChange={setName} />
      </Field>
      <Field label="服务区域" error={shown(bad.area, 'areaCode')}>
        <AreaField label="服务区域" value={areaCode} levels={['district', 'street', 'community']} within={within} onChange={setAreaCode} />
      </Field>
      <Field label="做些什么" optional>
        <Textarea label="做些什么" rows={2} value={about} maxLength={SERVICE_TEAM_ABOUT_MAX} onChange={setAbout} />
      </Field>
      <Field label="队长手机号" optional hint="须是已登记的志愿者；也可以以后再定" error={shown(bad.leader, 'leaderPhone')}>
        <Input kind="phone" label="队长手机号" value={leaderPhone} maxLength={11} onChange={setLeaderPhone} />
      </Field>
      <ToggleRow title="可以自己加入" note="不打开就由队长或值班员拉人" on={open} onChange={setOpen} />
      {make.error && <FieldError>{make.error.message}</FieldError>}
    </Sheet>
  );
}
