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
import { Chips } from '@/components/chips';
import { Select } from '@/components/choice';
import { Field } from '@/components/field';
import { FilterBar } from '@/components/filter-bar';
import { widestArea } from '@/lib/roles';
import { NARROWING, chosenLabels, peopleFilter, type ChangePeople, type PeopleKey, type PeopleWords } from '../people-filter';
import s from '../members.module.scss';

const STATES = MEMBER_STATES.map((value) => ({ value, label: MEMBER_STATE_LABELS[value] }));
const PARTY = PARTY_STATES.filter((p) => p !== 'none').map((value) => ({ value, label: PARTY_STATE_LABELS[value] }));
const SKILLS = SERVICE_CATEGORIES.map((value) => ({ value, label: SERVICE_CATEGORY_LABELS[value] }));
const QUALIFICATIONS = QUALIFICATION_CODES.map((value) => ({ value, label: QUALIFICATION_LABELS[value] }));

interface Props {
  words: PeopleWords;
  change: ChangePeople;
}

export function PeopleBar({ words, change }: Props) {
  const area = useArea(peopleFilter(words).areaCode);
  return (
    <View className={s.chips}>
      <FilterBar
        q={words.q}
        placeholder="姓名，或手机号后四位"
        keys={NARROWING}
        labels={chosenLabels(words, area.data?.name)}
        change={change}
      >
        <FilterFields words={words} change={change} />
      </FilterBar>
    </View>
  );
}

/** Pressed again a choice is taken back. */
function FilterFields({ words, change }: Props) {
  const me = useMe();
  const within = widestArea(me.data, ['dispatcher', 'auditor']);
  const toggle = (key: PeopleKey) => (value: string) => change({ [key]: words[key] === value ? null : value });
  return (
    <>
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
    </>
  );
}
