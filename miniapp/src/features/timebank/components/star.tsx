import { Text, View } from '@tarojs/components';
import { STARS_MAX } from '@linli/shared/timebank';
import { hoursInWords } from '@linli/shared/timebank-certificates';
import type { WalletView } from '@linli/shared/timebank-wallet.dto';
import { Card } from '@/components/card';
import { StateTag } from '@/components/state-tag';
import s from '../points.module.scss';

/** Hours served, the star they make, and how far the next one is. */
export function Star({ wallet, onPress }: { wallet: WalletView; onPress: () => void }) {
  const { minutes, star, starLabel, missingMinutes, benefit } = wallet;
  const share = missingMinutes === null ? 100 : Math.floor((minutes * 100) / Math.max(1, minutes + missingMinutes));
  return (
    <Card
      title="服务时长"
      aside={<StateTag tone={star > 0 ? 'done' : 'quiet'} icon={star > 0 ? 'star-full' : 'star'} word={starLabel} />}
      label={`服务 ${hoursInWords(minutes)}，${starLabel}，看星级和礼遇`}
      onPress={onPress}
    >
      <Text>{`已确认 ${hoursInWords(minutes)}`}</Text>
      <View className={s.bar} ariaRole="progressbar" ariaLabel={`到下一星已完成百分之 ${share}`}>
        <View className={s.barDone} style={{ width: `${share}%` }} />
      </View>
      <Text className={s.quiet}>
        {missingMinutes === null || star >= STARS_MAX ? '已是最高星级，谢谢您' : `再服务 ${hoursInWords(missingMinutes)}，多一颗星`}
      </Text>
      {benefit && <Text className={s.quiet}>{`${starLabel}礼遇：${benefit}`}</Text>}
    </Card>
  );
}
