import { CLOCK_COLOURS, MAIN_CLASS_LABELS, REPORT_STATES, REPORT_STATE_LABELS } from '@linli/shared/reports';
import { useMe } from '@/api/me';
import { useTeams } from '@/api/teams';
import { AreaField } from '@/components/area-field';
import { Chips } from '@/components/chips';
import { Select } from '@/components/choice';
import { Field } from '@/components/field';
import { widestArea } from '@/lib/roles';
import { COLOUR_LABELS, NO_TEAM, NO_TEAM_LABEL, type ChangeWords, type DeskKey, type DeskWords } from '../filter';

const COLOURS = CLOCK_COLOURS.map((value) => ({ value, label: COLOUR_LABELS[value] }));
const STATES = REPORT_STATES.map((value) => ({ value, label: REPORT_STATE_LABELS[value] }));
const CLASSES = Object.entries(MAIN_CLASS_LABELS).map(([value, label]) => ({ value, label }));
const ORDERS = [
  { value: 'due', label: '先到期的在前' },
  { value: 'newest', label: '新的在前' },
];
export const DESK_ROLES = ['dispatcher', 'grid_leader', 'street_chief', 'auditor'] as const;

interface Props {
  words: DeskWords;
  change: ChangeWords;
}

/** Each choice counts at once; pressed again it is taken back. */
export function FilterFields({ words, change }: Props) {
  const me = useMe();
  const within = widestArea(me.data, DESK_ROLES);
  const teams = useTeams({ areaCode: words.area ?? within });
  const options = [
    { value: NO_TEAM, label: NO_TEAM_LABEL },
    ...(teams.data?.pages ?? []).flatMap((p) => p.items).map((t) => ({ value: t.id, label: t.name, note: t.areaName })),
  ];
  const toggle = (key: DeskKey) => (value: string) => change({ [key]: words[key] === value ? null : value });
  return (
    <>
      <Field label="时限">
        <Chips label="时限" chips={COLOURS} value={words.colour ?? null} onPress={toggle('colour')} />
      </Field>
      <Field label="状态">
        <Chips label="状态" chips={STATES} value={words.state ?? null} onPress={toggle('state')} />
      </Field>
      <Field label="区域">
        <AreaField
          label="区域"
          placeholder="我负责的全部"
          value={words.area ?? null}
          within={within}
          clearable
          onChange={(area) => change({ area })}
        />
      </Field>
      <Field label="队伍">
        <Select label="队伍" placeholder="全部队伍" options={options} value={words.team ?? null} onChange={(team) => change({ team })} />
      </Field>
      <Field label="大类">
        <Chips label="大类" chips={CLASSES} value={words.category ?? null} onPress={toggle('category')} />
      </Field>
      <Field label="顺序">
        <Chips label="顺序" chips={ORDERS} value={words.order ?? null} onPress={toggle('order')} />
      </Field>
    </>
  );
}
