import { useState } from 'react';
import { View } from '@tarojs/components';
import { ORDER_STATES, ORDER_STATE_LABELS, SERVICE_CATEGORIES, SERVICE_CATEGORY_LABELS } from '@linli/shared/orders';
import { useArea } from '@/api/areas';
import { useMe } from '@/api/me';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Field } from '@/components/field';
import { SearchField } from '@/components/search-field';
import { Sheet } from '@/components/sheet';
import { widestArea } from '@/lib/roles';
import { NARROWING, filterOf, narrowed, type ChangeWords, type DeskKey, type DeskWords } from '../filter';
import s from '../desk.module.scss';

type Narrowing = (typeof NARROWING)[number];
const STATES = ORDER_STATES.map((value) => ({ value, label: ORDER_STATE_LABELS[value] }));
const CATEGORIES = SERVICE_CATEGORIES.map((value) => ({ value, label: SERVICE_CATEGORY_LABELS[value] }));

interface Props {
  words: DeskWords;
  change: ChangeWords;
}

/** Search, the filter, and what is filtered: each a chip that takes itself away. */
export function FilterBar({ words, change }: Props) {
  const [open, setOpen] = useState(false);
  const f = filterOf(words);
  const area = useArea(f.areaCode);
  const labels: Record<Narrowing, string | undefined> = {
    state: f.state && ORDER_STATE_LABELS[f.state],
    category: f.category && SERVICE_CATEGORY_LABELS[f.category],
    area: f.areaCode && (area.data?.name ?? f.areaCode),
  };
  const chips = NARROWING.flatMap((k) => (labels[k] ? [{ value: k, label: labels[k], icon: 'x' as const }] : []));
  const n = narrowed(words);
  return (
    <View>
      <View className={s.searchLine}>
        <SearchField value={words.q ?? ''} onChange={(q) => change({ q: q || null })} placeholder="服务、编号" />
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

/** Each choice counts at once; pressed again it is taken back. */
function FilterSheet({ words, change, onClose }: Props & { onClose: () => void }) {
  const me = useMe();
  const within = widestArea(me.data, ['dispatcher', 'auditor']);
  const toggle = (key: DeskKey) => (value: string) => change({ [key]: words[key] === value ? null : value });
  return (
    <Sheet open title="筛选" onClose={onClose} footer={<Button onPress={onClose}>看结果</Button>}>
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
      <Button kind="text" onPress={() => change(Object.fromEntries(NARROWING.map((k) => [k, null])))}>
        全部清除
      </Button>
    </Sheet>
  );
}
