import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { SheetState } from '@linli/shared/rewards';
import type { OwedView, SheetView } from '@linli/shared/rewards-sheets.dto';
import { saveSheet, useSheetLines } from '@/api/rewards-sheets';
import { classes } from '@/lib/classes';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { signed } from '@/lib/signed';
import { msOf, sayTime } from '@/lib/times';
import { Button } from '../button';
import { Card, Title } from '../card';
import { Facts } from '../facts';
import { Empty } from '../faces';
import type { IconName } from '../icon';
import { List } from '../list';
import { Stats } from '../stat';
import { StateTag, type Tone } from '../state-tag';
import s from './settlement.module.scss';

const LOOKS: Record<SheetState, [Tone, IconName]> = {
  mismatch: ['late', 'triangle-alert'],
  closed: ['due', 'hourglass'],
  handled: ['done', 'circle-check'],
};

/** What a community owes: sheets that wait, and what has been used since. */
export function Owed({ owed }: { owed: OwedView }) {
  return (
    <Card>
      <Stats
        figures={[
          { label: '待结算合计', value: owed.totalPoints, unit: '积分' },
          {
            label: owed.sheets ? `${owed.sheets} 张单待处理` : '待处理',
            value: owed.sheetPoints,
            unit: '积分',
            tone: owed.sheets ? 'due' : 'plain',
          },
          { label: '还没出单', value: owed.runningPoints, unit: '积分' },
          ...(owed.mismatches ? [{ label: '核对不符', value: owed.mismatches, unit: '张', tone: 'late' as const }] : []),
        ]}
      />
    </Card>
  );
}

interface SheetCardProps {
  sheet: SheetView;
  /** Where many shops stand in one list. */
  shopFirst?: boolean;
  onPress: () => void;
}

/** One sheet of a list. */
export function SheetCard({ sheet, shopFirst, onPress }: SheetCardProps) {
  const [tone, icon] = LOOKS[sheet.state];
  return (
    <Card
      title={shopFirst ? sheet.shopName : sheet.monthLabel}
      aside={<StateTag tone={tone} icon={icon} word={sheet.stateLabel} />}
      onPress={onPress}
      label={`${sheet.shopName}${sheet.monthLabel}，${sheet.points} 积分，${sheet.stateLabel}`}
    >
      <View className={s.head}>
        <Text className={s.second}>{shopFirst ? sheet.monthLabel : sheet.shopName}</Text>
        <Text className={classes(s.figure, sheet.points < 0 && s.minus)}>{`${sheet.points} 积分`}</Text>
      </View>
      <Text className={s.second}>{`兑换 ${sheet.redeemed} 笔${sheet.refunded ? `，退回 ${sheet.refunded} 笔` : ''}`}</Text>
    </Card>
  );
}

/** The whole sheet: sums, every line, and the files. */
export function SheetBody({ sheet }: { sheet: SheetView }) {
  const lines = useSheetLines(sheet.id);
  const [saving, setSaving] = useState<'xlsx' | 'pdf' | null>(null);
  const [tone, icon] = LOOKS[sheet.state];
  const now = serverNow();
  const save = (format: 'xlsx' | 'pdf') => {
    setSaving(format);
    saveSheet(sheet, format)
      .then((words) => say(words, 'done'))
      .catch((e: Error) => say(e.message, 'late'))
      .finally(() => setSaving(null));
  };
  const file = (format: 'xlsx' | 'pdf', words: string) => (
    <View className={s.file}>
      <Button kind="secondary" icon="download" pending={saving === format} onPress={() => save(format)}>
        {words}
      </Button>
    </View>
  );
  return (
    <>
      <Card>
        <View className={s.head}>
          <Title>{`${sheet.shopName} ${sheet.monthLabel}`}</Title>
          <StateTag tone={tone} icon={icon} word={sheet.stateLabel} />
        </View>
        <Facts
          facts={[
            ['合计', `${sheet.points} 积分`],
            ['兑换', `${sheet.redeemed} 笔，${sheet.redeemedPoints} 积分`],
            ['退回', sheet.refunded ? `${sheet.refunded} 笔，${sheet.refundedPoints} 积分` : null],
            ['账本', sheet.state === 'mismatch' ? `${sheet.ledgerPoints} 积分，与明细不一致，请联系管理员核对` : null],
            ['签约社区', sheet.communityName],
            ['出单', sheet.closedAt && sayTime(msOf(sheet.closedAt), now)],
            ['处理', sheet.handledAt && `${sayTime(msOf(sheet.handledAt), now)}：${sheet.handledNote ?? ''}`],
          ]}
        />
        {sheet.state !== 'mismatch' && (
          <View className={s.files}>
            {file('xlsx', '下载表格')}
            {file('pdf', '下载 PDF')}
          </View>
        )}
      </Card>
      <Card title="明细">
        <List of={lines} keyOf={(line) => `${line.voucherId} ${line.points}`} empty={<Empty title="这个月没有明细" />}>
          {(line) => (
            <View className={s.line}>
              <View className={s.words}>
                <Text>{line.points < 0 ? `退回：${line.title}` : line.title}</Text>
                <Text className={s.second}>{`${line.voucherNo} · ${sayTime(msOf(line.at), now)}`}</Text>
              </View>
              <Text className={classes(s.figure, line.points < 0 && s.minus)}>{signed(line.points)}</Text>
            </View>
          )}
        </List>
      </Card>
    </>
  );
}
