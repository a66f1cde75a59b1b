import { MAIN_CLASS_LABELS, REPORT_STATE_LABELS } from '@linli/shared/reports';
import { useArea } from '@/api/areas';
import { useTeam } from '@/api/teams';
import { FilterBar } from '@/components/filter-bar';
import { COLOUR_LABELS, NARROWING, NO_TEAM_LABEL, filterOf, type ChangeWords, type DeskWords } from '../filter';
import { FilterFields } from './filter-fields';

export function DeskFilterBar({ words, change }: { words: DeskWords; change: ChangeWords }) {
  const f = filterOf(words);
  const area = useArea(f.areaCode);
  const team = useTeam(f.teamId);
  const labels = {
    state: f.state && REPORT_STATE_LABELS[f.state],
    category: f.category && (MAIN_CLASS_LABELS[f.category] ?? f.category),
    team: f.withoutTeam ? NO_TEAM_LABEL : f.teamId && (team.data?.name ?? '队伍'),
    area: f.areaCode && (area.data?.name ?? f.areaCode),
    colour: f.colour && COLOUR_LABELS[f.colour],
    order: f.order === 'due' ? '先到期的在前' : f.order && '新的在前',
  };
  return (
    <FilterBar q={words.q} placeholder="内容、地点、编号" keys={NARROWING} labels={labels} change={change}>
      <FilterFields words={words} change={change} />
    </FilterBar>
  );
}
