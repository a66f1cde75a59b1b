import { useState } from 'react';
import { View } from '@tarojs/components';
import { MAIN_CLASS_LABELS, REPORT_STATE_LABELS } from '@linli/shared/reports';
import { useArea } from '@/api/areas';
import { useTeam } from '@/api/teams';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { SearchField } from '@/components/search-field';
import { COLOUR_LABELS, NARROWING, NO_TEAM_LABEL, filterOf, narrowed, type ChangeWords, type DeskWords } from '../filter';
import { FilterSheet } from './filter-sheet';
import s from '../desk.module.scss';

type Narrowing = (typeof NARROWING)[number];

/** Search, the filter, and what is filtered: each a chip that takes itself away. */
export function FilterBar({ words, change }: { words: DeskWords; change: ChangeWords }) {
  const [open, setOpen] = useState(false);
  const f = filterOf(words);
  const area = useArea(f.areaCode);
  const team = useTeam(f.teamId);
  const labels: Record<Narrowing, string | undefined> = {
    state: f.state && REPORT_STATE_LABELS[f.state],
    category: f.category && (MAIN_CLASS_LABELS[f.category] ?? f.category),
    team: f.withoutTeam ? NO_TEAM_LABEL : f.teamId && (team.data?.name ?? '队伍'),
    area: f.areaCode && (area.data?.name ?? f.areaCode),
    colour: f.colour && COLOUR_LABELS[f.colour],
    order: f.order === 'due' ? '先到期的在前' : f.order && '新的在前',
  };
  const chips = NARROWING.flatMap((k) => (labels[k] ? [{ value: k, label: labels[k], icon: 'x' as const }] : []));
  const n = narrowed(words);
  return (
    <View>
      <View className={s.searchLine}>
        <SearchField value={words.q ?? ''} onChange={(q) => change({ q: q || null })} placeholder="内容、地点、编号" />
        <Button kind="secondary" inline icon="filter" label={n ? `筛选，已选 ${n} 项` : '筛选'} onPress={() => setOpen(true)}>
          {n ? `筛选 ${n}` : '筛选'}
        </Button>
      </View>
      {chips.length > 0 && (
        <View className={s.chosen}>
          <Chips<Narrowing> label="已选条件，点一下去掉" chips={chips} onPress={(k) => change({ [k]: null })} />
        </View>
      )}
      {open && <FilterSheet words={words} change={change} onClose={() => setOpen(false)} />}
    </View>
  );
}
