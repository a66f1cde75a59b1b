import { useState } from 'react';
import { View } from '@tarojs/components';
import type { TeamView } from '@linli/shared/accounts.dto';
import { useUpdateTeam } from '@/api/teams';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { ToggleRow } from '@/components/choice';
import { Field, FieldError, Input } from '@/components/field';
import { ask, say } from '@/lib/say';
import { GridsField } from './grids-field';
import { TEAM_PHONE } from './new-team-sheet';
import s from '../admin.module.scss';

export function TeamCard({ team }: { team: TeamView }) {
  const [name, setName] = useState(team.name);
  const [phone, setPhone] = useState(team.phone ?? '');
  const [hasAccounts, setHasAccounts] = useState(team.hasAccounts);
  const [gridCodes, setGridCodes] = useState<readonly string[]>(team.gridCodes);
  const update = useUpdateTeam();
  const property = team.type === 'property_management';
  const badName = name.trim().length >= 2 ? null : '至少 2 个字';
  const badPhone = !phone || TEAM_PHONE.test(phone) ? null : '只能是数字、空格和短横';
  const same =
    name.trim() === team.name &&
    phone === (team.phone ?? '') &&
    hasAccounts === team.hasAccounts &&
    [...gridCodes].sort().join() === [...team.gridCodes].sort().join();
  const save = () => {
    if (badName || badPhone) return;
    update.mutate(
      { id: team.id, name: name.trim(), phone: phone || undefined, hasAccounts, gridCodes: property ? [...gridCodes] : undefined },
      { onSuccess: () => say('已保存', 'done') },
    );
  };
  const retire = async () => {
    const yes =
      team.retired ||
      (await ask({
        title: `停用${team.name}？`,
        consequence: '不再接新的事项，手上的照常办完。以后可以恢复。',
        yes: '停用',
        danger: true,
      }));
    if (yes) update.mutate({ id: team.id, retired: !team.retired }, { onSuccess: () => say(team.retired ? '已恢复' : '已停用', 'done') });
  };
  return (
    <Card title={team.typeLabel}>
      <Second>{team.areaName}</Second>
      <View className={s.form}>
        <Field label="名称" error={badName}>
          <Input label="名称" value={name} maxLength={40} onChange={setName} />
        </Field>
        <Field label="值班电话" optional error={badPhone}>
          <Input label="值班电话" value={phone} maxLength={20} onChange={setPhone} />
        </Field>
        {property && (
          <Field label="管理的网格" hint="物业只接这些网格里的事项">
            <GridsField codes={gridCodes} within={team.areaCode} onChange={setGridCodes} />
          </Field>
        )}
      </View>
      <ToggleRow title="队员用邻里办理" note="关掉后由值班员代记开始和完成" on={hasAccounts} onChange={setHasAccounts} />
      {update.error && <FieldError>{update.error.message}</FieldError>}
      <View className={s.buttons}>
        <Button inline disabled={same} pending={update.isPending} onPress={save}>
          保存
        </Button>
        <Button kind={team.retired ? 'secondary' : 'danger'} inline onPress={() => void retire()}>
          {team.retired ? '恢复使用' : '停用'}
        </Button>
      </View>
    </Card>
  );
}
