import { Text, View } from '@tarojs/components';
import type { UnitMembershipView } from '@linli/shared/units.dto';
import { useLeaveUnit, useSummaryConsent } from '@/api/units';
import { Button } from '@/components/button';
import { ToggleRow } from '@/components/choice';
import { ask, say } from '@/lib/say';
import { MembershipTag } from './tags';
import s from '../members.module.scss';

/** One unit or branch I reported through, and what it may see of me. */
export function MembershipCard({ membership: u }: { membership: UnitMembershipView }) {
  const leave = useLeaveUnit();
  const consent = useSummaryConsent();
  const quit = async () => {
    const yes = await ask({
      title: `离开${u.unitName}？`,
      consequence: '它不再看到您的时长；以后可以重新报到。',
      yes: '离开',
      danger: true,
    });
    if (yes) leave.mutate(u.unitId, { onSuccess: () => say('已离开'), onError: (e) => say(e.message, 'late') });
  };
  return (
    <View className={s.membership}>
      <View className={s.head}>
        <Text className={s.lineName}>{u.unitName}</Text>
        <MembershipTag state={u.state} word={u.stateLabel} />
      </View>
      <Text className={s.second}>{u.pathText}</Text>
      {u.reason && <Text className={s.reason}>{`原因：${u.reason}`}</Text>}
      {u.actions.includes('consent_summary') && (
        <ToggleRow
          title="让它看到我的服务时长"
          note={u.summaryConsent ? '半年小结里有您的姓名和时长' : '现在只算人数，看不到您的姓名和时长'}
          on={u.summaryConsent}
          onChange={(granted) =>
            consent.mutate({ id: u.unitId, granted }, { onSuccess: () => say('已保存', 'done'), onError: (e) => say(e.message, 'late') })
          }
        />
      )}
      {u.actions.includes('leave') && (
        <Button kind="text" size="small" inline pending={leave.isPending} onPress={() => void quit()}>
          离开
        </Button>
      )}
    </View>
  );
}
