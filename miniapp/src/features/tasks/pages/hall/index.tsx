import { useState } from 'react';
import { View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import type { Position } from '@linli/shared/areas';
import { SERVICE_CATEGORIES, SERVICE_CATEGORY_LABELS } from '@linli/shared/orders';
import { useHall } from '@/api/orders';
import { queryClient } from '@/api/query-client';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Select } from '@/components/choice';
import { Empty } from '@/components/faces';
import { FieldError } from '@/components/field';
import { List } from '@/components/list';
import { TaskCard } from '@/components/order/task-card';
import { Screen } from '@/components/screen';
import { Tabs } from '@/components/tabs';
import { useAddress } from '@/lib/address';
import { whereAmI } from '@/lib/location';
import { go } from '@/lib/router';
import { useNow } from '@/lib/ticking';
import { Gate } from '../../components/gate';
import { comingDays } from '../../days';
import { PATHS } from '../../paths';
import s from '../../components/tasks.module.scss';

type Kind = 'all' | 'orders' | 'posts';
const KINDS = [
  { value: 'all' as const, label: '全部' },
  { value: 'orders' as const, label: '帮邻居' },
  { value: 'posts' as const, label: '岗位班次' },
];
const ANY = 'any';
const CATEGORIES = [{ value: ANY, label: '全部类别' }, ...SERVICE_CATEGORIES.map((c) => ({ value: c, label: SERVICE_CATEGORY_LABELS[c] }))];

/** What needs somebody: near, when, how long, and why it is shown to me. */
export default function Hall() {
  return (
    <Screen
      title="任务大厅"
      aside={
        <Button kind="text" size="small" inline onPress={() => go(PATHS.appointments)}>
          我的服务
        </Button>
      }
    >
      <Gate>
        <Tasks />
      </Gate>
    </Screen>
  );
}

function Tasks() {
  const now = useNow(60_000);
  const [{ kind, day, category }, change] = useAddress(['kind', 'day', 'category']);
  const [here, setHere] = useState<Position | null>(null);
  const [looking, setLooking] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const shown: Kind = kind === 'orders' || kind === 'posts' ? kind : 'all';
  const chosen = SERVICE_CATEGORIES.find((c) => c === category);
  const hall = useHall({ ...(here ?? {}), kind: shown === 'all' ? undefined : shown, day, category: chosen });
  useDidShow(() => void queryClient.invalidateQueries({ queryKey: ['orders', 'hall'] }));
  usePullDownRefresh(() => {
    void queryClient.invalidateQueries({ queryKey: ['orders', 'hall'] }).finally(() => Taro.stopPullDownRefresh());
  });
  const find = () => {
    setLooking(true);
    setTrouble(null);
    whereAmI()
      .then(({ position }) => setHere(position))
      .catch(() => setTrouble('定不到位，先按您登记的地方算远近'))
      .finally(() => setLooking(false));
  };
  return (
    <View>
      <Tabs tabs={KINDS} value={shown} onChange={(k) => change({ kind: k === 'all' ? null : k })} />
      <View className={s.filters}>
        <Chips line label="哪一天" chips={comingDays(now)} value={day ?? null} onPress={(d) => change({ day: d === day ? null : d })} />
      </View>
      <View className={s.tools}>
        <View className={s.tool}>
          <Select label="类别" options={CATEGORIES} value={chosen ?? ANY} onChange={(c) => change({ category: c === ANY ? null : c })} />
        </View>
        <Button kind="secondary" inline icon="locate-fixed" pending={looking} label="按我现在的位置算远近" onPress={find}>
          {here ? '已按现在的位置' : '离我近的'}
        </Button>
      </View>
      {trouble && <FieldError>{trouble}</FieldError>}
      <List
        of={hall}
        keyOf={(t) => t.id}
        empty={
          <Empty
            title="现在没有要帮忙的"
            text={day || chosen || shown !== 'all' ? '换个日期或类别看看' : '有了会发消息告诉您'}
            drawing="street"
          >
            {(day ?? chosen) && (
              <Button kind="secondary" inline onPress={() => change({ day: null, category: null, kind: null })}>
                看全部
              </Button>
            )}
          </Empty>
        }
      >
        {(t) => <TaskCard task={t} onPress={() => go(PATHS.detail, { id: t.id })} />}
      </List>
      <Button kind="text" icon="flag" onPress={() => go(PATHS.posts)}>
        看看长期岗位
      </Button>
    </View>
  );
}
