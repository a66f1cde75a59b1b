import { Input as TInput, Text, Textarea as TTextarea, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import type { InputProps, TextareaProps } from './types';
import s from './field.module.scss';

const TYPES = { text: 'text', search: 'text', digits: 'number', phone: 'number', code: 'number', decimal: 'digit' } as const;

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
  return (
    <TInput
      className={classes(s.input, iconed && s.iconed, invalid && s.invalid)}
      value={value}
      type={TYPES[kind]}
      placeholder={placeholder}
      placeholderClass={s.placeholder}
      maxlength={maxLength}
      disabled={disabled}
      focus={focus}
      confirmType={kind === 'search' ? 'search' : 'done'}
      ariaLabel={label}
      onInput={(e) => onChange(e.detail.value)}
      onConfirm={onDone}
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
  return (
    <View>
      <TTextarea
        className={classes(s.input, s.area, s[`rows${Math.min(rows, 6)}`], invalid && s.invalid)}
        value={value}
        placeholder={placeholder}
        placeholderClass={s.placeholder}
        maxlength={maxLength}
        disabled={disabled}
        focus={focus}
        showConfirmBar={false}
        cursorSpacing={80}
        ariaLabel={label}
        onInput={(e) => onChange(e.detail.value)}
      />
      {counted && (
        <Text className={s.count}>
          {value.length}/{maxLength}
        </Text>
      )}
    </View>
  );
}
