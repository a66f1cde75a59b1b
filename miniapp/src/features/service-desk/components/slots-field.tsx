import { Text, View } from '@tarojs/components';
import type { SlotView } from '@linli/shared/orders-menu.dto';
import { Button } from '@/components/button';
import { Icon } from '@/components/icon';
import { Tap } from '@/components/tap';
import { TimeField } from '@/components/time-field';
import { sayMinute } from '@/lib/slots';
import s from '../desk.module.scss';

const MOST = 4;
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
/** A day's end is written 00:00 on a clock. */
const endOf = (time: string) => minuteOf(time) || 1440;

/** Up to four parts of a day in which a service may begin. */
export function SlotsField({ value, onChange }: { value: readonly SlotView[]; onChange: (slots: SlotView[]) => void }) {
  const set = (at: number, part: Partial<SlotView>) => onChange(value.map((slot, i) => (i === at ? { ...slot, ...part } : slot)));
  return (
    <View>
      {value.map((slot, i) => (
        <View key={i} className={s.slotLine}>
          <View className={s.slotField}>
            <TimeField
              label={`时段 ${i + 1} 开始`}
              value={sayMinute(slot.fromMinute)}
              onChange={(t) => t && set(i, { fromMinute: minuteOf(t) })}
            />
          </View>
          <Text>到</Text>
          <View className={s.slotField}>
            <TimeField
              label={`时段 ${i + 1} 结束`}
              value={sayMinute(slot.toMinute % 1440)}
              onChange={(t) => t && set(i, { toMinute: endOf(t) })}
            />
          </View>
          <Tap className={s.slotDrop} label={`去掉时段 ${i + 1}`} onPress={() => onChange(value.filter((_, j) => j !== i))}>
            <Icon name="x" size="small" />
          </Tap>
        </View>
      ))}
      {value.length < MOST && (
        <Button
          kind="text"
          size="small"
          inline
          icon="plus"
          onPress={() => onChange([...value, value.length ? { fromMinute: 840, toMinute: 1080 } : { fromMinute: 480, toMinute: 720 }])}
        >
          加一个时段
        </Button>
      )}
    </View>
  );
}
