import type { PropsWithChildren, ReactNode } from 'react';
import { Text, View } from '@tarojs/components';
import { boxCountText } from '@linli/shared/reports';
import { classes } from '@/lib/classes';
import { useWide } from '@/lib/wide';
import { Icon, type IconName } from '../icon';
import { Screen } from '../screen';
import { Tap } from '../tap';
import s from './desk.module.scss';

export interface Room {
  key: string;
  label: string;
  icon: IconName;
  count?: number;
  /** How the count reads: late ones in red. */
  tone?: 'plain' | 'due' | 'late';
  onPress: () => void;
}
export interface RoomGroup {
  title?: string;
  rooms: readonly Room[];
}

interface Props extends PropsWithChildren {
  title: string;
  groups: readonly RoomGroup[];
  here?: string;
  /** Fills the window exactly; what is inside scrolls by itself (wide only). */
  filled?: boolean;
  aside?: ReactNode;
  footer?: ReactNode;
  onBack?: () => void;
}

/** A room of the desk: side bar and work beside each other where there is space, on a phone only the work. */
export function Desk({ title, groups, here, filled, aside, footer, onBack, children }: Props) {
  const wide = useWide();
  if (!wide)
    return (
      <Screen title={title} aside={aside} footer={footer} onBack={onBack}>
        {children}
      </Screen>
    );
  return (
    <Screen title={title} wide bare aside={aside} onBack={onBack}>
      <View className={s.desk}>
        <View className={s.side} ariaRole="navigation" ariaLabel="工作台">
          {groups.map((g, i) => (
            <SideGroup key={g.title ?? i} group={g} here={here} />
          ))}
        </View>
        <View className={classes(s.work, filled && s.filled)}>
          {children}
          {footer && <View className={s.foot}>{footer}</View>}
        </View>
      </View>
    </Screen>
  );
}

function SideGroup({ group: { title, rooms }, here }: { group: RoomGroup; here?: string }) {
  if (!rooms.length) return null;
  return (
    <View className={s.group}>
      {title && <Text className={s.groupTitle}>{title}</Text>}
      {rooms.map((r) => (
        <Tap
          key={r.key}
          className={classes(s.room, r.key === here && s.here)}
          label={r.count === undefined ? undefined : `${r.label} ${boxCountText(r.count)}`}
          onPress={r.onPress}
        >
          <View className={s.roomInner}>
            <Icon name={r.icon} size="small" />
            <Text className={s.roomWords}>{r.label}</Text>
            {r.count !== undefined && <Text className={classes(s.count, r.count > 0 && r.tone && s[r.tone])}>{boxCountText(r.count)}</Text>}
          </View>
        </Tap>
      ))}
    </View>
  );
}
