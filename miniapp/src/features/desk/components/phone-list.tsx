import { View } from '@tarojs/components';
import { useReportList } from '@/api/desk';
import { List } from '@/components/list';
import { ReportCard } from '@/components/report-card';
import { Screen } from '@/components/screen';
import { useAddress } from '@/lib/address';
import { go } from '@/lib/router';
import { useSlowly } from '@/lib/slowly';
import { DESK_KEYS, filterOf, titleOf } from '../filter';
import { PATHS } from '../rooms';
import { DeskFilterBar } from './filter-bar';
import { NothingHere } from './nothing-here';
import s from '../desk.module.scss';

export function PhoneList() {
  const [words, change] = useAddress(DESK_KEYS);
  const list = useReportList(filterOf({ ...words, q: useSlowly(words.q) }));
  return (
    <Screen title={titleOf(words)}>
      <View className={s.filters}>
        <DeskFilterBar words={words} change={change} />
      </View>
      <List of={list} keyOf={(r) => r.id} picture empty={<NothingHere words={words} change={change} />}>
        {(r) => <ReportCard report={r} staff onPress={() => go(PATHS.report, { id: r.id })} />}
      </List>
    </Screen>
  );
}
