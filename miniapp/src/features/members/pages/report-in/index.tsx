import { useState } from 'react';
import { useClaimParty, useDropParty, useMyMember, useUpdateMember } from '@/api/members';
import { useMe, useSetConsent } from '@/api/me';
import { usePersonId } from '@/api/session';
import { useMyUnits } from '@/api/units';
import { CONSENT_LABELS } from '@linli/shared/accounts';
import type { MyMemberView } from '@linli/shared/members.dto';
import type { UnitKind } from '@linli/shared/units';
import { Button } from '@/components/button';
import { Card, Row, Second } from '@/components/card';
import { ToggleRow } from '@/components/choice';
import { Empty, Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { StateTag } from '@/components/state-tag';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { JoinUnitSheet } from '../../components/join-unit-sheet';
import { MembershipCard } from '../../components/membership-card';
import { PATHS } from '../../paths';

export default function ReportIn() {
  const personId = usePersonId();
  const mine = useMyMember();
  return (
    <Screen title="双报到">
      {personId ? (
        <Faces of={mine}>{(m) => <Steps of={m} />}</Faces>
      ) : (
        <SignInCard title="党员和单位职工双报到" text="登录后，向居住的社区和所在的单位、党组织报到。" />
      )}
    </Screen>
  );
}

const PARTY: Record<'claimed' | 'confirmed' | 'refused', ['due' | 'done' | 'late', 'hourglass' | 'badge-check' | 'circle-x']> = {
  claimed: ['due', 'hourglass'],
  confirmed: ['done', 'badge-check'],
  refused: ['late', 'circle-x'],
};

/** To the community one lives in, and through unit or branch: two halves, in the order people do them. */
function Steps({ of: m }: { of: MyMemberView }) {
  const [joining, setJoining] = useState<UnitKind | null>(null);
  const units = useMyUnits();
  const me = useMe();
  const consent = useSetConsent();
  const claim = useClaimParty();
  const drop = useDropParty();
  const update = useUpdateMember();
  const enrolled = m.state !== null && m.state !== 'left';
  const may = (action: string) => m.actions.includes(action);
  const failed = (e: Error) => say(e.message, 'late');
  const claimAlone = async () => {
    const yes = await ask({
      title: '只向社区申报党员身份？',
      consequence: `${CONSENT_LABELS.party_membership.text} 这样由社区值班员核对。`,
      yes: '同意并申报',
    });
    if (!yes) return;
    consent.mutate(
      { purpose: 'party_membership', granted: true },
      {
        onSuccess: () => claim.mutate(undefined, { onSuccess: () => say('已申报，等社区确认', 'done'), onError: failed }),
        onError: failed,
      },
    );
  };
  const dropAll = async () => {
    const yes = await ask({
      title: '撤回党员身份？',
      consequence: '身份信息和党组织关系会清除，不影响您做志愿者，时长都还在。',
      yes: '撤回',
      danger: true,
    });
    if (yes) drop.mutate(undefined, { onSuccess: () => say('已撤回', 'done'), onError: failed });
  };
  return (
    <>
      <Card title="一、向居住社区报到" flush>
        {enrolled ? (
          <Row
            icon="house"
            title={m.communityName ?? '已登记'}
            note="技能、时间、范围在这里改"
            value={m.stateLabel}
            onPress={() => go(PATHS.profile)}
          />
        ) : (
          <Row
            icon="hand-heart"
            title="先登记成为志愿者"
            note={me.data?.homeCommunityName ? `住在${me.data.homeCommunityName}` : '选社区、技能和时间'}
            onPress={() => go(PATHS.join)}
          />
        )}
      </Card>
      <Card title="二、向单位或党组织报到">
        <Faces of={units} isEmpty={(d) => !d.length} empty={<Second>还没有报到。选您所在的单位；是党员再选党支部。</Second>}>
          {(list) => list.map((u) => <MembershipCard key={u.unitId} membership={u} />)}
        </Faces>
        <Button kind="secondary" icon="badge-check" onPress={() => setJoining('party_org')}>
          选党组织
        </Button>
        <Button kind="text" icon="building-2" onPress={() => setJoining('work_unit')}>
          选工作单位
        </Button>
      </Card>
      <Card title="三、党员身份">
        {m.partyState === 'none' ? (
          <>
            <Second>不是党员可以跳过。选好党组织会一并申报；这里没有您的党组织，也可以只向社区申报。</Second>
            {may('claim_party') && (
              <Button kind="text" pending={consent.isPending || claim.isPending} onPress={() => void claimAlone()}>
                只向社区申报
              </Button>
            )}
          </>
        ) : (
          <>
            <StateTag tone={PARTY[m.partyState][0]} icon={PARTY[m.partyState][1]} word={m.partyStateLabel} />
            {m.partyReason && <Second>{`原因：${m.partyReason}`}</Second>}
            {may('show_badge') && (
              <ToggleRow
                title="亮身份"
                note="打开后，您服务的居民会看到“党员”；不打开谁也看不到"
                on={m.showBadge}
                onChange={(showBadge) =>
                  update.mutate({ showBadge }, { onSuccess: () => say(showBadge ? '已亮身份' : '已收起', 'done'), onError: failed })
                }
              />
            )}
            {may('claim_party') && (
              <Button kind="secondary" pending={claim.isPending} onPress={() => void claimAlone()}>
                再次申报
              </Button>
            )}
            {may('drop_party') && (
              <Button kind="text" pending={drop.isPending} onPress={() => void dropAll()}>
                撤回党员身份
              </Button>
            )}
          </>
        )}
      </Card>
      {enrolled ? (
        <Card title="四、选岗位" flush>
          <Row icon="footprints" title="服务岗位" note="红袖章、清洁日、值守：选一个班次" onPress={() => go(PATHS.posts)} />
          <Row icon="search" title="任务大厅" note="附近居民点的单" onPress={() => go(PATHS.hall)} />
        </Card>
      ) : (
        <Empty title="登记后就能选岗位" text="红袖章、清洁日、陪老人说话，时间自己定。" />
      )}
      {joining && <JoinUnitSheet kind={joining} onClose={() => setJoining(null)} />}
    </>
  );
}
