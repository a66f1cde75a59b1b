import { useState } from 'react';
import { Text } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { VOUCHER_TAB_LABELS, VOUCHER_TABS, type VoucherTab } from '@linli/shared/rewards-vouchers';
import { OfflineError } from '@/api/problem';
import { queryClient } from '@/api/query-client';
import { useMyVouchers } from '@/api/rewards-vouchers';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Tabs } from '@/components/tabs';
import { go } from '@/lib/router';
import { serverNow } from '@/lib/server-clock';
import { readVouchers } from '@/lib/voucher-secret';
import { VoucherCard } from '../../components/voucher-card';
import { MALL_PATHS } from '../../mall-words';
import { VOUCHER_PATHS } from '../../voucher-words';
import s from '../../components/vouchers.module.scss';

const TABS = VOUCHER_TABS.map((value) => ({ value, label: VOUCHER_TAB_LABELS[value] }));
const EMPTY: Record<VoucherTab, [string, string]> = {
  ready: ['没有待使用的兑换券', '用积分在爱心商家换早点、理发、日用品，券会在这里'],
  redeemed: ['还没有兑换过', '到店出示兑换券，店家扫一下就好'],
  ended: ['没有退还的兑换券', '取消或过期的券，积分会退还给您'],
};

/** What I redeemed: to be used, used, given back. */
export default function MyVouchers() {
  const personId = usePersonId();
  const [tab, setTab] = useState<VoucherTab>('ready');
  const vouchers = useMyVouchers(tab);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['rewards', 'vouchers'] });
  useDidShow(() => void refresh());
  usePullDownRefresh(() => void refresh().finally(() => Taro.stopPullDownRefresh()));
  if (!personId)
    return (
      <Screen title="我的兑换券">
        <SignInCard text="登录后能看到您的兑换券" />
      </Screen>
    );
  const stranded = tab === 'ready' && vouchers.data === undefined && vouchers.error instanceof OfflineError;
  const kept = stranded ? readVouchers(personId, serverNow()) : [];
  const [title, text] = EMPTY[tab];
  return (
    <Screen title="我的兑换券">
      <Tabs tabs={TABS} value={tab} onChange={setTab} />
      {kept.length > 0 ? (
        <>
          <Text className={s.offline}>没有信号。在这部手机上打开过的券照样能用：</Text>
          {kept.map((v) => (
            <VoucherCard key={v.id} voucher={v} onPress={() => go(VOUCHER_PATHS.voucher, { id: v.id })} />
          ))}
        </>
      ) : (
        <List
          key={tab}
          of={vouchers}
          keyOf={(v) => v.id}
          picture
          empty={
            <Empty title={title} text={text} drawing="street">
              {tab === 'ready' && (
                <Button inline kind="secondary" onPress={() => go(MALL_PATHS.mall)}>
                  去积分商城
                </Button>
              )}
            </Empty>
          }
        >
          {(v) => <VoucherCard voucher={v} onPress={() => go(VOUCHER_PATHS.voucher, { id: v.id })} />}
        </List>
      )}
    </Screen>
  );
}
