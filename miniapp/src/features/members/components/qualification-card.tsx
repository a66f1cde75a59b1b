import { Text, View } from '@tarojs/components';
import type { QualificationView } from '@linli/shared/members.dto';
import { Card } from '@/components/card';
import { QualificationTag } from './tags';
import s from '../members.module.scss';

export function QualificationCard({ qualification: q, onPress }: { qualification: QualificationView; onPress: () => void }) {
  return (
    <Card onPress={onPress} label={`${q.personName}，${q.label}，${q.stateLabel}`}>
      <View className={s.head}>
        <Text className={s.lineName}>{q.label}</Text>
        <QualificationTag of={q} />
      </View>
      <Text className={s.second}>{`${q.personName} · ${q.communityName}`}</Text>
      <Text className={s.second}>
        {[`${q.submittedAt.slice(0, 10)} 提交`, q.expiresOn ? `有效期到 ${q.expiresOn}` : '长期有效'].join(' · ')}
      </Text>
    </Card>
  );
}
