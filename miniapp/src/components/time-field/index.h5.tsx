import type { TimeFieldProps } from './types';
import s from './time-field.module.scss';

/** Hours and minutes: the browser's own field. */
export function TimeField({ label, value, onChange }: TimeFieldProps) {
  return <input type="time" className={s.box} value={value} aria-label={label} onChange={(e) => onChange(e.target.value)} />;
}
