import type { ReactNode } from 'react';
import { Text, View } from '@tarojs/components';
import { Icon } from '../icon';
import s from './person-line.module.scss';

interface Props {
  /** masked where it must be: 张*国 */
  name: string;
  role?: string;
  /** they chose to show it */
  badge?: string;
  aside?: ReactNode;
}

export function PersonLine({ name, role, badge, aside }: Props) {
  return (
    <View className={s.line}>
      <View className={s.face}>
        <Icon name="user" />
      </View>
      <View className={s.words}>
        <View className={s.nameLine}>
          <Text className={s.name}>{name}</Text>
          {badge && (
            <View className={s.badge}>
              <Icon name="badge-check" size="small" />
              <Text>{badge}</Text>
            </View>
          )}
        </View>
        {role && <Text className={s.role}>{role}</Text>}
      </View>
      {aside}
    </View>
  );
}
