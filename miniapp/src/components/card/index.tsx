import type { PropsWithChildren, ReactNode } from 'react';
import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { Icon, type IconName } from '../icon';
import { Tap } from '../tap';
import s from './card.module.scss';

interface CardProps extends PropsWithChildren {
  title?: string;
  /** Right of the title: a count, a small button. */
  aside?: ReactNode;
  onPress?: () => void;
  /** Read aloud when the whole card is pressable. */
  label?: string;
  flush?: boolean;
}

export function Card({ title, aside, onPress, label, flush, children }: CardProps) {
  const inside = (
    <>
      {(title || aside) && (
        <View className={classes(s.head, flush && s.headFlush)}>
          <Text className={s.title}>{title}</Text>
          {aside}
        </View>
      )}
      {children}
    </>
  );
  if (onPress)
    return (
      <Tap className={classes(s.card, flush && s.flush)} onPress={onPress} label={label}>
        {inside}
      </Tap>
    );
  return <View className={classes(s.card, flush && s.flush)}>{inside}</View>;
}

interface RowProps extends PropsWithChildren {
  icon?: IconName;
  title: string;
  /** Under the title, in the second colour. */
  note?: string;
  /** Right: a value, a tag, a switch. */
  value?: ReactNode;
  danger?: boolean;
  onPress?: () => void;
}

/** One line of a card: icon, words, value, and an arrow when it leads somewhere. */
export function Row({ icon, title, note, value, danger, onPress }: RowProps) {
  const inside = (
    <View className={classes(s.row, danger && s.danger)}>
      {icon && <Icon name={icon} className={s.rowIcon} />}
      <View className={s.rowWords}>
        <Text className={s.rowTitle}>{title}</Text>
        {note && <Text className={s.rowNote}>{note}</Text>}
      </View>
      {typeof value === 'string' ? <Text className={s.rowValue}>{value}</Text> : value}
      {onPress && <Icon name="chevron-right" size="small" className={s.arrow} />}
    </View>
  );
  return onPress ? <Tap onPress={onPress}>{inside}</Tap> : inside;
}

export function Title({ children }: PropsWithChildren) {
  return <Text className={s.big}>{children}</Text>;
}
export function Second({ children }: PropsWithChildren) {
  const dotted = typeof children === 'string' && children.includes(' · ');
  return <Text className={classes(s.second, dotted && s.dotted)}>{children}</Text>;
}
