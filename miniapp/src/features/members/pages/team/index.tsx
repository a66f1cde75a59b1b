import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { ServiceTeamView } from '@linli/shared/members.dto';
import { useServiceTeam, useServiceTeamAct } from '@/api/members';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Faces } from '@/components/faces';
import { StateTag } from '@/components/state-tag';
import { ask, say } from '@/lib/say';
import { EditTeamSheet } from '../../components/edit-team-sheet';
import { Facts } from '@/components/facts';
import { MembersFrame } from '../../components/frame';
import { TeamMembers } from '../../components/team-members';
import { TeamShifts } from '../../components/team-shifts';
import s from '../../members.module.scss';

export default function Team() {
  const { params } = useRouter();
  const team = useServiceTeam(params.id);
  return (
    <MembersFrame title={team.data?.name ?? '服务队'} here="teams">
      <Faces of={team}>
        {(t) => (
          <>
            <Head team={t} />
            <TeamShifts team={t} />
            {t.actions.includes('members') && <TeamMembers team={t} />}
          </>
        )}
      </Faces>
    </MembersFrame>
  );
}

type Act = 'join' | 'leave' | 'retire' | 'reopen';
const ASKS: Partial<Record<Act, { title: string; consequence: string; yes: string; danger?: boolean }>> = {
  leave: { title: '离开这支服务队？', consequence: '已经接下的班次不受影响，不去的请另外退单。', yes: '离开', danger: true },
  retire: { title: '停用这支服务队？', consequence: '不再能加入和派单，队员和记录都保留，可以再启用。', yes: '停用', danger: true },
};
const DONE: Record<Act, string> = { join: '已加入', leave: '已离开', retire: '已停用', reopen: '已启用' };

function Head({ team: t }: { team: ServiceTeamView }) {
  const [editing, setEditing] = useState(false);
  const acting = useServiceTeamAct();
  const press = async (action: Act) => {
    const question = ASKS[action];
    if (question && !(await ask(question))) return;
    acting.mutate({ id: t.id, action }, { onSuccess: () => say(DONE[action], 'done'), onError: (e) => say(e.message, 'late') });
  };
  const may = (action: string) => t.actions.includes(action);
  return (
    <Card>
      <View className={s.head}>
        <Text className={s.name}>{t.name}</Text>
        {t.retired && <StateTag tone="quiet" icon="circle-x" word="已停用" />}
        {t.leading && <StateTag tone="info" icon="flag" word="我是队长" />}
      </View>
      {t.about && <Text className={s.lead}>{t.about}</Text>}
      <Facts
        facts={[
          ['类型', t.typeLabel],
          ['区域', t.areaName],
          ['所属', t.unitName],
          ['队长', t.leaderName ?? '还没有'],
          ['队员', `${t.memberCount} 人`],
          ['加入', t.open ? '可以自己加入' : '由队长或社区拉人'],
        ]}
      />
      <View className={s.buttons}>
        {may('join') && (
          <Button inline icon="plus" pending={acting.isPending} onPress={() => void press('join')}>
            加入
          </Button>
        )}
        {may('update') && (
          <Button inline kind="secondary" size="small" icon="pencil" onPress={() => setEditing(true)}>
            修改
          </Button>
        )}
        {may('reopen') && (
          <Button inline kind="secondary" size="small" pending={acting.isPending} onPress={() => void press('reopen')}>
            再启用
          </Button>
        )}
        {may('retire') && (
          <Button inline kind="danger" size="small" pending={acting.isPending} onPress={() => void press('retire')}>
            停用
          </Button>
        )}
        {may('leave') && (
          <Button inline kind="text" size="small" pending={acting.isPending} onPress={() => void press('leave')}>
            离开
          </Button>
        )}
      </View>
      {editing && <EditTeamSheet team={t} onClose={() => setEditing(false)} />}
    </Card>
  );
}
