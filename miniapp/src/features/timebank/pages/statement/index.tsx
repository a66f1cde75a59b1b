import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useDidShow, useRouter } from '@tarojs/taro';
import { monthText, STATEMENT_SHAPE_LABELS, type StatementDirection } from '@linli/shared/timebank-wallet';
import type { StatementLineView, StatementMonthView } from '@linli/shared/timebank-wallet.dto';
import { usePersonId } from '@/api/session';
import { saveStatement, useStatement, useStatementMonths } from '@/api/timebank-wallet';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { Select } from '@/components/choice';
import { Empty } from '@/components/faces';
import { Facts } from '@/components/facts';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { Sheet } from '@/components/sheet';
import { SignInCard } from '@/components/sign-in-card';
import { Stats } from '@/components/stat';
import { Tools } from '@/components/tools';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { sayFullDate } from '@/lib/times';
import { StatementLine } from '../../components/line';
import { LINK_PATHS, PATHS } from '../../paths';
import { changeText } from '../../words';
import s from '../../points.module.scss';

type Show = 'all' | StatementDirection;
const SHOWS: { value: StatementDirection; label: string }[] = [
  { value: 'in', label: '收入' },
  { value: 'out', label: '支出' },
];
const EVER = 'ever';

/** Every point that came and went, month by month. */
export default function Statement() {
  const personId = usePersonId();
  const months = useStatementMonths();
  const [month, setMonth] = useState<string>(EVER);
  const [show, setShow] = useState<Show>('all');
  const [pressed, setLine] = useState<StatementLineView | null>(null);
  // A message leads to the line it speaks of.
  const [asked, setAsked] = useState(useRouter().params.line ?? null);
  const lines = useStatement({ ...(month === EVER ? {} : { month }), ...(show === 'all' ? {} : { direction: show }) });
  const line = pressed ?? lines.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === asked) ?? null;
  const close = () => {
    setLine(null);
    setAsked(null);
  };
  useDidShow(() => {
    if (personId) void lines.refetch({ cancelRefetch: false });
  });
  if (!personId)
    return (
      <Screen title="积分明细">
        <SignInCard text="登录后能看到您的每一笔积分" />
      </Screen>
    );
  const known = months.data ?? [];
  const chosen = known.find((one) => one.month === month);
  const shown = lines.data?.pages.flatMap((page) => page.items) ?? [];
  const monthAt = (index: number) => shown[index]?.day.slice(0, 7);
  return (
    <Screen title="积分明细">
      {known.length > 0 && (
        <Tools>
          <View className={s.toolsWide}>
            <Select
              label="月份"
              options={[
                { value: EVER, label: '全部月份' },
                ...known.map((one) => ({ value: one.month, label: monthText(one.month), note: sumsOf(one) })),
              ]}
              value={month}
              onChange={setMonth}
            />
          </View>
          <Chips
            label="收支"
            chips={SHOWS}
            value={show === 'all' ? null : show}
            onPress={(one) => setShow((now) => (now === one ? 'all' : one))}
          />
        </Tools>
      )}
      {chosen && <MonthCard month={chosen} />}
      <List
        key={`${month}${show}`}
        of={lines}
        keyOf={(one) => one.id}
        empty={
          known.length > 0 ? (
            <Empty title={show === 'out' ? '这段时间没有支出' : '这段时间没有收入'} text="换个月份看看" />
          ) : (
            <Empty title="还没有积分记录" text="帮邻居一次忙，确认后积分就到账" drawing="street">
              <Button inline icon="hand-heart" onPress={() => go('/features/tasks/pages/hall/index')}>
                去看看谁需要帮忙
              </Button>
            </Empty>
          )
        }
      >
        {(one, i) => {
          const first = monthAt(i) !== monthAt(i - 1);
          return (
            <>
              {first && !chosen && <MonthHead month={one.day.slice(0, 7)} known={known} />}
              <StatementLine line={one} first={first} last={monthAt(i) !== monthAt(i + 1)} onPress={() => setLine(one)} />
            </>
          );
        }}
      </List>
      {line && <LineSheet line={line} onClose={close} />}
    </Screen>
  );
}

const sumsOf = (one: StatementMonthView) => `收入 ${one.in} · 支出 ${one.out}`;

function MonthHead({ month, known }: { month: string; known: StatementMonthView[] }) {
  const sums = known.find((one) => one.month === month);
  return (
    <View className={s.month}>
      <Text className={s.monthName}>{monthText(month)}</Text>
      {sums && <Text className={s.quiet}>{sumsOf(sums)}</Text>}
    </View>
  );
}

function MonthCard({ month }: { month: StatementMonthView }) {
  const [busy, setBusy] = useState<'xlsx' | 'pdf' | null>(null);
  const save = (format: 'xlsx' | 'pdf') => {
    setBusy(format);
    saveStatement(month.month, month.month, format)
      .then((words) => say(words, 'done'))
      .catch((e: Error) => say(e.message, 'late'))
      .finally(() => setBusy(null));
  };
  return (
    <Card>
      <Stats
        figures={[
          { label: '收入', value: month.in, unit: '分', tone: 'done' },
          { label: '支出', value: month.out, unit: '分' },
          { label: '月末余额', value: month.balance, unit: '分' },
        ]}
      />
      <View className={s.files}>
        <Button
          kind="secondary"
          size="small"
          icon="download"
          inline
          pending={busy === 'pdf'}
          disabled={busy !== null}
          onPress={() => save('pdf')}
        >
          存对账单（PDF）
        </Button>
        <Button
          kind="secondary"
          size="small"
          icon="table-2"
          inline
          pending={busy === 'xlsx'}
          disabled={busy !== null}
          onPress={() => save('xlsx')}
        >
          存表格
        </Button>
      </View>
      <Text className={s.quiet}>对账单带编号和校验码，别人扫码能核验合计，看不到您的姓名。</Text>
    </Card>
  );
}

function LineSheet({ line, onClose }: { line: StatementLineView; onClose: () => void }) {
  const path = line.link && LINK_PATHS[line.link.type];
  return (
    <Sheet
      open
      title={line.reasonText}
      onClose={onClose}
      footer={
        path && line.link ? (
          <Button
            onPress={() => {
              onClose();
              go(path, { id: line.link?.id });
            }}
          >
            看详情
          </Button>
        ) : line.reason === 'donate' ? (
          <Button kind="secondary" onPress={() => go(PATHS.wallet)}>
            回到我的积分
          </Button>
        ) : undefined
      }
    >
      <Facts
        facts={[
          ['说明', line.title],
          ['变动', `${changeText(line)} 分`],
          ['状态', STATEMENT_SHAPE_LABELS[line.shape]],
          ['日期', sayFullDate(line.day)],
          ['此后余额', line.balanceAfter === null ? null : `${line.balanceAfter} 分`],
          ['提醒', line.shape === 'held' ? '使用后才会扣除；取消或过期会全部退还' : null],
        ]}
      />
    </Sheet>
  );
}
