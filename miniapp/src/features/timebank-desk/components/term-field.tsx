import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { RELATION_LABELS, RELATIONS } from '@linli/shared/members';
import { type PolicyField, STAR_BENEFIT_MAX, STAR_HOURS_MAX } from '@linli/shared/policy-fields';
import { type PolicyTerms, PUBLIC_SERVANT_MODE_LABELS, PUBLIC_SERVANT_MODES } from '@linli/shared/timebank-policy';
import { STAR_LABELS, STARS_MAX } from '@linli/shared/timebank';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Options, ToggleRow } from '@/components/choice';
import { Field, Input } from '@/components/field';
import s from '../policies.module.scss';

interface Props {
  field: PolicyField;
  terms: PolicyTerms;
  error: string | null;
  onChange: (part: Partial<PolicyTerms>) => void;
}

/** One key of the rules, in the way it is thought of: a number with its unit, no limit, a choice, the ladder of stars. */
export function TermField({ field: f, terms, error, onChange }: Props) {
  switch (f.kind) {
    case 'number': {
      const value = terms[f.key];
      const range = `${f.min}–${f.max} ${f.unit}`;
      const hint = value === 0 && f.off ? f.off : [f.hint, f.off ? `0 为${f.off}` : null, range].filter(Boolean).join('；');
      return (
        <Field label={f.label} hint={hint} error={error}>
          <Figure label={f.label} unit={f.unit} min={f.min} max={f.max} value={value} onChange={(n) => onChange({ [f.key]: n })} />
        </Field>
      );
    }
    case 'limit': {
      const value = terms[f.key];
      return (
        <View>
          <ToggleRow
            title={f.label}
            note={value === null ? '现在不限' : f.hint}
            on={value !== null}
            onChange={(on) => onChange({ [f.key]: on ? Math.min(f.max, Math.max(f.min, 100)) : null })}
          />
          {value !== null && (
            <Field label={`上限（${f.unit}）`} hint={`${f.min}–${f.max} ${f.unit}`} error={error}>
              <Figure label={f.label} unit={f.unit} min={f.min} max={f.max} value={value} onChange={(n) => onChange({ [f.key]: n })} />
            </Field>
          )}
        </View>
      );
    }
    case 'switch':
      return <ToggleRow title={f.label} note={f.hint} on={terms[f.key]} onChange={(on) => onChange({ [f.key]: on })} />;
    case 'servants':
      return (
        <Field label={f.label} error={error}>
          <Options
            options={PUBLIC_SERVANT_MODES.map((value) => ({ value, label: PUBLIC_SERVANT_MODE_LABELS[value] }))}
            value={terms.publicServants}
            onChange={(publicServants) => onChange({ publicServants })}
          />
        </Field>
      );
    case 'relations':
      return (
        <Field label={f.label} hint={f.hint} error={error}>
          <Chips
            label={f.label}
            chips={RELATIONS.map((value) => ({ value, label: RELATION_LABELS[value] }))}
            value={terms.giftRelations}
            onPress={(one) =>
              onChange({
                giftRelations: terms.giftRelations.includes(one)
                  ? terms.giftRelations.filter((r) => r !== one)
                  : [...terms.giftRelations, one],
              })
            }
          />
        </Field>
      );
    case 'hours':
      return <Stars terms={terms} error={error} onChange={onChange} />;
    case 'benefits':
      return null;
  }
}

/** Hours and benefit of each star; the ladder may be shorter than five. */
function Stars({ terms: { starHours, starBenefits }, error, onChange }: Pick<Props, 'terms' | 'error' | 'onChange'>) {
  const set = <V,>(list: readonly V[], i: number, value: V): V[] => list.map((old, k) => (k === i ? value : old));
  const last = starHours.length - 1;
  return (
    <View>
      {starHours.map((hours, i) => (
        <Field key={i} label={`${STAR_LABELS[i + 1] ?? ''}：累计小时和礼遇`} error={i === 0 ? error : null}>
          <Figure
            label={`${STAR_LABELS[i + 1] ?? ''}小时`}
            unit="小时"
            min={1}
            max={STAR_HOURS_MAX}
            value={hours}
            onChange={(n) => onChange({ starHours: set(starHours, i, n) })}
          />
          <View className={s.benefit}>
            <Input
              label={`${STAR_LABELS[i + 1] ?? ''}礼遇`}
              value={starBenefits[i] ?? ''}
              maxLength={STAR_BENEFIT_MAX}
              onChange={(text) => onChange({ starBenefits: set(starBenefits, i, text) })}
            />
          </View>
        </Field>
      ))}
      <View className={s.ways}>
        {last > 0 && (
          <Button
            kind="secondary"
            size="small"
            inline
            onPress={() => onChange({ starHours: starHours.slice(0, last), starBenefits: starBenefits.slice(0, last) })}
          >
            减一级
          </Button>
        )}
        {starHours.length < STARS_MAX && (
          <Button
            kind="secondary"
            size="small"
            inline
            onPress={() => onChange({ starHours: [...starHours, (starHours[last] ?? 0) + 100], starBenefits: [...starBenefits, '无'] })}
          >
            加一级
          </Button>
        )}
      </View>
    </View>
  );
}

interface FigureProps {
  label: string;
  unit: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}
/** A whole number with its unit. What is being typed may be out of bounds; what is kept is not. */
function Figure({ label, unit, value, min, max, onChange }: FigureProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && Number(typed) !== value;
  const change = (text: string) => {
    const digits = text.replace(/\D/g, '');
    setTyped(digits);
    const n = Number(digits);
    if (digits !== '' && n >= min && n <= max) onChange(n);
  };
  return (
    <View>
      <View className={s.numberLine}>
        <View className={s.number}>
          <Input kind="digits" label={label} value={typed ?? String(value)} maxLength={6} invalid={wrong} onChange={change} />
        </View>
        <Text className={s.unit}>{unit}</Text>
      </View>
      {wrong && <Text className={s.stale}>{`请填 ${min}–${max}，现在仍按 ${value} 算`}</Text>}
    </View>
  );
}
