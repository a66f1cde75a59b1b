import { useEffect, useRef } from 'react';
import { classes } from '@/lib/classes';
import type { InputProps, TextareaProps } from './types';
import s from './field.module.scss';

const MODES = { text: 'text', search: 'search', digits: 'numeric', phone: 'tel', code: 'numeric', decimal: 'decimal' } as const;
const FILLS: Partial<Record<NonNullable<InputProps['kind']>, string>> = { phone: 'tel', code: 'one-time-code' };

/** The browser's own field: labels, autofill and the keyboard work as people know them. */
export function Input({
  value,
  onChange,
  label,
  placeholder,
  kind = 'text',
  maxLength = 100,
  disabled,
  focus,
  invalid,
  iconed,
  onDone,
}: InputProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) ref.current?.focus();
  }, [focus]);
  return (
    <input
      ref={ref}
      className={classes(s.input, iconed && s.iconed, invalid && s.invalid)}
      value={value}
      type={kind === 'phone' ? 'tel' : 'text'}
      role={kind === 'search' ? 'searchbox' : undefined}
      enterKeyHint={kind === 'search' ? 'search' : undefined}
      inputMode={MODES[kind]}
      autoComplete={FILLS[kind] ?? 'off'}
      placeholder={placeholder}
      maxLength={maxLength}
      disabled={disabled}
      aria-label={label}
      aria-invalid={invalid || undefined}
      onChange={(e) => onChange(e.target.value)}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && !e.nativeEvent.isComposing) onDone?.();
      }}
    />
  );
}

export function Textarea({
  value,
  onChange,
  label,
  placeholder,
  maxLength = 500,
  disabled,
  focus,
  invalid,
  rows = 3,
  counted,
}: TextareaProps) {
  const ref = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focus) ref.current?.focus();
  }, [focus]);
  return (
    <div>
      <textarea
        ref={ref}
        className={classes(s.input, s.area, s[`rows${Math.min(rows, 6)}`], invalid && s.invalid)}
        value={value}
        placeholder={placeholder}
        maxLength={maxLength}
        disabled={disabled}
        aria-label={label}
        aria-invalid={invalid || undefined}
        onChange={(e) => onChange(e.target.value)}
      />
      {counted && (
        <span className={s.count}>
          {value.length}/{maxLength}
        </span>
      )}
    </div>
  );
}
