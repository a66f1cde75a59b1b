import { useState } from 'react';
import { View } from '@tarojs/components';
import { MEMBER_ROLES } from '@linli/shared/accounts';
import { useHolds, useMe, useUpdateMe } from '@/api/me';
import { useOutbox } from '@/api/outbox';
import { leave, usePersonId } from '@/api/session';
import { useWallet } from '@/api/timebank-wallet';
import { Button } from '@/components/button';
import { CommunityPicker } from '@/components/area-picker';
import { Card, Row } from '@/components/card';
import { Screen } from '@/components/screen';
import { type Shortcut, Shortcuts } from '@/components/shortcuts';
import { StateTag } from '@/components/state-tag';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { Letters } from './letters';
import { Profile } from './profile';
import { Serving } from './serving';
import s from './me.module.scss';

const PATHS = {
  reports: '/features/reports/pages/mine/index',
  orders: '/features/orders/pages/mine/index',
  elders: '/features/orders/pages/elders/index',
  serving: '/features/tasks/pages/appointments/index',
  wallet: '/features/timebank/pages/wallet/index',
  mall: '/features/rewards/pages/mall/index',
  vouchers: '/features/rewards/pages/vouchers/index',
} as const;

/** Who I am, what I use most, then everything else by subject. */
export default function Me() {
  const personId = usePersonId();
  const me = useMe();
  const update = useUpdateMe();
  const waiting = useOutbox(personId);
  const serves = useHolds(...MEMBER_ROLES);
  const wallet = useWallet().data;
  const [choosing, setChoosing] = useState(false);
  const points = { icon: 'hourglass' as const, title: '我的积分', value: wallet && `${wallet.free} 分`, onPress: () => go(PATHS.wallet) };
  const vouchers = { icon: 'qr-code' as const, title: '兑换券', onPress: () => go(PATHS.vouchers) };
  const orders = { icon: 'hand-heart' as const, title: '我的点单', onPress: () => go(PATHS.orders) };
  const shortcuts: Shortcut[] = serves
    ? [{ icon: 'calendar-check', title: '我的服务', onPress: () => go(PATHS.serving) }, points, vouchers, orders]
    : [{ icon: 'clipboard-list', title: '我的上报', onPress: () => go(PATHS.reports) }, orders, points, vouchers];
  const signOut = async () => {
    const yes = await ask({
      title: '退出登录？',
      consequence: waiting.length
        ? `还有 ${waiting.length} 件没发出去。它们留在这部手机里，您下次登录后会接着发，别人看不到。`
        : '已经提交的事项不受影响。',
      yes: '退出',
    });
    if (!yes) return;
    await leave();
    say('已退出');
  };
  return (
    <Screen title="我的" tab="me">
      <Profile />
      <Shortcuts of={shortcuts} />
      <Card title="生活服务" flush>
        {serves && <Row icon="clipboard-list" title="我的上报" onPress={() => go(PATHS.reports)} />}
        <Row icon="users" title="亲情代办" note="替家人点单，或让家人替您点" onPress={() => go(PATHS.elders)} />
        <Row icon="store" title="积分商城" note="爱心商家的商品、服务和优惠" onPress={() => go(PATHS.mall)} />
        {waiting.length > 0 && (
          <Row
            icon="inbox"
            title="待发送"
            note="没有信号时存在手机里的上报"
            value={`${waiting.length} 件`}
            onPress={() => go('/features/reports/pages/outbox/index')}
          />
        )}
      </Card>
      <Serving />
      {me.data && me.data.roles.length > 0 && (
        <Card title="我的岗位">
          <View className={s.roles}>
            {me.data.roles.map((r) => (
              <View key={`${r.role}${r.areaCode}${r.teamId}`} className={s.role}>
                <StateTag tone="info" icon="badge-check" word={r.roleLabel} />
                <View className={s.roleArea}>
                  {r.teamName ?? r.areaName}
                  {r.lead ? ' · 负责人' : ''}
                  {r.until ? ` · 至 ${r.until}` : ''}
                </View>
              </View>
            ))}
          </View>
        </Card>
      )}
      <Letters />
      <Card title="设置" flush>
        {me.data && <Row icon="house" title="我的社区" note={me.data.homeCommunityName ?? '未选择'} onPress={() => setChoosing(true)} />}
        {personId && <Row icon="shield" title="隐私" note="授权、我的数据、注销账号" onPress={() => go('/pages/me/privacy/index')} />}
        <Row icon="file-text" title="用户协议与隐私政策" onPress={() => go('/pages/me/terms/index')} />
        <Row icon="info" title="关于邻里" onPress={() => go('/pages/me/about/index')} />
      </Card>
      {personId && (
        <Button kind="text" icon="log-out" onPress={() => void signOut()}>
          退出登录
        </Button>
      )}
      <CommunityPicker
        open={choosing}
        title="我住在"
        onClose={() => setChoosing(false)}
        onPick={(community) => {
          setChoosing(false);
          update.mutate(
            { homeCommunityCode: community.code },
            { onSuccess: () => say(`已设为${community.name}`, 'done'), onError: (e) => say(e.message, 'late') },
          );
        }}
      />
    </Screen>
  );
}
