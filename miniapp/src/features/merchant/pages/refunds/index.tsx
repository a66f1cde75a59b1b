import { useState } from 'react';
import { Text } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { VOUCHER_NO_PATTERN } from '@linli/shared/rewards-vouchers';
import type { HandedView } from '@linli/shared/rewards-vouchers.dto';
import { useDeskVouchers } from '@/api/rewards-vouchers';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Empty } from '@/components/faces';
import { Field, Input } from '@/components/field';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { HandedCard } from '../../components/handed-card';
import { RefundSheet } from '../../components/refund-sheet';
import s from '../../components/merchant.module.scss';

/** The community's desk gives back what a shop can no longer give back itself: found by the number somebody reads aloud, or by the shop. */
export default function Refunds() {
  const personId = usePersonId();
  const { shopId } = useRouter().params;
  const [typed, setTyped] = useState('');
  const [voucherNo, setVoucherNo] = useState<string | undefined>();
  const [refunding, setRefunding] = useState<HandedView | null>(null);
  const found = useDeskVouchers({ ...(shopId ? { shopId } : {}), ...(voucherNo ? { voucherNo } : {}) });
  const clean = typed.trim().toUpperCase();
  const good = VOUCHER_NO_PATTERN.test(clean);
  if (!personId)
    return (
      <Screen title="兑换退回">
        <SignInCard text="登录后办理兑换退回" />
      </Screen>
    );
  return (
    <Screen title="兑换退回">
      <Card>
        <Text className={s.hint}>店家当天自己能办退回；过了当天，由社区在这里办。积分原路退还，下月结算单里减去。</Text>
        <Field label="券号" {...(clean.length >= 16 && !good ? { error: '券号像 DH260311-BJ001-0012 这样' } : {})}>
          <Input
            label="券号"
            value={typed}
            maxLength={30}
            placeholder="DH260311-BJ001-0012"
            onChange={setTyped}
            onDone={() => good && setVoucherNo(clean)}
          />
        </Field>
        <Button icon="search" disabled={!good} onPress={() => setVoucherNo(clean)}>
          查这张券
        </Button>
      </Card>
      {(shopId || voucherNo) && (
        <List
          of={found}
          keyOf={(v) => v.id}
          empty={<Empty title="没有找到已核销的券" text="请核对券号；没用过的券不用退，本人在手机上取消就好" drawing="street" />}
        >
          {(v) => <HandedCard voucher={v} onRefund={() => setRefunding(v)} />}
        </List>
      )}
      {refunding && <RefundSheet voucher={refunding} onClose={() => setRefunding(null)} />}
    </Screen>
  );
}
