import type { ReactNode } from 'react';
import { Text, View } from '@tarojs/components';
import s from './home.module.scss';

export function Heading({ title, aside }: { title: string; aside?: ReactNode }) {
  return (
    <View className={s.heading}>
      <Text className={s.headingWords} ariaRole="heading">
        {title}
      </Text>
      {aside}
    </View>
  );
}
