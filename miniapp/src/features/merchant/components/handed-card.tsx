import { Text, View } from '@tarojs/components';
import { VOUCHER_STATE_LABELS } from '@linli/shared/rewards';
import type { HandedView } from '@linli/shared/rewards-vouchers.dto';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { classes } from '@/lib/classes';
import { serverNow } from '@/lib/server-clock';
import { msOf, sayTime } from '@/lib/times';
import s from './merchant.module.scss';

/** One that was handed over: what, when, for how much; and whether it came back. */
export function HandedCard({ voucher, onRefund }: { voucher: HandedView; onRefund: () => void }) {
  const now = serverNow();
  const back = voucher.refundedAt !== null;
  return (
    <Card>
      <View className={s.line}>
        <View className={s.words}>
          <Text className={s.title}>{voucher.title}</Text>
          <Text className={s.second}>{`${voucher.redeemedAt ? sayTime(msOf(voucher.redeemedAt), now) : ''} · ${voucher.voucherNo}`}</Text>
          {voucher.refundedAt && (
            <Text className={s.second}>
              {`${sayTime(msOf(voucher.refundedAt), now)} ${VOUCHER_STATE_LABELS.refunded}：${voucher.refundReason ?? ''}`}
            </Text>
          )}
        </View>
        <Text className={classes(s.points, back && s.minus)}>{`${voucher.points} 积分`}</Text>
      </View>
      {voucher.actions.includes('refund') && (
        <Button kind="text" size="small" inline icon="undo-2" label={`退回 ${voucher.voucherNo}`} onPress={onRefund}>
          办退回
        </Button>
      )}
    </Card>
  );
}
