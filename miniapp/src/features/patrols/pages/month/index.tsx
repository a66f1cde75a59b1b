import { useState } from 'react';
import { useRouter } from '@tarojs/taro';
import { usePatrolMonth, usePatrols } from '@/api/patrols';
import { Card, Row, Second } from '@/components/card';
import { Faces } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { Stats } from '@/components/stat';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import { MonthGrid } from '../../components/month-grid';
import { MonthSwitch } from '../../components/month-switch';
import { PatrolRow } from '../../components/patrol-row';
import { percent } from '../../components/percent';

/** One's own month, or that of somebody one leads: reached days, days off, and each day's walks. */
export default function Month() {
  const { personId, name } = useRouter().params;
  const today = dayOf(serverNow());
  const [month, setMonth] = useState(today.slice(0, 7));
  const [day, setDay] = useState<string | null>(today);
  const asked = usePatrolMonth({ month, personId });
  return (
    <Screen title={name ? `${decodeURIComponent(name)}的巡查` : '我的巡查'}>
      <Card>
        <MonthSwitch
          month={month}
          latest={today.slice(0, 7)}
          onChange={(m) => {
            setMonth(m);
            setDay(null);
          }}
        />
        <Faces of={asked}>{({ days }) => <MonthGrid days={days} today={today} picked={day} onPick={setDay} />}</Faces>
      </Card>
      {asked.data && (
        <Card>
          <Stats
            figures={[
              { label: '应巡查', value: asked.data.dutyDays, unit: '天' },
              { label: '已达标', value: asked.data.reachedDays, unit: '天', tone: 'done' },
              { label: '完成率', value: percent(asked.data.completion) },
            ]}
          />
          <Second>工作日（请假除外）巡查满目标时长算达标。</Second>
        </Card>
      )}
      {day && <DayWalks day={day} personId={personId} />}
    </Screen>
  );
}

function DayWalks({ day, personId }: { day: string; personId?: string }) {
  const asked = usePatrols({ day, personId });
  return (
    <Card title={`${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`} flush>
      <List of={asked} keyOf={(p) => p.id} empty={<Row title="这天没有巡查" />}>
        {(p) => <PatrolRow patrol={p} />}
      </List>
    </Card>
  );
}
