import type { ReactNode } from 'react';
import { Text, View } from '@tarojs/components';
import { PRIORITY_LABELS, REPORT_STATE_LABELS } from '@linli/shared/reports';
import type { ReportCardView } from '@linli/shared/reports.dto';
import { Button } from '@/components/button';
import { ErrorFace, Skeleton } from '@/components/faces';
import type { Paged } from '@/components/list';
import { Tap } from '@/components/tap';
import { classes } from '@/lib/classes';
import { clockWords } from '@/lib/clock-words';
import { copyText, toTsv } from '@/lib/copy';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import s from '../table.module.scss';

interface Column {
  name: string;
  of: (r: ReportCardView, now: number) => string;
}

const stamp = (iso: string) => new Date(msOf(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const clockText = (r: ReportCardView, now: number) => {
  if (!r.clock) return '';
  const { how, by } = clockWords(r.clock, now);
  return `${how} · ${by}`;
};

const COLUMNS: readonly Column[] = [
  { name: '编号', of: (r) => r.caseNo ?? '' },
  { name: '状态', of: (r) => REPORT_STATE_LABELS[r.state] },
  { name: '类别', of: (r) => r.categoryName },
  { name: '地点', of: (r) => r.placeText },
  { name: '内容', of: (r) => r.description ?? '' },
  { name: '队伍', of: (r) => r.teamName ?? '' },
  { name: '经办', of: (r) => r.handlerName ?? '' },
  { name: '时限', of: clockText },
  { name: '上报时间', of: (r, now) => sayTime(msOf(r.createdAt), now) },
  { name: '备注', of: (r) => r.marks.join('、') },
];
/** On paper and in other programs “今天” means nothing: whole dates there. */
const COPIED: readonly Column[] = [
  ...COLUMNS.filter((c) => c.name !== '上报时间' && c.name !== '时限'),
  { name: '轻重缓急', of: (r) => PRIORITY_LABELS[r.priority] },
  { name: '上报时间', of: (r) => stamp(r.createdAt) },
  { name: '到期时间', of: (r) => (r.clock ? stamp(r.clock.dueAt) : '') },
  { name: '是否超时', of: (r) => (r.clock?.everLate ? '是' : '') },
];

interface Props {
  list: Paged<ReportCardView>;
  empty: ReactNode;
  onOpen: (id: string) => void;
}

/** All that is loaded, as a table that can be taken along. */
export function CaseTable({ list, empty, onOpen }: Props) {
  const now = useNow();
  if (!list.data) return list.error ? <ErrorFace error={list.error} onRetry={() => void list.refetch()} /> : <Skeleton rows={6} />;
  const rows = list.data.pages.flatMap((p) => p.items);
  if (!rows.length) return <>{empty}</>;
  const copy = () =>
    void copyText(
      toTsv([COPIED.map((c) => c.name), ...rows.map((r) => COPIED.map((c) => c.of(r, now)))]),
      `已复制 ${rows.length} 行，可以粘贴到表格里`,
    );
  return (
    <View className={s.place}>
      <View className={s.bar}>
        <Text className={s.count}>{`${rows.length} 行${list.hasNextPage ? '，还有更多' : ''}`}</Text>
        <Button kind="secondary" size="small" icon="copy" inline onPress={copy}>
          复制表格
        </Button>
      </View>
      <View className={s.scroll}>
        <View className={s.table} ariaRole="table">
          <View className={s.headRow} ariaRole="row">
            {COLUMNS.map((c) => (
              <Text key={c.name} className={s.headCell} ariaRole="columnheader">
                {c.name}
              </Text>
            ))}
          </View>
          {rows.map((r) => (
            <View key={r.id} className={s.row} ariaRole="row" onClick={() => onOpen(r.id)}>
              {COLUMNS.map((c, i) => (
                <View key={c.name} className={classes(s.cell, i === 0 && s.first)} ariaRole="cell">
                  {i === 0 ? (
                    <Tap label={`打开 ${r.caseNo ?? r.categoryName}`} onPress={() => onOpen(r.id)}>
                      <Text className={s.open}>{c.of(r, now)}</Text>
                    </Tap>
                  ) : (
                    <Text>{c.of(r, now)}</Text>
                  )}
                </View>
              ))}
            </View>
          ))}
        </View>
        {list.hasNextPage && (
          <Button kind="text" pending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            再取一页
          </Button>
        )}
      </View>
    </View>
  );
}
