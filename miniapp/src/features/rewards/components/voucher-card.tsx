import { Image, Text, View } from '@tarojs/components';
import { VOUCHER_STATE_LABELS } from '@linli/shared/rewards';
import type { VoucherCardView } from '@linli/shared/rewards-vouchers.dto';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon';
import { StateTag } from '@/components/state-tag';
import { classes } from '@/lib/classes';
import { absolute } from '@/lib/origin';
import { serverNow } from '@/lib/server-clock';
import { msOf, sayDay } from '@/lib/times';
import { sayUntil, VOUCHER_LOOKS } from '../voucher-words';
import s from './vouchers.module.scss';

/** One voucher of a list: what, where, until when. */
export function VoucherCard({ voucher, onPress }: { voucher: VoucherCardView; onPress: () => void }) {
  const now = serverNow();
  const [tone, icon] = VOUCHER_LOOKS[voucher.state];
  const ready = voucher.state === 'ready';
  const until = ready ? sayUntil(voucher.expiresAt, now) : sayDay(msOf(voucher.redeemedAt ?? voucher.endedAt ?? voucher.createdAt), now);
  return (
    <Card onPress={onPress} label={`${voucher.title}，${voucher.shopName}，${VOUCHER_STATE_LABELS[voucher.state]}`}>
      <View className={s.line}>
        {voucher.picture ? (
          <Image className={s.picture} src={absolute(voucher.picture.smallUrl)} mode="aspectFill" lazyLoad />
        ) : (
          <View className={s.disc}>
            <Icon name="gift" size="large" />
          </View>
        )}
        <View className={s.words}>
          <Text className={s.title}>{voucher.title}</Text>
          <Text className={s.second}>{voucher.shopName}</Text>
          <Text className={classes(s.second, ready && until.includes('到期') && s.soon)}>{until}</Text>
        </View>
      </View>
      <View className={s.foot}>
        <Text className={s.points}>{`${voucher.points} 积分`}</Text>
        {ready ? (
          <View className={s.show}>
            <Icon name="qr-code" size="small" />
            <Text>出示兑换码</Text>
          </View>
        ) : (
          <StateTag tone={tone} icon={icon} word={VOUCHER_STATE_LABELS[voucher.state]} />
        )}
      </View>
    </Card>
  );
}
