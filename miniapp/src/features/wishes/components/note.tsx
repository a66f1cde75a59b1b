import type { PropsWithChildren } from 'react';
import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { classes } from '@/lib/classes';
import s from '../wishes.module.scss';

/** A sentence that must be read before going on. */
export function Note({ bad, children }: PropsWithChildren<{ bad?: boolean }>) {
  return (
    <View className={classes(s.note, bad && s.noteBad)} ariaRole="status">
      <Icon name="info" size="small" />
      <Text className={s.noteWords}>{children}</Text>
    </View>
  );
}
