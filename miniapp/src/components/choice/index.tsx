import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { Icon } from '../icon';
import { PickField } from '../pick-field';
import { Sheet } from '../sheet';
import { Tap } from '../tap';
import s from './choice.module.scss';

export interface Option<V extends string = string> {
  value: V;
  label: string;
  note?: string;
  disabled?: boolean;
}

/** On or off. */
export function Toggle({
  on,
  onChange,
  label,
  disabled,
}: {
  on: boolean;
  onChange: (on: boolean) => void;
  label: string;
  disabled?: boolean;
}) {
  return (
    <Tap role="switch" checked={on} label={label} disabled={disabled} className={s.togglePlace} onPress={() => onChange(!on)}>
      <View className={classes(s.track, on && s.trackOn)}>
        <View className={classes(s.knob, on && s.knobOn)} />
      </View>
    </Tap>
  );
}

interface ToggleRowProps {
  title: string;
  note?: string;
  on: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
}

/** A whole line that switches: easier to hit than the knob. */
export function ToggleRow({ title, note, on, onChange, disabled }: ToggleRowProps) {
  return (
    <Tap role="switch" checked={on} label={title} disabled={disabled} onPress={() => onChange(!on)}>
      <View className={s.row}>
        <View className={s.words}>
          <Text className={s.name}>{title}</Text>
          {note && <Text className={s.note}>{note}</Text>}
        </View>
        <View className={classes(s.track, on && s.trackOn)}>
          <View className={classes(s.knob, on && s.knobOn)} />
        </View>
      </View>
    </Tap>
  );
}

interface ListProps<V extends string> {
  options: readonly Option<V>[];
  value: V | null;
  onChange: (value: V) => void;
}

/** All choices open, one line each. */
export function Options<V extends string>({ options, value, onChange }: ListProps<V>) {
  return (
    <View ariaRole="radiogroup">
      {options.map((o) => (
        <Tap
          key={o.value}
          role="radio"
          checked={o.value === value}
          disabled={o.disabled}
          className={s.option}
          onPress={() => onChange(o.value)}
        >
          <View className={s.row}>
            <View className={s.words}>
              <Text className={s.name}>{o.label}</Text>
              {o.note && <Text className={s.note}>{o.note}</Text>}
            </View>
            <Icon name={o.value === value ? 'circle-check' : 'circle-dot'} className={o.value === value ? s.picked : s.unpicked} />
          </View>
        </Tap>
      ))}
    </View>
  );
}

interface SelectProps<V extends string> extends ListProps<V> {
  label: string;
  placeholder?: string;
  disabled?: boolean;
}

/** A field that opens its choices from below. */
export function Select<V extends string>({ label, options, value, onChange, placeholder = '请选择', disabled }: SelectProps<V>) {
  const [open, setOpen] = useState(false);
  const picked = options.find((o) => o.value === value);
  return (
    <View>
      <PickField label={label} value={picked?.label} placeholder={placeholder} disabled={disabled} onPress={() => setOpen(true)} />
      <Sheet open={open} title={label} onClose={() => setOpen(false)}>
        <Options
          options={options}
          value={value}
          onChange={(v) => {
            onChange(v);
            setOpen(false);
          }}
        />
      </Sheet>
    </View>
  );
}
