import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { TeamMemberDto, TeamMemberView, TeamView } from '@linli/shared/accounts.dto';
import { useSetTeamMembers, useTeam } from '@/api/teams';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { StateTag } from '@/components/state-tag';
import { ask, say } from '@/lib/say';
import { AdminFrame } from '../../components/frame';
import { MemberSheet } from '../../components/member-sheet';
import { TeamCard } from '../../components/team-card';
import { sayDate } from '../../words';
import s from '../../admin.module.scss';

export default function Team() {
  const { params } = useRouter();
  const team = useTeam(params.id);
  return (
    <AdminFrame title={team.data?.name ?? '队伍'} here="teams">
      <Faces of={team}>
        {(t) => (
          <>
            <TeamCard key={t.id} team={t} />
            <Members team={t} members={t.members ?? []} />
          </>
        )}
      </Faces>
    </AdminFrame>
  );
}

const toDto = ({ phone, name, lead, to }: TeamMemberView): TeamMemberDto => ({ phone, name, lead, to: to ?? undefined });

function Members({ team, members }: { team: TeamView; members: readonly TeamMemberView[] }) {
  const [editing, setEditing] = useState<TeamMemberDto | 'new' | null>(null);
  const save = useSetTeamMembers();
  const others = (phone: string) => members.filter((m) => m.phone !== phone).map(toDto);
  const put = (list: TeamMemberDto[], done: string) =>
    save.mutate(
      { id: team.id, members: list },
      {
        onSuccess: () => {
          say(done, 'done');
          setEditing(null);
        },
        onError: (e) => editing === null && say(e.message, 'late'),
      },
    );
  const remove = async (m: TeamMemberView) => {
    const yes = await ask({
      title: `把${m.name}移出队伍？`,
      consequence: '马上生效，手上没办完的事项要由队友接手。',
      yes: '移出',
      danger: true,
    });
    if (yes) put(others(m.phone), `已移出${m.name}`);
  };
  return (
    <Card
      title={`队员 ${members.length} 人`}
      flush
      aside={
        <Button size="small" icon="plus" inline onPress={() => setEditing('new')}>
          加队员
        </Button>
      }
    >
      {!members.length && (
        <Empty title="还没有队员" text={team.hasAccounts ? '加了队员才有人接事项。' : '这支队伍由值班员代记，可以不加。'} />
      )}
      {members.map((m) => (
        <View key={m.phone} className={s.member}>
          <Row
            icon="user"
            title={m.name}
            note={[m.phone, m.lead ? '队长' : '', m.to ? `到 ${sayDate(m.to)}` : ''].filter(Boolean).join(' · ')}
            value={m.joined ? undefined : <StateTag tone="quiet" icon="hourglass" word="还没登录过" />}
          />
          <View className={s.memberButtons}>
            <Button kind="secondary" size="small" inline label={`修改${m.name}`} onPress={() => setEditing(toDto(m))}>
              修改
            </Button>
            <Button kind="danger" size="small" inline label={`移出${m.name}`} onPress={() => void remove(m)}>
              移出
            </Button>
          </View>
        </View>
      ))}
      {!members.some((m) => m.lead) && members.length > 0 && (
        <Text className={s.warning}>还没有队长：超时提醒会发给队长，请指定一位。</Text>
      )}
      {editing && (
        <MemberSheet
          member={editing === 'new' ? null : editing}
          pending={save.isPending}
          error={save.error}
          onClose={() => setEditing(null)}
          onSave={(m) =>
            put([...others(editing === 'new' ? m.phone : editing.phone).filter((o) => o.phone !== m.phone), m], `已保存${m.name}`)
          }
        />
      )}
    </Card>
  );
}
