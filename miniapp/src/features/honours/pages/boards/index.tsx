import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { areaAt } from '@linli/shared/areas';
import { CONSENT_LABELS } from '@linli/shared/accounts';
import {
  BOARD_LEVELS,
  BOARD_MEASURE_LABELS,
  BOARD_MEASURES,
  BOARD_PERIOD_LABELS,
  BOARD_PERIODS,
  type BoardLevel,
  type BoardMeasure,
  type BoardPeriod,
} from '@linli/shared/timebank-honours';
import type { BoardView } from '@linli/shared/timebank-honours.dto';
import { useBoard } from '@/api/honours';
import { useMe, useSetConsent } from '@/api/me';
import { queryClient } from '@/api/query-client';
import { usePersonId } from '@/api/session';
import { CommunityPicker } from '@/components/area-picker';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { Chips } from '@/components/chips';
import { ToggleRow } from '@/components/choice';
import { Empty, Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Tabs } from '@/components/tabs';
import { classes } from '@/lib/classes';
import { say } from '@/lib/say';
import { gapsOf, scoreText } from '../../words';
import s from '../../honours.module.scss';

const MEASURES = BOARD_MEASURES.map((value) => ({ value, label: BOARD_MEASURE_LABELS[value] }));
const PERIODS = BOARD_PERIODS.map((value) => ({ value, label: BOARD_PERIOD_LABELS[value] }));
const LEVEL_LABELS: Record<BoardLevel, string> = { community: '本社区', street: '本街道', district: '全区' };
const LEVELS = BOARD_LEVELS.map((value) => ({ value, label: LEVEL_LABELS[value] }));

/** Who served most, of those who agreed to stand here; my own rank always, at the bottom. */
export default function Boards() {
  const personId = usePersonId();
  const me = useMe();
  const [measure, setMeasure] = useState<BoardMeasure>('hours');
  const [period, setPeriod] = useState<BoardPeriod>('month');
  const [level, setLevel] = useState<BoardLevel>('community');
  const [picked, setPicked] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  const home = picked ?? me.data?.homeCommunityCode ?? null;
  const board = useBoard({ areaCode: (home && areaAt(home, level)) ?? undefined, period, measure });
  if (!personId)
    return (
      <Screen title="排行榜">
        <SignInCard text="登录后看排行榜和您的名次。" />
      </Screen>
    );
  return (
    <Screen title="排行榜" footer={board.data && <Mine of={board.data} />}>
      <Tabs tabs={MEASURES} value={measure} onChange={setMeasure} />
      <View className={s.filters}>
        <Chips line label="时段" chips={PERIODS} value={period} onPress={setPeriod} />
        <Chips line label="范围" chips={LEVELS} value={level} onPress={setLevel} />
      </View>
      {me.data && !home ? (
        <Card>
          <Empty title="先选一个社区" text="选好以后，就能看到社区、街道和全区的排行。" />
          <Button onPress={() => setChoosing(true)}>选社区</Button>
        </Card>
      ) : (
        <Faces of={board}>{(view) => <Listed of={view} />}</Faces>
      )}
      <Agreement />
      <CommunityPicker
        open={choosing}
        title="看哪个社区的"
        onClose={() => setChoosing(false)}
        onPick={({ code }) => {
          setChoosing(false);
          setPicked(code);
        }}
      />
    </Screen>
  );
}

function Listed({ of: view }: { of: BoardView }) {
  const gaps = gapsOf(view.items.map(({ rank }) => rank));
  return (
    <Card title={`${view.areaText} · ${view.periodText}`} flush>
      {view.items.length === 0 && <Empty title="榜上还没有人" text="愿意上榜的邻居有了服务记录，就会出现在这里。" />}
      {view.items.map(({ rank, name, score, me }, i) => (
        <View key={`${rank}-${i}`}>
          {Boolean(gaps[i]) && <Text className={s.gap}>{`${gaps[i]} 位邻居没有上榜`}</Text>}
          <View className={classes(s.line, me && s.mine)}>
            <Text className={classes(s.rank, rank <= 3 && s.first)} ariaLabel={`第 ${rank} 名`}>
              {rank}
            </Text>
            <Text className={s.name}>{me ? `${name}（我）` : name}</Text>
            <Text className={s.score}>{scoreText(view.measure, score)}</Text>
          </View>
        </View>
      ))}
    </Card>
  );
}

function Mine({ of: { mine, measure } }: { of: BoardView }) {
  return (
    <View className={s.footWords}>
      <Text className={s.footRank}>{mine.rank === null ? '我：还没有名次' : `我：第 ${mine.rank} 名`}</Text>
      <Text>{mine.rank === null ? '这段时间还没有记录' : scoreText(measure, mine.score)}</Text>
    </View>
  );
}

function Agreement() {
  const me = useMe();
  const set = useSetConsent();
  const consent = me.data?.consents.find(({ purpose }) => purpose === 'leaderboard');
  if (!consent) return null;
  const change = (granted: boolean) =>
    set.mutate(
      { purpose: 'leaderboard', granted },
      {
        onSuccess: () => {
          void queryClient.invalidateQueries({ queryKey: ['honours', 'board'] });
          say(granted ? '已上榜，谢谢您做榜样' : '已下榜，别人不再看到您', 'done');
        },
        onError: (e) => say(e.message, 'late'),
      },
    );
  return (
    <Card>
      <ToggleRow
        title="我愿意上榜"
        note={CONSENT_LABELS.leaderboard.text}
        on={consent.granted}
        disabled={set.isPending}
        onChange={change}
      />
      <Second>名次按所有人算，不上榜的也算在内；时长、积分一样的并列。转赠、退回和发放的积分不算。</Second>
    </Card>
  );
}
