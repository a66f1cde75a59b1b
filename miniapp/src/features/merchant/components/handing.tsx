import { Image, Text, View } from '@tarojs/components';
import { ITEM_KIND_LABELS } from '@linli/shared/rewards';
import type { HandedView, HandOverView } from '@linli/shared/rewards-vouchers.dto';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { FieldError } from '@/components/field';
import { Icon } from '@/components/icon';
import { classes } from '@/lib/classes';
import { absolute } from '@/lib/origin';
import s from './merchant.module.scss';

interface ToHandOver {
  thing: HandOverView;
  pending: boolean;
  trouble: string | null;
  onDone: () => void;
  onLeave: () => void;
}

/** What the customer gets, big enough to be read across the counter. */
export function ToHandOver({ thing, pending, trouble, onDone, onLeave }: ToHandOver) {
  return (
    <Card>
      {thing.picture && <Image className={s.picture} src={absolute(thing.picture.largeUrl)} mode="aspectFill" />}
      <View className={s.face}>
        <Text className={s.lead}>{`请交付（${ITEM_KIND_LABELS[thing.kind]}）`}</Text>
        <Text className={s.thing}>{thing.title}</Text>
        <Text className={s.facts}>{`${thing.points} 积分 · ${thing.shopName}`}</Text>
        <Text className={s.facts}>{`券号 ${thing.voucherNo}`}</Text>
      </View>
      {trouble && <FieldError>{trouble}</FieldError>}
      <View className={s.ways}>
        <Button icon="check" pending={pending} onPress={onDone}>
          已交付，核销
        </Button>
        <Button kind="text" disabled={pending} onPress={onLeave}>
          先不核销
        </Button>
      </View>
    </Card>
  );
}

/** It is the shop's now. */
export function HandedOver({ handed, onNext }: { handed: HandedView; onNext: () => void }) {
  return (
    <Card>
      <View className={s.face} ariaRole="alert">
        <View className={s.stamp}>
          <Icon name="circle-check" size="large" />
        </View>
        <Text className={classes(s.thing, s.done)}>核销成功</Text>
        <Text className={s.facts}>{`${handed.title} · +${handed.points} 积分`}</Text>
        <Text className={s.facts}>{`券号 ${handed.voucherNo}`}</Text>
      </View>
      <Button icon="scan-line" onPress={onNext}>
        下一位
      </Button>
    </Card>
  );
}
