import { useState } from 'react';
import { View } from '@tarojs/components';
import { REPORT_ACTION_LABELS, REPORT_BOXES, type ReportAction } from '@linli/shared/reports';
import { useReportCounts, useReportList } from '@/api/desk';
import { useMe } from '@/api/me';
import { useReport } from '@/api/reports';
import { Button } from '@/components/button';
import { Desk } from '@/components/desk';
import { PaneTitle, Panes } from '@/components/panes';
import { ReportCard } from '@/components/report-card';
import { useAddress } from '@/lib/address';
import { swap } from '@/lib/router';
import { say } from '@/lib/say';
import { useSlowly } from '@/lib/slowly';
import { DESK_KEYS, filterOf, titleOf, type ChangeWords, type DeskWords } from '../filter';
import { PATHS, groupsOf } from '../rooms';
import { CaseTable } from './case-table';
import { DeskFilterBar } from './filter-bar';
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
  const id = words.id ?? '';
  const open = useReport(id);
  const want = (action: ReportAction) => {
    if (!open.data) return;
    if (open.data.actions.includes(action)) setWanted(action);
    else say(`这件现在不能${REPORT_ACTION_LABELS[action]}`);
  };
  const head = <Head words={words} change={change} />;
  const empty = <NothingHere words={words} change={change} />;
  if (words.view === 'table')
    return (
      <View className={s.tablePane}>
        {head}
        <CaseTable list={list} empty={empty} onOpen={(r) => change({ view: null, id: r })} />
      </View>
    );
  return (
    <Panes
      of={list}
      keyOf={(r) => r.id}
      picture
      empty={empty}
      head={head}
      id={words.id}
      onOpen={(next) => change({ id: next })}
      line={(r) => <ReportCard report={r} staff onPress={() => change({ id: r.id })} />}
      keys={{ a: () => want('accept'), d: () => want('dispatch') }}
      hint="A 受理 · D 派遣"
      matter={<Matter key={id} id={id} wanted={wanted} onWanted={() => setWanted(null)} />}
    />
  );
}

function Head({ words, change }: { words: DeskWords; change: ChangeWords }) {
  const table = words.view === 'table';
  return (
    <>
      <PaneTitle
        title={titleOf(words)}
        aside={
          <Button
            kind="secondary"
            size="small"
            inline
            icon={table ? 'list' : 'table-2'}
            onPress={() => change({ view: table ? null : 'table' })}
          >
            {table ? '列表' : '表格'}
          </Button>
        }
      />
      <DeskFilterBar words={words} change={change} />
    </>
  );
}
