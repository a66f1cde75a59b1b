import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { monthText } from '@linli/shared/timebank-wallet';
import type { PoolMonthView, PoolView } from '@linli/shared/timebank-wallet.dto';
import { useMe } from '@/api/me';
import { usePersonId } from '@/api/session';
import { usePool, usePoolDonations, useWallet } from '@/api/timebank-wallet';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Tabs } from '@/components/tabs';
import { useAddress } from '@/lib/address';
import { classes } from '@/lib/classes';
import { go } from '@/lib/router';
import { serverNow } from '@/lib/server-clock';
import { sayDate } from '@/lib/times';
import { Purse } from '../../components/purse';
import { PATHS } from '../../paths';
import s from '../../points.module.scss';

/** A community's pool: what is in it, who gave, and what it paid. */
export default function Pool() {
  const personId = usePersonId();
  const me = useMe();
  const [words, change] = useAddress(['code']);
  const code = words.code ?? me.data?.homeCommunityCode ?? null;
  const pool = usePool(code);
  const wallet = useWallet();
  const able = wallet.data?.actions.includes('donate');
  if (!personId)
    return (
      <Screen title="公益池">
        <SignInCard text="登录后能看到社区公益池的收支" />
      </Screen>
    );
  return (
    <Screen
      title="公益池"
      footer={
        able && (
          <Button icon="heart" onPress={() => go(PATHS.donate)}>
            我也捐一些
          </Button>
        )
      }
    >
      <View className={s.filters}>
        <AreaField label="哪个社区" value={code} levels={['community']} onChange={(next) => change({ code: next })} />
      </View>
      {code === null ? (
        <Empty title="请选择社区" text="每个社区有自己的公益池" />
      ) : (
        <Faces of={pool}>{(p) => <Full key={p.areaCode} pool={p} />}</Faces>
      )}
    </Screen>
  );
}

const TABS = [
  { value: 'months' as const, label: '每月收支' },
  { value: 'gifts' as const, label: '捐赠名单' },
];

function Full({ pool }: { pool: PoolView }) {
  const [tab, setTab] = useState<'months' | 'gifts'>('months');
  const donations = usePoolDonations(pool.areaCode);
  return (
    <View>
      <Purse word={`${pool.areaText} 公益池`} points={pool.balance}>
        <Text className={s.quiet}>{`${pool.donors} 人捐过，共 ${pool.donated} 分。谁都能看收了多少、用在哪里。`}</Text>
      </Purse>
      <Tabs tabs={TABS} value={tab} onChange={setTab} />
      {tab === 'months' ? (
        pool.months.length > 0 ? (
          pool.months.map((month) => <Month key={month.month} month={month} />)
        ) : (
          <Empty title="还没有收支" text="第一笔捐赠可以是您的" />
        )
      ) : (
        <Card flush>
          <List of={donations} keyOf={(one) => one.id} empty={<Empty title="还没有人捐赠" text="第一位可以是您" />}>
            {(one, i) => (
              <View className={classes(s.gift, i === 0 && s.giftFirst)}>
                <View className={s.lineWords}>
                  <Text>{one.who}</Text>
                  <Text className={s.lineNote}>{sayDate(one.day, serverNow())}</Text>
                </View>
                <Text className={s.change}>{`${one.points} 分`}</Text>
              </View>
            )}
          </List>
        </Card>
      )}
    </View>
  );
}

function Month({ month }: { month: PoolMonthView }) {
  return (
    <Card title={monthText(month.month)}>
      {month.lines.map((line) => (
        <View key={`${line.direction}${line.text}`} className={s.poolLine}>
          <Text className={s.lineWords}>{line.text}</Text>
          <Text className={classes(s.poolFigure, line.direction === 'in' && s.in)}>
            {`${line.direction === 'in' ? '+' : '−'}${line.points} 分`}
          </Text>
        </View>
      ))}
    </Card>
  );
}
