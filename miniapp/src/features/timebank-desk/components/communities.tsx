import { useEffect } from 'react';
import { Text } from '@tarojs/components';
import type { BudgetView } from '@linli/shared/timebank-books.dto';
import { useBudgets } from '@/api/timebank-books';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { Stats } from '@/components/stat';
import s from '../figures.module.scss';
import { Table } from './table';

const sum = (rows: readonly BudgetView[], of: (row: BudgetView) => number): number => rows.reduce((all, row) => all + of(row), 0);
const used = ({ points, issued }: BudgetView): string => (points ? `${Math.round((issued * 100) / points)}%` : '—');

/** What all communities of a street or a district gave out this year, together and one by one. */
export function Communities({ onOpen }: { onOpen: (code: string) => void }) {
  const list = useBudgets();
  const { hasNextPage, fetchNextPage } = list;
  // A sum is one of all of them.
  useEffect(() => {
    if (hasNextPage) void fetchNextPage();
  }, [hasNextPage, fetchNextPage, list.data]);
  return (
    <Faces of={list} isEmpty={({ pages }) => !pages[0]?.items.length} empty={<Empty title="这里没有社区" />}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        const set = rows.filter(({ points }) => points !== null);
        const over = rows.filter(({ exceeded }) => exceeded).length;
        return (
          <>
            <Card title={`${rows[0]?.year ?? ''}年，${rows.length} 个社区`}>
              <Stats
                figures={[
                  { label: '已发', value: sum(rows, ({ issued }) => issued), unit: '分' },
                  { label: '年度预算', value: sum(set, ({ points }) => points ?? 0), unit: '分' },
                  { label: '还可发放', value: sum(set, ({ left }) => left ?? 0), unit: '分' },
                  ...(over ? [{ label: '超出预算', value: over, unit: '个社区', tone: 'late' as const }] : []),
                ]}
              />
              {set.length < rows.length && <Text className={s.note}>{`${rows.length - set.length} 个社区还没有设置预算。`}</Text>}
            </Card>
            <Card title="各社区（分）">
              <Table
                label="各社区今年发放和预算"
                head={['社区', '已发', '年度预算', '还可发放', '已用']}
                rows={rows.map((row) => [
                  <Button
                    key="open"
                    inline
                    kind="text"
                    size="small"
                    label={`看${row.communityName}的明细`}
                    onPress={() => onOpen(row.communityCode)}
                  >
                    {row.communityName}
                  </Button>,
                  row.issued,
                  row.points ?? '未设置',
                  row.left ?? '—',
                  row.exceeded ? `${used(row)} 超出` : used(row),
                ])}
              />
            </Card>
          </>
        );
      }}
    </Faces>
  );
}
