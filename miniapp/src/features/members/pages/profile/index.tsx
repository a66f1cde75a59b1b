import { useState } from 'react';
import { View } from '@tarojs/components';
import { useLeaveMembers, useMyMember, useMyQualifications, useMyServiceTeams, useUpdateMember } from '@/api/members';
import { useMenu } from '@/api/menu';
import { useServing } from '@/api/orders';
import { usePersonId } from '@/api/session';
import { useMyUnits } from '@/api/units';
import type { MyMemberView } from '@linli/shared/members.dto';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { ToggleRow } from '@/components/choice';
import { Empty, Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Stats } from '@/components/stat';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { Facts } from '@/components/facts';
import { ProfileHead } from '../../components/profile-head';
import { EditMember, type Editing } from '../../components/edit-member';
import { PATHS } from '../../paths';
import { sayHours, sayMetres, skillWords } from '../../words';
import s from '../../members.module.scss';

export default function Profile() {
  const personId = usePersonId();
  const mine = useMyMember();
  return (
    <Screen title="我的志愿服务">
      {personId ? (
        <Faces of={mine}>{(m) => (m.state === null || m.state === 'left' ? <Invitation of={m} /> : <Mine of={m} />)}</Faces>
      ) : (
        <SignInCard title="一起为邻里做点事" text="登录后登记成为志愿者，就近接任务，时长都记着。" />
      )}
    </Screen>
  );
}

function Invitation({ of }: { of: MyMemberView }) {
  return (
    <>
      <Empty
        title={of.state === 'left' ? '您已退出志愿服务' : '一起为邻里做点事'}
        text={of.state === 'left' ? '服务记录都还在，随时可以回来。' : '填一张表就能加入：就近接任务，时间自己定，时长都记着。'}
        drawing="street"
      >
        {of.actions.includes('enrol') || !of.phoneVerified ? (
          <Button inline icon="hand-heart" onPress={() => go(PATHS.join)}>
            {of.state === 'left' ? '再次加入' : '成为志愿者'}
          </Button>
        ) : null}
      </Empty>
      {of.reason && <Card>{`没有通过：${of.reason}`}</Card>}
    </>
  );
}

function Mine({ of: m }: { of: MyMemberView }) {
  const [editing, setEditing] = useState<Editing | null>(null);
  const menu = useMenu(m.communityCode ?? undefined, m.communityCode !== null);
  const serving = useServing();
  const qualifications = useMyQualifications();
  const teams = useMyServiceTeams();
  const units = useMyUnits();
  const update = useUpdateMember();
  const leave = useLeaveMembers();
  const may = (action: string) => m.actions.includes(action);
  const party = (units.data ?? []).find((u) => u.kind === 'party_org' && u.state !== 'ended');
  const pending = (qualifications.data ?? []).filter((q) => q.state === 'pending').length;
  const expired = (qualifications.data ?? []).filter((q) => q.expired).length;
  const verified = (qualifications.data ?? []).filter((q) => q.state === 'verified' && !q.expired).length;
  const quit = async () => {
    const yes = await ask({
      title: '退出志愿服务？',
      consequence: '不再收到任务，会离开服务队；已有的服务记录保留。以后可以再次加入。',
      yes: '退出',
      danger: true,
    });
    if (!yes) return;
    leave.mutate(undefined, { onSuccess: () => say('已退出'), onError: (e) => say(e.message, 'late') });
  };
  return (
    <>
      <ProfileHead member={m} />
      {serving.data && (
        <Card title="服务时长">
          <Stats
            figures={[
              { label: '本月', value: hoursOf(serving.data.minutesThisMonth), unit: '小时' },
              { label: '一共', value: hoursOf(serving.data.minutesEver), unit: '小时' },
              { label: '服务', value: serving.data.services, unit: '次' },
            ]}
          />
        </Card>
      )}
      <Card
        title="我能做的"
        aside={
          may('update') && (
            <Button kind="secondary" size="small" icon="pencil" inline label="修改技能" onPress={() => setEditing('skills')}>
              修改
            </Button>
          )
        }
      >
        {skillWords(m.skills, menu.data)}
      </Card>
      <Card
        title="时间和范围"
        aside={
          may('update') && (
            <Button kind="secondary" size="small" icon="pencil" inline label="修改时间和范围" onPress={() => setEditing('times')}>
              修改
            </Button>
          )
        }
      >
        <Facts
          facts={[
            ['有空', sayHours(m.hours)],
            ['范围', `${sayMetres(m.radiusMetres)}以内`],
            ['从哪算', m.position ? '我选的位置' : m.communityName],
          ]}
        />
      </Card>
      <Card flush>
        <Row
          icon="badge-check"
          title="我的资质"
          note="证书照片、有效期"
          value={
            [verified && `${verified} 项有效`, pending && `${pending} 项待审`, expired && `${expired} 项过期`]
              .filter(Boolean)
              .join(' · ') || undefined
          }
          onPress={() => go(PATHS.qualifications)}
        />
        <Row
          icon="flag"
          title="服务队"
          note="我的队伍、找队伍加入"
          value={teams.data?.length ? `${teams.data.length} 支` : undefined}
          onPress={() => go(PATHS.teams)}
        />
        <Row
          icon="building-2"
          title="党员、单位双报到"
          note="自愿填写，只给确认身份的人看"
          value={party?.stateLabel ?? (units.data?.length ? '已报到' : undefined)}
          onPress={() => go(PATHS.reportIn)}
        />
      </Card>
      {may('show_badge') && (
        <Card>
          <ToggleRow
            title="亮身份"
            note={m.showBadge ? '您服务的居民会看到“党员”' : '打开后，您服务的居民会看到“党员”'}
            on={m.showBadge}
            onChange={(showBadge) =>
              update.mutate(
                { showBadge },
                { onSuccess: () => say(showBadge ? '已亮身份' : '已收起', 'done'), onError: (e) => say(e.message, 'late') },
              )
            }
          />
        </Card>
      )}
      <Card title="登记">
        <Facts
          facts={[
            ['社区', m.communityName],
            ['加入', m.joinedAt?.slice(0, 10)],
            ['意外险', m.insuredUntil ? `到 ${m.insuredUntil}` : '还没有登记，需要时社区会办'],
            ['监护人', m.guardian ? `${m.guardian.name} ${m.guardian.phone}` : null],
          ]}
        />
        {may('update') && (
          <View className={s.buttons}>
            <Button kind="secondary" size="small" inline icon="house" onPress={() => setEditing('community')}>
              我搬家了
            </Button>
          </View>
        )}
      </Card>
      {may('leave') && (
        <Button kind="text" icon="log-out" pending={leave.isPending} onPress={() => void quit()}>
          退出志愿服务
        </Button>
      )}
      {editing && <EditMember member={m} what={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

const hoursOf = (minutes: number) => Number((minutes / 60).toFixed(1));
