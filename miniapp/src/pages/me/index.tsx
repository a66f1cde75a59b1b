import { useState } from 'react';
import { View } from '@tarojs/components';
import { useMe, useUpdateMe } from '@/api/me';
import { useOutbox } from '@/api/outbox';
import { leave, usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { CommunityPicker } from '@/components/area-picker';
import { Card, Row } from '@/components/card';
import { Screen } from '@/components/screen';
import { StateTag } from '@/components/state-tag';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { Letters } from './letters';
import { Profile } from './profile';
import { Serving } from './serving';
import s from './me.module.scss';

export default function Me() {
  const personId = usePersonId();
  const me = useMe();
  const update = useUpdateMe();
  const waiting = useOutbox(personId);
  const [choosing, setChoosing] = useState(false);
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
      <Card flush>
        <Row icon="clipboard-list" title="我的上报" onPress={() => go('/features/reports/pages/mine/index')} />
        <Row icon="hand-heart" title="我的点单" onPress={() => go('/features/orders/pages/mine/index')} />
        <Row icon="gift" title="积分商城" note="爱心商家的商品、服务和优惠" onPress={() => go('/features/rewards/pages/mall/index')} />
        <Row
          icon="qr-code"
          title="我的兑换券"
          note="到店出示，换早点、理发、日用品"
          onPress={() => go('/features/rewards/pages/vouchers/index')}
        />
        <Row icon="users" title="亲情代办" note="替家人点单，或让家人替您点" onPress={() => go('/features/orders/pages/elders/index')} />
        <Row
          icon="calendar-check"
          title="我的服务"
          note="帮邻居的事：约、邀请、时长"
          onPress={() => go('/features/tasks/pages/appointments/index')}
        />
        {personId && (
          <Row
            icon="hourglass"
            title="我的积分"
            note="余额、明细、兑换、捐赠"
            onPress={() => go('/features/timebank/pages/wallet/index')}
          />
        )}
        <Row
          icon="inbox"
          title="待发送"
          note="没有信号时存在手机里的上报"
          value={waiting.length ? `${waiting.length} 件` : undefined}
          onPress={() => go('/features/reports/pages/outbox/index')}
        />
        {me.data && <Row icon="house" title="我的社区" value={me.data.homeCommunityName ?? '未选择'} onPress={() => setChoosing(true)} />}
      </Card>
      <Serving />
      <Letters />
      <Card flush>
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
