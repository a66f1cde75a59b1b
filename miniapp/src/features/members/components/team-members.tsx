import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { PHONE_PATTERN } from '@linli/shared/accounts';
import type { ServiceTeamMemberView, ServiceTeamView } from '@linli/shared/members.dto';
import { useAddTeamMember, useRemoveTeamMember, useServiceTeamMembers, useSetTeamLeader } from '@/api/members';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Empty } from '@/components/faces';
import { Field, FieldError, Input } from '@/components/field';
import { List } from '@/components/list';
import { Sheet } from '@/components/sheet';
import { StateTag } from '@/components/state-tag';
import { ask, say } from '@/lib/say';
import { MemberStateTag } from './tags';
import s from '../members.module.scss';

const failed = (e: Error) => say(e.message, 'late');

export function TeamMembers({ team }: { team: ServiceTeamView }) {
  const [adding, setAdding] = useState(false);
  const members = useServiceTeamMembers(team.id, true);
  const lead = useSetTeamLeader(team.id);
  const remove = useRemoveTeamMember(team.id);
  const drop = async (m: ServiceTeamMemberView) => {
    const yes = await ask({ title: `把${m.name}移出服务队？`, consequence: '已经接下的班次不受影响。', yes: '移出', danger: true });
    if (yes) remove.mutate(m.personId, { onSuccess: () => say(`已移出${m.name}`, 'done'), onError: failed });
  };
  const promote = async (m: ServiceTeamMemberView) => {
    const yes = await ask({ title: `请${m.name}当队长？`, consequence: '队长能排班、拉人、移人；原来的队长成为队员。', yes: '确定' });
    if (yes) lead.mutate({ personId: m.personId }, { onSuccess: () => say(`${m.name}是队长了`, 'done'), onError: failed });
  };
  return (
    <Card
      title={`队员 ${team.memberCount} 人`}
      flush
      aside={
        team.actions.includes('add_member') && (
          <Button kind="secondary" size="small" icon="plus" inline onPress={() => setAdding(true)}>
            拉人
          </Button>
        )
      }
    >
      <List of={members} keyOf={(m) => m.personId} empty={<Empty title="还没有队员" text="用手机号拉已登记的志愿者进来。" />}>
        {(m) => (
          <View className={s.member}>
            <View className={s.memberWords}>
              <Text className={s.memberName}>{m.name}</Text>
              <Text className={s.second}>{`${m.since.slice(0, 10)} 加入`}</Text>
            </View>
            {m.leader && <StateTag tone="info" icon="flag" word="队长" />}
            {m.state !== 'active' && <MemberStateTag state={m.state} />}
            <View className={s.memberButtons}>
              {m.actions.includes('set_leader') && (
                <Button kind="secondary" size="small" inline label={`请${m.name}当队长`} onPress={() => void promote(m)}>
                  设为队长
                </Button>
              )}
              {m.actions.includes('remove_member') && (
                <Button kind="danger" size="small" inline label={`移出${m.name}`} onPress={() => void drop(m)}>
                  移出
                </Button>
              )}
            </View>
          </View>
        )}
      </List>
      {adding && <AddSheet team={team} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function AddSheet({ team, onClose }: { team: ServiceTeamView; onClose: () => void }) {
  const [phone, setPhone] = useState('');
  const add = useAddTeamMember(team.id);
  const bad = PHONE_PATTERN.test(phone) ? null : '请填 11 位手机号';
  return (
    <Sheet
      open
      title="拉人进队"
      onClose={onClose}
      footer={
        <Button
          disabled={Boolean(bad)}
          pending={add.isPending}
          onPress={() =>
            add.mutate(
              { phone },
              {
                onSuccess: () => {
                  say('已加入', 'done');
                  onClose();
                },
              },
            )
          }
        >
          加入
        </Button>
      }
    >
      <Field label="手机号" hint="须是已登记的志愿者或党员，先问过本人">
        <Input kind="phone" label="手机号" value={phone} maxLength={11} onChange={setPhone} />
      </Field>
      {add.error && <FieldError>{add.error.message}</FieldError>}
    </Sheet>
  );
}
