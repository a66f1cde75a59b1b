import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import type { WalletView } from '@linli/shared/timebank-wallet.dto';
import { queryClient } from '@/api/query-client';
import { usePersonId } from '@/api/session';
import { useWallet } from '@/api/timebank-wallet';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Stats } from '@/components/stat';
import { go } from '@/lib/router';
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
  const { balance, held, free, debt, debts, monthIn, monthOut, communityCode, communityName, actions, rules } = wallet;
  return (
    <View>
      <View className={s.balance} ariaRole="group" ariaLabel={`积分余额 ${balance} 分`}>
        <Text className={s.balanceWord}>积分余额</Text>
        <View className={s.balanceLine}>
          <Text className={s.balanceFigure}>{balance}</Text>
          <Text>分</Text>
        </View>
        {held > 0 && <Text className={s.balanceNote}>{`现在可用 ${free} 分，另有 ${held} 分冻结在待使用的兑换或点单里`}</Text>}
      </View>
      {debt > 0 && (
        <View className={s.warn} ariaRole="alert">
          <Text>{`有 ${debt} 分待补还。新得的积分会先补还，补还前不能兑换和赠送。`}</Text>
          {debts.map((one) => (
            <Text key={`${one.at}${one.text}`} className={s.warnLine}>{`${one.points} 分：${one.text}`}</Text>
          ))}
        </View>
      )}
      <View className={s.acts}>
        <Button icon="store" onPress={() => go(PATHS.mall)}>
          去兑换
        </Button>
      </View>
      <Card flush>
        <Row icon="history" title="积分明细" note="每一笔从哪来、到哪去" onPress={() => go(PATHS.statement)} />
        <Row icon="qr-code" title="我的兑换券" note="到店出示，扫码使用" onPress={() => go(PATHS.vouchers)} />
        {actions.includes('donate') && <Row icon="heart" title="捐给公益池" note="帮社区里更需要的人" onPress={() => go(PATHS.donate)} />}
        {actions.includes('give') && <Row icon="gift" title="赠给亲属" note="社区核实过的近亲属" onPress={() => go(PATHS.give)} />}
        {communityCode && (
          <Row
            icon="users"
            title={`${communityName ?? '社区'}公益池`}
            note="收了多少，用在哪里"
            onPress={() => go(PATHS.pool, { code: communityCode })}
          />
        )}
      </Card>
      <Card title={`${Number(wallet.month.slice(5))}月`}>
        <Stats
          figures={[
            { label: '本月收入', value: monthIn, unit: '分', tone: 'done' },
            { label: '本月支出', value: monthOut, unit: '分' },
          ]}
        />
      </Card>
      <Star wallet={wallet} />
      <Card flush>
        <Row icon="clock" title="我的服务时长" note="每次服务、公示、更正" onPress={() => go(PATHS.records)} />
        <Row icon="star" title="我的星级" note="升星还差多少，有哪些礼遇" onPress={() => go(PATHS.stars)} />
        <Row icon="list-checks" title="排行榜" note="社区、街道里的时长和积分" onPress={() => go(PATHS.boards)} />
        <Row icon="file-text" title="服务证明" note="免费申请、下载、查验" onPress={() => go(PATHS.certificates)} />
        <Row icon="eye" title="时长公示" note="志愿服务时长，欢迎监督" onPress={() => go(PATHS.listed)} />
      </Card>
      <Card title={communityName ? `${communityName}的规则` : '积分规则'}>
        {rules.map((rule) => (
          <Text key={rule} className={s.rule}>{`· ${rule}`}</Text>
        ))}
        {communityCode && (
          <Button kind="text" inline onPress={() => go(PATHS.rules, { areaCode: communityCode })}>
            看全部规则
          </Button>
        )}
      </Card>
    </View>
  );
}
