import { ORDER_STATES, ORDER_STATE_LABELS, SERVICE_CATEGORIES, SERVICE_CATEGORY_LABELS } from '@linli/shared/orders';
import { useArea } from '@/api/areas';
import { useMe } from '@/api/me';
import { AreaField } from '@/components/area-field';
import { Chips } from '@/components/chips';
import { Field } from '@/components/field';
import { FilterBar } from '@/components/filter-bar';
import { widestArea } from '@/lib/roles';
import { NARROWING, filterOf, type ChangeWords, type DeskKey, type DeskWords } from '../filter';

const STATES = ORDER_STATES.map((value) => ({ value, label: ORDER_STATE_LABELS[value] }));
const CATEGORIES = SERVICE_CATEGORIES.map((value) => ({ value, label: SERVICE_CATEGORY_LABELS[value] }));

interface Props {
  words: DeskWords;
  change: ChangeWords;
}

export function DeskFilterBar({ words, change }: Props) {
  const f = filterOf(words);
  const area = useArea(f.areaCode);
  const labels = {
    state: f.state && ORDER_STATE_LABELS[f.state],
    category: f.category && SERVICE_CATEGORY_LABELS[f.category],
    area: f.areaCode && (area.data?.name ?? f.areaCode),
  };
  return (
    <FilterBar q={words.q} placeholder="服务、编号" keys={NARROWING} labels={labels} change={change}>
      <FilterFields words={words} change={change} />
    </FilterBar>
  );
}

/** Pressed again a choice is taken back. */
function FilterFields({ words, change }: Props) {
  const me = useMe();
  const within = widestArea(me.data, ['dispatcher', 'auditor']);
  const toggle = (key: DeskKey) => (value: string) => change({ [key]: words[key] === value ? null : value });
  return (
    <>
      <Field label="状态">
        <Chips label="状态" chips={STATES} value={words.state ?? null} onPress={toggle('state')} />
      </Field>
      <Field label="类别">
        <Chips label="类别" chips={CATEGORIES} value={words.category ?? null} onPress={toggle('category')} />
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
    </>
  );
}
