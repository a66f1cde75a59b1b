import { dayOf, msOf, sayClock } from '@/lib/times';
import type { DayFieldProps, MomentFieldProps } from './types';
import s from './day-field.module.scss';

/** The browser's own calendar: keyboard, phone and desk each get theirs. */
export function DayField({ label, value, onChange, from, to, disabled }: DayFieldProps) {
  return (
    <input
      type="date"
      className={s.box}
      value={value ?? ''}
      min={from}
      max={to}
      disabled={disabled}
      aria-label={label}
      onChange={(e) => {
        if (e.target.value) onChange(e.target.value);
      }}
    />
  );
}

export function MomentField({ label, value, onChange, from, to, disabled }: MomentFieldProps) {
  const local = value ? `${dayOf(msOf(value))}T${sayClock(msOf(value))}` : '';
  return (
    <input
      type="datetime-local"
      className={s.box}
      value={local}
      min={from && `${from}T00:00`}
      max={to && `${to}T23:59`}
      disabled={disabled}
      aria-label={label}
      onChange={(e) => {
        if (e.target.value) onChange(new Date(`${e.target.value}:00+08:00`).toISOString());
      }}
    />
  );
}
