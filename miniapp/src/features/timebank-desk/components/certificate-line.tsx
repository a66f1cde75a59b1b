import { Text, View } from '@tarojs/components';
import { type CertificateState, hoursInWords } from '@linli/shared/timebank-certificates';
import type { CertificateView } from '@linli/shared/timebank-certificates.dto';
import { Card } from '@/components/card';
import type { IconName } from '@/components/icon';
import { StateTag, type Tone } from '@/components/state-tag';
import { saySpan } from '@/lib/times';
import s from '../certificates.module.scss';

export const LOOKS: Record<CertificateState, { tone: Tone; icon: IconName }> = {
  applied: { tone: 'due', icon: 'hourglass' },
  issued: { tone: 'done', icon: 'circle-check' },
  refused: { tone: 'quiet', icon: 'circle-x' },
  withdrawn: { tone: 'quiet', icon: 'undo-2' },
  voided: { tone: 'late', icon: 'circle-x' },
};

/** One application in the desk's list: the name masked. */
export function CertificateLine({ of: one, onPress }: { of: CertificateView; onPress: () => void }) {
  return (
    <Card onPress={onPress} label={`${one.name}的证明，${one.stateText}`}>
      <View className={s.head}>
        <Text className={s.title}>{one.mine ? `${one.name}（您自己的）` : one.name}</Text>
        <StateTag {...LOOKS[one.state]} word={one.stateText} />
      </View>
      <Text className={s.quiet}>{`${one.communityText} · ${saySpan(one.fromDay, one.toDay)}`}</Text>
      <Text className={s.quiet}>{`${one.services} 次 · ${hoursInWords(one.minutes)}${one.paper?.checked ? ' · 证件已核对' : ''}`}</Text>
    </Card>
  );
}
