import { useState } from 'react';
import { View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { queryClient } from '@/api/query-client';
import { usePersonId } from '@/api/session';
import { useEntryPlaces, useMyRecords, useMyRecordTotals } from '@/api/timebank-records';
import { Button } from '@/components/button';
import { Card, Row, Second } from '@/components/card';
import { Select } from '@/components/choice';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { ServiceRecordCard } from '@/components/service-record';
import { sayMinutes } from '@/components/service-record/words';
import { SignInCard } from '@/components/sign-in-card';
import { Stats } from '@/components/stat';
import { go } from '@/lib/router';
import { serverNow } from '@/lib/server-clock';
import { periods, RECORD_PATHS } from '../../record-words';
import s from '../../points.module.scss';

/** My hours: what counts, what still waits, record by record. */
export default function MyRecords() {
  const personId = usePersonId();
  const [chosen, setChosen] = useState('all');
  const period = chosen === 'all' ? undefined : chosen;
  const records = useMyRecords(period);
  const totals = useMyRecordTotals(period).data;
  const enters = useEntryPlaces(personId !== null).data?.some((place) => place.as !== 'dispatcher');
  usePullDownRefresh(() => {
    void queryClient.invalidateQueries({ queryKey: ['service-records'] }).finally(() => Taro.stopPullDownRefresh());
  });
  if (!personId)
    return (
      <Screen title="我的服务时长">
        <SignInCard text="登录后能看到您的服务时长" />
      </Screen>
    );
  return (
    <Screen title="我的服务时长">
      <View className={s.filters}>
        <Select label="时段" options={periods(serverNow())} value={chosen} onChange={setChosen} />
      </View>
      {totals && (
        <Card title={sayMinutes(totals.minutes)}>
          <Stats
            figures={[
              { label: '已确认的服务', value: totals.records, unit: '次' },
              { label: '得到积分', value: totals.points, unit: '分' },
            ]}
          />
          {totals.waitingMinutes > 0 && <Second>{`另有 ${sayMinutes(totals.waitingMinutes)}等待确认`}</Second>}
        </Card>
      )}
      <Card flush>
        <Row icon="message-circle-question" title="我的异议和更正" onPress={() => go(RECORD_PATHS.cases)} />
        {enters && (
          <Row
            icon="pencil"
            title="给队员补录时长"
            note="队长、岗位负责人"
            onPress={() => go('/features/timebank-desk/pages/enter/index')}
          />
        )}
        <Row icon="megaphone" title="时长公示" note="社区正在公示的服务时长" onPress={() => go(RECORD_PATHS.listed)} />
      </Card>
      <List
        key={chosen}
        of={records}
        keyOf={(r) => r.id}
        empty={
          <Empty title="这段时间没有服务记录" text="接一单，服务确认后就记在这里" drawing="street">
            <Button inline onPress={() => go('/features/tasks/pages/hall/index')}>
              去任务大厅
            </Button>
          </Empty>
        }
      >
        {(r) => <ServiceRecordCard record={r} onPress={() => go(RECORD_PATHS.one, { id: r.id })} />}
      </List>
    </Screen>
  );
}
