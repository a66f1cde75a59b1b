import { useState } from 'react';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Role } from '@linli/shared/accounts';
import { useMe } from '@/api/me';
import { usePatrolFigures } from '@/api/patrols';
import { Card, Second } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty, Faces, Skeleton } from '@/components/faces';
import { Screen } from '@/components/screen';
import { go } from '@/lib/router';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import { FigureRow } from '../../components/figure-row';
import { MemberRow } from '../../components/member-row';
import { MonthSwitch } from '../../components/month-switch';
import s from './figures.module.scss';

const LEADING: readonly Role[] = ['grid_leader', 'dispatcher', 'street_chief', 'auditor'];

/** Completion and coverage of the areas one leads; a line opens the level below, down to the people. */
export default function Figures() {
  const { areaCode: asked, areaName } = useRouter().params;
  const me = useMe();
  const places = new Map(me.data?.roles.filter((r) => LEADING.includes(r.role)).map((r) => [r.areaCode, r.areaName]));
  const latest = dayOf(serverNow()).slice(0, 7);
  const [month, setMonth] = useState(latest);
  const [picked, setPicked] = useState<string | null>(null);
  const areaCode = asked ?? picked ?? [...places.keys()][0] ?? null;
  const figures = usePatrolFigures(areaCode ? { areaCode, month } : null);

  const open = (code: string, name: string) => go('/features/patrols/pages/figures/index', { areaCode: code, areaName: name });
  const openMonth = (personId: string, name: string) => go('/features/patrols/pages/month/index', { personId, name });
  return (
    <Screen title={areaName ? decodeURIComponent(areaName) : '巡查完成情况'} wide>
      {!asked && places.size > 1 && (
        <View className={s.places}>
          <Chips label="选区域" chips={[...places].map(([value, label]) => ({ value, label }))} value={areaCode} onPress={setPicked} line />
        </View>
      )}
      {!areaCode && (me.data ? <Empty title="没有可看的区域" text="网格长、民意专员和街长可以看这里。" /> : <Skeleton />)}
      {areaCode && (
        <>
          <Card>
            <MonthSwitch month={month} latest={latest} onChange={setMonth} />
            <Second>完成率 = 达标天数 ÷ 应巡查天数；覆盖率 = 近 7 天到过的巡查点 ÷ 全部巡查点。</Second>
          </Card>
          <Faces of={figures} isEmpty={(rows) => rows.length === 0} empty={<Empty title="这里还没有网格" />}>
            {(rows) => (
              <View className={s.rows}>
                {rows.map((row) => {
                  const own = row.areaCode === areaCode;
                  return (
                    <View key={row.areaCode} className={own ? s.own : undefined}>
                      <FigureRow figure={row} onOpen={own ? undefined : () => open(row.areaCode, row.areaName)}>
                        {own &&
                          row.members?.map((m) => <MemberRow key={m.personId} member={m} onOpen={() => openMonth(m.personId, m.name)} />)}
                      </FigureRow>
                    </View>
                  );
                })}
              </View>
            )}
          </Faces>
        </>
      )}
    </Screen>
  );
}
