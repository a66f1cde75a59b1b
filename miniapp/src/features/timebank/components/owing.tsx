import { Text, View } from '@tarojs/components';
import type { WalletView } from '@linli/shared/timebank-wallet.dto';
import { Icon } from '@/components/icon';
import s from '../points.module.scss';

/** What is to be paid back, what for, and what that means now. */
export function Owing({ wallet: { debt, debts } }: { wallet: WalletView }) {
  if (debt <= 0) return null;
  return (
    <View className={s.warn} ariaRole="alert">
      <View className={s.warnHead}>
        <Icon name="circle-alert" size="small" />
        <Text>{`有 ${debt} 分要补还`}</Text>
      </View>
      {debts.map((one) => (
        <Text key={`${one.at}${one.text}`} className={s.warnLine}>{`${one.points} 分：${one.text}`}</Text>
      ))}
      <Text className={s.warnLine}>不用您做什么：新得的积分会先补上。补完以前不能兑换和赠送。</Text>
    </View>
  );
}
