import { Text, View } from '@tarojs/components';
import { monthText } from '@linli/shared/timebank-wallet';
import type { PoolMonthView, PoolView } from '@linli/shared/timebank-wallet.dto';
import { useMe } from '@/api/me';
import { usePersonId } from '@/api/session';
import { usePool, usePoolDonations, useWallet } from '@/api/timebank-wallet';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Stats } from '@/components/stat';
import { useAddress } from '@/lib/address';
import { go } from '@/lib/router';
import { PATHS } from '../../paths';
import { dayText } from '../../words';
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

function Full({ pool }: { pool: PoolView }) {
  const donations = usePoolDonations(pool.areaCode);
  return (
    <View>
      <View className={s.balance} ariaRole="group" ariaLabel={`公益池现有 ${pool.balance} 分`}>
        <Text className={s.balanceWord}>{`${pool.areaText} 公益池现有`}</Text>
        <View className={s.balanceLine}>
          <Text className={s.balanceFigure}>{pool.balance}</Text>
          <Text>分</Text>
        </View>
        <Text className={s.balanceNote}>{`${pool.donors} 人捐过，共 ${pool.donated} 分`}</Text>
      </View>
      {pool.months.map((month) => (
        <Month key={month.month} month={month} />
      ))}
      <Card title="捐赠" flush>
        <List of={donations} keyOf={(one) => one.id} empty={<Empty title="还没有人捐赠" text="第一位可以是您" />}>
          {(one) => <Row title={one.who} note={dayText(one.day)} value={`${one.points} 分`} />}
        </List>
      </Card>
    </View>
  );
}

function Month({ month }: { month: PoolMonthView }) {
  return (
    <Card title={monthText(month.month)}>
      <Stats
        figures={[
          { label: '收到', value: month.in, unit: '分', tone: 'done' },
          { label: '支出', value: month.out, unit: '分' },
        ]}
      />
      <View className={s.sources}>
        {month.lines.map((line) => (
          <Text key={`${line.direction}${line.text}`} className={s.quiet}>
            {`${line.text} ${line.direction === 'in' ? '+' : '−'}${line.points} 分`}
          </Text>
        ))}
      </View>
    </Card>
  );
}
