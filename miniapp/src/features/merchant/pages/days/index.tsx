import { useState } from 'react';
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro';
import type { HandedView } from '@linli/shared/rewards-vouchers.dto';
import { queryClient } from '@/api/query-client';
import { useMerchantDays, useMerchantToday, useMerchantVouchers } from '@/api/rewards-vouchers';
import { usePersonId } from '@/api/session';
import { Card, Row, Second } from '@/components/card';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Tabs } from '@/components/tabs';
import { serverNow } from '@/lib/server-clock';
import { dayOf, sayDate } from '@/lib/times';
import { HandedCard } from '../../components/handed-card';
import { RefundSheet } from '../../components/refund-sheet';

const TABS = [
  { value: 'days' as const, label: '按天' },
  { value: 'each' as const, label: '逐张' },
];
const EMPTY = <Empty title="还没有核销过" text="顾客出示兑换券，点“扫码核销”就好" drawing="street" />;

function Days({ shopId, onDay }: { shopId: string | undefined; onDay: (day: string) => void }) {
  const days = useMerchantDays(shopId);
  const now = serverNow();
  return (
    <List of={days} keyOf={(d) => d.day} empty={EMPTY}>
      {(d) => (
        <Card flush>
          <Row
            icon="calendar"
            title={sayDate(d.day, now)}
            note={`核销 ${d.vouchers} 张${d.refunds ? `，退回 ${d.refunds} 张` : ''}`}
            value={`${d.points - d.refundedPoints} 积分`}
            onPress={() => onDay(d.day)}
          />
        </Card>
      )}
    </List>
  );
}

function Each({ shopId, day }: { shopId: string | undefined; day: string | undefined }) {
  const vouchers = useMerchantVouchers(shopId, day);
  const [refunding, setRefunding] = useState<HandedView | null>(null);
  return (
    <>
      <List of={vouchers} keyOf={(v) => v.id} empty={EMPTY}>
        {(v) => <HandedCard voucher={v} onRefund={() => setRefunding(v)} />}
      </List>
      {refunding && <RefundSheet voucher={refunding} onClose={() => setRefunding(null)} />}
    </>
  );
}

/** A shop's days, and what was handed over on each. */
export default function MerchantDays() {
  const personId = usePersonId();
  const { shopId: asked, day: given } = useRouter().params;
  const today = useMerchantToday(false);
  const shopId = asked ?? today.data?.shops[0]?.shopId;
  const [day, setDay] = useState<string | undefined>(given);
  const [tab, setTab] = useState<'days' | 'each'>(given ? 'each' : 'days');
  usePullDownRefresh(() => {
    void queryClient.invalidateQueries({ queryKey: ['rewards', 'merchant'] }).finally(() => Taro.stopPullDownRefresh());
  });
  if (!personId)
    return (
      <Screen title="核销记录">
        <SignInCard text="登录后看您店里的核销记录" />
      </Screen>
    );
  return (
    <Screen title="核销记录">
      <Tabs
        tabs={TABS}
        value={tab}
        onChange={(next) => {
          setDay(undefined);
          setTab(next);
        }}
      />
      {tab === 'days' ? (
        <Days
          shopId={shopId}
          onDay={(picked) => {
            setDay(picked);
            setTab('each');
          }}
        />
      ) : (
        <>
          {day && <Second>{`${sayDate(day, serverNow())}核销的${day === dayOf(serverNow()) ? '，当天可以办退回' : ''}`}</Second>}
          <Each key={day ?? ''} shopId={shopId} day={day} />
        </>
      )}
    </Screen>
  );
}
