import { Text, View } from '@tarojs/components';
import { hoursInWords } from '@linli/shared/timebank-certificates';
import type { CertificateView } from '@linli/shared/timebank-certificates.dto';
import { Card } from '@/components/card';
import { StateTag } from '@/components/state-tag';
import { saySpan } from '@/lib/times';
import { STATE_LOOKS } from '../words';
import s from '../honours.module.scss';

/** One certificate in my list. */
export function CertificateCard({ of: one, onPress }: { of: CertificateView; onPress: () => void }) {
  return (
    <Card onPress={onPress} label={`${one.communityText}的服务证明，${one.stateText}`}>
      <View className={s.head}>
        <Text className={s.title}>{one.communityText}</Text>
        <StateTag {...STATE_LOOKS[one.state]} word={one.stateText} />
      </View>
      <Text className={s.quiet}>{saySpan(one.fromDay, one.toDay)}</Text>
      <Text className={s.quiet}>{`${one.services} 次服务 · ${hoursInWords(one.minutes)}`}</Text>
    </Card>
  );
}
