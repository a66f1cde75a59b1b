import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import type { WalletView } from '@linli/shared/timebank-wallet.dto';
import { queryClient } from '@/api/query-client';
import { usePersonId } from '@/api/session';
import { useWallet } from '@/api/timebank-wallet';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Faces } from '@/components/faces';
import { Facts } from '@/components/facts';
import { Icon } from '@/components/icon';
import { Screen } from '@/components/screen';
import { Shortcuts } from '@/components/shortcuts';
import { SignInCard } from '@/components/sign-in-card';
import { Stats } from '@/components/stat';
import { go } from '@/lib/router';
import { Owing } from '../../components/owing';
import { Purse } from '../../components/purse';
import { Star } from '../../components/star';
import { PATHS } from '../../paths';
import s from '../../points.module.scss';

/** 我的积分: how much, what for, and why so. */
export default function Wallet() {
  const personId = usePersonId();
  const wallet = useWallet();
  const { refetch } = wallet;
  // A shop may have taken a voucher meanwhile.
  useDidShow(() => {
    if (personId) void refetch({ cancelRefetch: false });
  });
  usePullDownRefresh(() => {
    void queryClient.invalidateQueries({ queryKey: ['points'] }).finally(() => Taro.stopPullDownRefresh());
  });
  if (!personId)
    return (
      <Screen title="我的积分">
        <SignInCard text="登录后能看到您的积分、明细和星级" />
      </Screen>
    );
  return (
    <Screen title="我的积分">
      <Faces of={wallet}>{(w) => <Full wallet={w} />}</Faces>
    </Screen>
  );
}

function Full({ wallet }: { wallet: WalletView }) {
  const { balance, held, free, debt, monthIn, monthOut, communityCode, communityName, actions, rules } = wallet;
  return (
    <View>
      <Purse word="可用积分" points={free}>
        {(held > 0 || debt > 0) && (
          <Facts
            facts={[
              ['全部积分', `${balance} 分`],
              ['预留', held > 0 ? `${held} 分，在没用的兑换券或点单里；用掉才扣，取消就退` : null],
            ]}
          />
        )}
        <Owing wallet={wallet} />
        <View className={s.purseAct}>
          <Button icon="store" kind={debt > 0 ? 'secondary' : 'primary'} onPress={() => go(PATHS.mall)}>
            {debt > 0 ? '看看能换什么' : '去兑换'}
          </Button>
        </View>
      </Purse>
      <Shortcuts
        of={[
          { icon: 'history', title: '积分明细', onPress: () => go(PATHS.statement) },
          { icon: 'qr-code', title: '我的兑换券', onPress: () => go(PATHS.vouchers) },
          ...(actions.includes('give') ? [{ icon: 'gift' as const, title: '赠给亲属', onPress: () => go(PATHS.give) }] : []),
          ...(actions.includes('donate') ? [{ icon: 'heart' as const, title: '捐赠', onPress: () => go(PATHS.donate) }] : []),
        ]}
      />
      <Card
        title={`${Number(wallet.month.slice(5))}月`}
        label={`${Number(wallet.month.slice(5))}月收入 ${monthIn} 分，支出 ${monthOut} 分，看明细`}
        aside={<Icon name="chevron-right" size="small" className={s.arrow} />}
        onPress={() => go(PATHS.statement)}
      >
        <Stats
          figures={[
            { label: '收入', value: monthIn, unit: '分', tone: 'done' },
            { label: '支出', value: monthOut, unit: '分' },
          ]}
        />
      </Card>
      <Star wallet={wallet} onPress={() => go(PATHS.stars)} />
      <Card flush>
        <Row icon="clock" title="我的服务时长" note="每次服务、公示、更正" onPress={() => go(PATHS.records)} />
        <Row icon="list-checks" title="排行榜" note="社区、街道里的时长和积分" onPress={() => go(PATHS.boards)} />
        <Row icon="file-text" title="服务证明" note="免费申请、下载、查验" onPress={() => go(PATHS.certificates)} />
        {communityCode && (
          <Row
            icon="users"
            title={`${communityName ?? '社区'}公益池`}
            note="收了多少，用在哪里"
            onPress={() => go(PATHS.pool, { code: communityCode })}
          />
        )}
      </Card>
      <Card title={communityName ? `${communityName}的规则` : '积分规则'}>
        {rules.map((rule) => (
          <Text key={rule} className={s.rule}>
            {rule}
          </Text>
        ))}
        {communityCode && (
          <Button kind="text" size="small" inline onPress={() => go(PATHS.rules, { areaCode: communityCode })}>
            看全部规则
          </Button>
        )}
      </Card>
    </View>
  );
}
