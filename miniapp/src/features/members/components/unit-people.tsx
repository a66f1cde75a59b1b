import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { UnitMemberView, UnitView } from '@linli/shared/units.dto';
import { MEMBERSHIP_REASON_MAX, type MembershipState } from '@linli/shared/units';
import { useUnitMemberAct, useUnitMembers } from '@/api/units';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { say } from '@/lib/say';
import { ReasonSheet } from './reason-sheet';
import { MembershipTag } from './tags';
import s from '../members.module.scss';

type Which = Extract<MembershipState, 'applying' | 'active'>;
const WHICH: { value: Which; label: string }[] = [
  { value: 'applying', label: '等我确认' },
  { value: 'active', label: '已报到' },
];

/** Who reported through this unit: to be confirmed first. Each look at the list is recorded. */
export function UnitPeople({ unit }: { unit: UnitView }) {
  const [state, setState] = useState<Which>((unit.applying ?? 0) > 0 ? 'applying' : 'active');
  const [below, setBelow] = useState(true);
  const [asking, setAsking] = useState<{ of: UnitMemberView; action: 'refuse' | 'end' } | null>(null);
  const members = useUnitMembers(unit.id, { state, below });
  return (
    <View>
      <View className={s.chips}>
        <Chips<Which | 'below'>
          label="看哪些人"
          chips={[...WHICH, ...(unit.hasChildren ? [{ value: 'below' as const, label: '含下级' }] : [])]}
          value={below ? [state, 'below'] : [state]}
          onPress={(v) => (v === 'below' ? setBelow(!below) : setState(v))}
        />
      </View>
      <List
        of={members}
        keyOf={(m) => `${m.unitId}${m.personId}`}
        empty={<Empty title={state === 'applying' ? '没有等确认的' : '还没有人报到'} text="成员在“双报到”里选择本单位后会出现在这里。" />}
      >
        {(m) => <Person member={m} onAsk={(action) => setAsking({ of: m, action })} />}
      </List>
      {asking && <Ask of={asking.of} action={asking.action} onClose={() => setAsking(null)} />}
    </View>
  );
}

function Person({ member: m, onAsk }: { member: UnitMemberView; onAsk: (action: 'refuse' | 'end') => void }) {
  const acting = useUnitMemberAct(m.unitId);
  const may = (action: UnitMemberView['actions'][number]) => m.actions.includes(action);
  const confirm = () =>
    acting.mutate(
      { personId: m.personId, action: 'confirm' },
      { onSuccess: () => say(`已确认${m.name}`, 'done'), onError: (e) => say(e.message, 'late') },
    );
  return (
    <Card>
      <View className={s.head}>
        <Text className={s.lineName}>{m.name}</Text>
        <MembershipTag state={m.state} word={m.stateLabel} />
      </View>
      <Text className={s.second}>
        {[m.phoneMasked, m.unitName, m.communityName ? `住${m.communityName}` : '还没向社区报到', `${m.since.slice(0, 10)} 报到`]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Text className={s.second}>{m.summaryConsent ? '同意写进小结' : '没有同意写进小结，只算人数'}</Text>
      <View className={s.buttons}>
        {may('confirm') && (
          <Button size="small" inline icon="check" pending={acting.isPending} label={`确认${m.name}`} onPress={confirm}>
            确认
          </Button>
        )}
        {may('refuse') && (
          <Button size="small" inline kind="secondary" label={`不通过${m.name}`} onPress={() => onAsk('refuse')}>
            不通过
          </Button>
        )}
        {may('end') && (
          <Button size="small" inline kind="text" label={`移出${m.name}`} onPress={() => onAsk('end')}>
            移出
          </Button>
        )}
      </View>
    </Card>
  );
}

function Ask({ of: m, action, onClose }: { of: UnitMemberView; action: 'refuse' | 'end'; onClose: () => void }) {
  const acting = useUnitMemberAct(m.unitId);
  return (
    <ReasonSheet
      title={action === 'refuse' ? `${m.name}：不通过` : `移出${m.name}`}
      hint="本人会看到"
      phrases={action === 'refuse' ? ['不是本单位的人', '请向所在支部报到'] : ['已调离', '已退休转出']}
      max={MEMBERSHIP_REASON_MAX}
      danger
      pending={acting.isPending}
      error={acting.error}
      onClose={onClose}
      onSend={(reason) =>
        acting.mutate(
          { personId: m.personId, action, reason },
          {
            onSuccess: () => {
              say('已处理', 'done');
              onClose();
            },
          },
        )
      }
    />
  );
}
