import { Text, View } from '@tarojs/components';
import { QUALIFICATION_LABELS } from '@linli/shared/members';
import type { MemberRowView } from '@linli/shared/members.dto';
import { Card } from '@/components/card';
import { Marks } from '@/components/state-tag';
import { skillWords } from '../words';
import { MemberStateTag } from './tags';
import s from '../members.module.scss';

/** One person of the desk's list: masked, with what they can do. */
export function PersonCard({ person: p, onPress }: { person: MemberRowView; onPress: () => void }) {
  const marks = [
    ...(p.partyState === 'claimed' ? ['党员身份待确认'] : p.partyState === 'confirmed' ? ['党员'] : []),
    ...(p.minor ? ['未成年'] : []),
    ...p.qualifications.map((q) => QUALIFICATION_LABELS[q]),
  ];
  const categories = p.skills.filter((k) => !/^S\d/.test(k));
  return (
    <Card onPress={onPress} label={`${p.name}，${p.stateLabel}`}>
      <View className={s.head}>
        <Text className={s.lineName}>{p.name}</Text>
        <MemberStateTag state={p.state} />
      </View>
      <Text className={s.second}>{`${p.communityName} · ${p.joinedAt.slice(0, 10)} 加入`}</Text>
      <Text className={s.second}>{skillWords(categories.length ? categories : p.skills, undefined)}</Text>
      {marks.length > 0 && (
        <View className={s.tags}>
          <Marks words={marks} />
        </View>
      )}
    </Card>
  );
}
