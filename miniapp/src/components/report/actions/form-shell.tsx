import type { PropsWithChildren } from 'react';
import { View } from '@tarojs/components';
import { Button } from '../../button';
import { FieldError } from '../../field';
import { OfflineError } from '@/api/problem';
import s from './actions.module.scss';

interface Props extends PropsWithChildren {
  label: string;
  danger?: boolean;
  /** what is still missing, said instead of a dead button */
  missing?: string | null;
  pending: boolean;
  error: Error | null;
  onSend: () => void;
}

const safe = (error: Error) => (error instanceof OfflineError ? `${error.message}。填好的内容还在，有信号时再按一次。` : error.message);

/** The fields of one act and its button. */
export function FormShell({ label, danger, missing, pending, error, onSend, children }: Props) {
  return (
    <View className={s.form}>
      {children}
      {error && <FieldError>{safe(error)}</FieldError>}
      {missing && <View className={s.missing}>{missing}</View>}
      <View className={s.send}>
        <Button kind={danger ? 'danger' : 'primary'} disabled={Boolean(missing)} pending={pending} onPress={onSend}>
          {label}
        </Button>
      </View>
    </View>
  );
}
