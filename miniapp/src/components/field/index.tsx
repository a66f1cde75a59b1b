import type { PropsWithChildren } from 'react';
import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { Icon } from '../icon';
import s from './field.module.scss';

export { Input, Textarea } from './input';

interface Props extends PropsWithChildren {
  label: string;
  /** Said before the mistake: what belongs here. */
  hint?: string;
  /** A sentence from the server (fields) or from here: what to do. */
  error?: string | null;
  optional?: boolean;
}

export function Field({ label, hint, error, optional, children }: Props) {
  return (
    <View className={s.field}>
      <View className={s.labelLine}>
        <Text className={s.label}>{label}</Text>
        {optional && <Text className={s.optional}>选填</Text>}
      </View>
      {children}
      {hint && !error && <Text className={s.hint}>{hint}</Text>}
      {error && <FieldError>{error}</FieldError>}
    </View>
  );
}

export function FieldError({ children }: PropsWithChildren) {
  return (
    <View className={classes(s.error)} ariaRole="alert">
      <Icon name="circle-alert" size="small" />
      <Text>{children}</Text>
    </View>
  );
}
