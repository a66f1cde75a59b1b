import { useState } from 'react';
import { View } from '@tarojs/components';
import {
  MEMBER_STATES,
  MEMBER_STATE_LABELS,
  PARTY_STATES,
  PARTY_STATE_LABELS,
  QUALIFICATION_CODES,
  QUALIFICATION_LABELS,
  SERVICE_CATEGORIES,
  SERVICE_CATEGORY_LABELS,
} from '@linli/shared/members';
import { useArea } from '@/api/areas';
import { useMe } from '@/api/me';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Select } from '@/components/choice';
import { Field } from '@/components/field';
import { SearchField } from '@/components/search-field';
import { Sheet } from '@/components/sheet';
import { widestArea } from '@/lib/roles';
import { NARROWING, chosenLabels, peopleFilter, type ChangePeople, type PeopleKey, type PeopleWords } from '../people-filter';
import s from '../members.module.scss';

const STATES = MEMBER_STATES.map((value) => ({ value, label: MEMBER_STATE_LABELS[value] }));
const PARTY = PARTY_STATES.filter((p) => p !== 'none').map((value) => ({ value, label: PARTY_STATE_LABELS[value] }));
const SKILLS = SERVICE_CATEGORIES.map((value) => ({ value, label: SERVICE_CATEGORY_LABELS[value] }));
const QUALIFICATIONS = QUALIFICATION_CODES.map((value) => ({ value, label: QUALIFICATION_LABELS[value] }));
type Narrowing = (typeof NARROWING)[number];

interface Props {
  words: PeopleWords;
  change: ChangePeople;
}

/** Search, the filter, and what is filtered: each a chip that takes itself away. */
export function PeopleBar({ words, change }: Props) {
  const [open, setOpen] = useState(false);
  const area = useArea(peopleFilter(words).areaCode);
  const labels = chosenLabels(words, area.data?.name);
  const chips = NARROWING.flatMap((k) => (labels[k] ? [{ value: k, label: labels[k], icon: 'x' as const }] : []));
  return (
    <View className={s.chips}>
      <View className={s.pair}>
        <SearchField value={words.q ?? ''} onChange={(q) => change({ q: q || null })} placeholder="姓名，或手机号后四位" />
        <Button
          kind="secondary"
          inline
          icon="filter"
          label={chips.length ? `筛选，已选 ${chips.length} 项` : '筛选'}
          onPress={() => setOpen(true)}
        >
          {chips.length ? `筛选 ${chips.length}` : '筛选'}
        </Button>
      </View>
      {chips.length > 0 && (
        <View className={s.part}>
          <Chips<Narrowing> label="已选条件，点一下去掉" chips={chips} onPress={(k) => change({ [k]: null })} />
        </View>
      )}
      {open && <FilterSheet words={words} change={change} onClose={() => setOpen(false)} />}
    </View>
  );
}

function FilterSheet({ words, change, onClose }: Props & { onClose: () => void }) {
  const me = useMe();
  const within = widestArea(me.data, ['dispatcher', 'auditor']);
  const toggle = (key: PeopleKey) => (value: string) => change({ [key]: words[key] === value ? null : value });
  return (
    <Sheet open title="筛选" onClose={onClose} footer={<Button onPress={onClose}>看结果</Button>}>
      <Field label="状态">
        <Chips label="状态" chips={STATES} value={words.state ?? null} onPress={toggle('state')} />
      </Field>
      <Field label="党员身份">
        <Chips label="党员身份" chips={PARTY} value={words.party ?? null} onPress={toggle('party')} />
      </Field>
      <Field label="会做什么">
        <Chips label="会做什么" chips={SKILLS} value={words.skill ?? null} onPress={toggle('skill')} />
      </Field>
      <Field label="有效资质">
        <Select
          label="有效资质"
          placeholder="不限"
          options={QUALIFICATIONS}
          value={words.qualification ?? null}
          onChange={(qualification) => change({ qualification })}
        />
      </Field>
      <Field label="社区">
        <AreaField
          label="社区"
          placeholder="我负责的全部"
          value={words.area ?? null}
          levels={['district', 'street', 'community']}
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
