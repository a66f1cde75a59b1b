import { useState } from 'react';
import { ScrollView, Text, View } from '@tarojs/components';
import { REPORT_ACTION_LABELS, REPORT_BOXES, type ReportAction } from '@linli/shared/reports';
import type { ReportCardView } from '@linli/shared/reports.dto';
import { useReportCounts, useReportList } from '@/api/desk';
import { useMe } from '@/api/me';
import { useReport } from '@/api/reports';
import { Button } from '@/components/button';
import { Desk } from '@/components/desk';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { ReportCard } from '@/components/report-card';
import { useAddress } from '@/lib/address';
import { classes } from '@/lib/classes';
import { useKeys } from '@/lib/keys';
import { swap } from '@/lib/router';
import { say } from '@/lib/say';
import { useSlowly } from '@/lib/slowly';
import { DESK_KEYS, filterOf, titleOf, type ChangeWords, type DeskWords } from '../filter';
import { PATHS, groupsOf } from '../rooms';
import { CaseTable } from './case-table';
import { FilterBar } from './filter-bar';
import { Matter } from './matter';
import { NothingHere } from './nothing-here';
import s from '../desk.module.scss';

/** Side bar, list and matter beside each other; what is shown stands in the address. */
export function WideDesk() {
  const [words, change] = useAddress(DESK_KEYS);
  const me = useMe();
  const counts = useReportCounts();
  const groups = groupsOf(
    me.data,
    counts.data ?? [],
    (box) => change({ ...Object.fromEntries(DESK_KEYS.map((k) => [k, null])), box }),
    (path) => (path === PATHS.list ? change({ ...Object.fromEntries(DESK_KEYS.map((k) => [k, null])) }) : swap(path)),
  );
  return (
    <Desk title="工作台" filled here={REPORT_BOXES.find((b) => b === words.box) ?? 'list'} groups={groups}>
      <Work words={words} change={change} />
    </Desk>
  );
}

function Work({ words, change }: { words: DeskWords; change: ChangeWords }) {
  const [wanted, setWanted] = useState<ReportAction | null>(null);
  const list = useReportList(filterOf({ ...words, q: useSlowly(words.q) }));
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  const id = words.id ?? '';
  const open = useReport(id);
  const table = words.view === 'table';
  const show = (next: string | undefined) => {
    if (!next) return;
    change({ id: next });
    document.getElementById(`case-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const move = (by: number) => {
    const at = items.findIndex((r) => r.id === id);
    show(items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))]?.id);
  };
  const want = (action: ReportAction) => {
    if (!open.data) return;
    if (open.data.actions.includes(action)) setWanted(action);
    else say(`这件现在不能${REPORT_ACTION_LABELS[action]}`);
  };
  useKeys(
    {
      j: () => move(1),
      k: () => move(-1),
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      a: () => want('accept'),
      d: () => want('dispatch'),
      Escape: () => change({ id: null }),
    },
    !table,
  );
  if (table)
    return (
      <View className={s.tablePane}>
        <Head words={words} change={change} />
        <CaseTable list={list} empty={<NothingHere words={words} change={change} />} onOpen={(r) => change({ view: null, id: r })} />
      </View>
    );
  return (
    <View className={s.panes}>
      <View className={s.listPane}>
        <Head words={words} change={change} />
        <ScrollView
          scrollY
          className={s.scroll}
          onScrollToLower={() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage()}
        >
          <List of={list} keyOf={(r: ReportCardView) => r.id} picture empty={<NothingHere words={words} change={change} />}>
            {(r) => (
              <View id={`case-${r.id}`} className={classes(s.pick, r.id === id && s.picked)}>
                <ReportCard report={r} staff onPress={() => change({ id: r.id })} />
              </View>
            )}
          </List>
        </ScrollView>
        <Text className={s.keys}>J / K 上下一件 · A 受理 · D 派遣 · Esc 收起</Text>
      </View>
      <View className={s.matterPane}>
        {id ? (
          <Matter key={id} id={id} wanted={wanted} onWanted={() => setWanted(null)} />
        ) : (
          <Empty title="从左边选一件" text="也可以按 J、K 一件件看。" />
        )}
      </View>
    </View>
  );
}

function Head({ words, change }: { words: DeskWords; change: ChangeWords }) {
  const table = words.view === 'table';
  return (
    <View className={s.listHead}>
      <View className={s.titleLine}>
        <Text className={s.title} ariaRole="heading">
          {titleOf(words)}
        </Text>
        <Button
          kind="secondary"
          size="small"
          inline
          icon={table ? 'list' : 'table-2'}
          onPress={() => change({ view: table ? null : 'table' })}
        >
          {table ? '列表' : '表格'}
        </Button>
      </View>
      <FilterBar words={words} change={change} />
    </View>
  );
}
