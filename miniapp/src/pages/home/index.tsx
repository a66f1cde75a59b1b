import { View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { MEMBER_ROLES, STAFF_ROLES } from '@linli/shared/accounts';
import { useHolds, useMe } from '@/api/me';
import { queryClient } from '@/api/query-client';
import { Screen } from '@/components/screen';
import { Doors } from './doors';
import { Figures } from './figures';
import { Hello } from './hello';
import { Merchant } from './merchant';
import { Mine } from './mine';
import { MyOrders } from './my-orders';
import { Notices } from './notices';
import { Patrol } from './patrol';
import { Serving } from './serving';
import { Solved } from './solved';
import { Staff } from './staff';
import { Unsent } from './unsent';
import s from './home.module.scss';

/** One page for everybody, assembled from the roles: first what this person should do now. */
export default function Home() {
  const me = useMe();
  const staff = useHolds(...STAFF_ROLES);
  const serves = useHolds(...MEMBER_ROLES);
  const sells = useHolds('merchant');
  usePullDownRefresh(() => {
    void queryClient.invalidateQueries().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <Screen title="邻里" tab="home" bare>
      <Hello me={me.data ?? null} />
      <View className={s.body}>
        <Unsent />
        {sells && <Merchant />}
        {staff && <Patrol />}
        {staff && <Staff roles={me.data?.roles ?? []} />}
        {serves && <Serving />}
        {!staff && <Doors quiet={sells || serves} />}
        <MyOrders />
        <Mine quiet={staff} />
        <Notices />
        <Figures />
        <Solved />
      </View>
    </Screen>
  );
}
