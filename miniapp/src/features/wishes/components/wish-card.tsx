import { Text, View } from '@tarojs/components';
import type { WishCardView } from '@linli/shared/wishes.dto';
import { Icon } from '@/components/icon';
import { Marks, StateTag } from '@/components/state-tag';
import { Tap } from '@/components/tap';
import { LOOKS, sayPledge, sayYuan } from '../words';
import s from '../wishes.module.scss';

/** One wish in a list: what, for whom, how far. */
export function WishCard({ wish: w, onPress }: { wish: WishCardView; onPress: () => void }) {
  const [tone, icon] = LOOKS[w.state];
  const who = w.claimedByMe ? '我认领的' : w.claimantText && `${w.claimantText}认领`;
  return (
    <View className={s.card}>
      <Tap className={s.press} label={`${w.title}，${w.stateText}`} onPress={onPress}>
        <View className={s.head}>
          <Text className={s.title}>{w.title}</Text>
          <StateTag tone={tone} icon={icon} word={w.stateText} />
        </View>
        <View className={s.facts}>
          <Text>{w.beneficiaryText}</Text>
          <Text>{sayYuan(w.valueYuan)}</Text>
          <Text>{w.areaText}</Text>
        </View>
        {(who || w.marked) && (
          <View className={s.foot}>
            {who && <Icon name="user-check" size="small" />}
            {who && <Text>{w.pledgeDay && w.state === 'claimed' ? `${who}，${sayPledge(w.pledgeDay)}前完成` : who}</Text>}
            {w.marked && <Marks words={['有提醒词']} />}
          </View>
        )}
      </Tap>
    </View>
  );
}
