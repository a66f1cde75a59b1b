import { Text, View } from '@tarojs/components';
import { WEEKDAY_LABELS } from '@linli/shared/members';
import type { WeeklyHourDto } from '@linli/shared/members.dto';
import { Chips } from '@/components/chips';
import { Icon } from '@/components/icon';
import { Tap } from '@/components/tap';
import { classes } from '@/lib/classes';
import { DAY_PARTS, holdsPart as holds } from '../words';
import s from '../members.module.scss';

type Part = (typeof DAY_PARTS)[number];

const slot = (weekday: number, { fromMinute, toMinute }: Part): WeeklyHourDto => ({ weekday, fromMinute, toMinute });

const PRESETS = [
  { value: 'any', label: '随时都可以' },
  { value: 'weekend', label: '周末全天' },
  { value: 'evening', label: '工作日晚上' },
] as const;
type Preset = (typeof PRESETS)[number]['value'];
const MADE: Record<Preset, WeeklyHourDto[]> = {
  any: [],
  weekend: [6, 7].flatMap((d) => DAY_PARTS.map((p) => slot(d, p))),
  evening: [1, 2, 3, 4, 5].map((d) => slot(d, DAY_PARTS[2])),
};

/** Every slot that is mostly covered, cut into the three parts of a day: what this field can show and send. */
const cut = (hours: readonly WeeklyHourDto[]) =>
  WEEKDAY_LABELS.flatMap((_, i) => DAY_PARTS.filter((p) => holds(hours, i + 1, p)).map((p) => slot(i + 1, p)));

/** A week of mornings, afternoons and evenings; nothing chosen means any time. */
export function HoursField({ value, onChange }: { value: readonly WeeklyHourDto[]; onChange: (hours: WeeklyHourDto[]) => void }) {
  const toggle = (weekday: number, part: Part) => {
    const now = cut(value);
    const on = holds(now, weekday, part);
    onChange(on ? now.filter((h) => !(h.weekday === weekday && h.fromMinute === part.fromMinute)) : [...now, slot(weekday, part)]);
  };
  return (
    <View>
      <View className={s.chips}>
        <Chips<Preset> label="常用时间" chips={PRESETS} value={value.length ? null : 'any'} onPress={(p) => onChange(MADE[p])} />
      </View>
      <View className={s.days}>
        {WEEKDAY_LABELS.map((name, i) => (
          <View key={name} className={s.day}>
            <Text className={s.dayName}>{name}</Text>
            {DAY_PARTS.map((p) => {
              const on = holds(value, i + 1, p);
              return (
                <Tap
                  key={p.label}
                  role="checkbox"
                  checked={on}
                  label={`${name}${p.label}`}
                  className={classes(s.slot, on && s.slotOn)}
                  onPress={() => toggle(i + 1, p)}
                >
                  <View className={s.slotInner}>
                    {on && <Icon name="check" size="small" />}
                    <Text>{p.label}</Text>
                  </View>
                </Tap>
              );
            })}
          </View>
        ))}
      </View>
    </View>
  );
}
