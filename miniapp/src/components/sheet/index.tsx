import type { PropsWithChildren, ReactNode } from 'react';
import { Text, View } from '@tarojs/components';
import { Icon } from '../icon';
import { Tap } from '../tap';
import s from './sheet.module.scss';

interface Props extends PropsWithChildren {
  open: boolean;
  title: string;
  footer?: ReactNode;
  onClose: () => void;
}

/** From below on a phone, in the middle of a desk. */
export function Sheet({ open, title, footer, onClose, children }: Props) {
  if (!open) return null;
  return (
    <View className={s.layer} ariaRole="dialog" ariaLabel={title}>
      <View className={s.scrim} catchMove onClick={onClose} />
      <View className={s.sheet}>
        <View className={s.head}>
          <Text className={s.title}>{title}</Text>
          <Tap className={s.close} label="关闭" onPress={onClose}>
            <Icon name="x" />
          </Tap>
        </View>
        <View className={s.body}>{children}</View>
        {footer && <View className={s.footer}>{footer}</View>}
      </View>
    </View>
  );
}
