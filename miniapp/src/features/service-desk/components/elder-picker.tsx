import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { ElderCardView } from '@linli/shared/elders.dto';
import { useElders } from '@/api/elders';
import { Row } from '@/components/card';
import { Empty } from '@/components/faces';
import { Icon } from '@/components/icon';
import { List } from '@/components/list';
import { SearchField } from '@/components/search-field';
import { Sheet } from '@/components/sheet';
import { Tap } from '@/components/tap';
import { classes } from '@/lib/classes';
import { useSlowly } from '@/lib/slowly';
import s from '../desk.module.scss';
import f from '../field.module.scss';

/** One elder of the desk's area, by name or phone. */
export function ElderPicker({ value, onPick }: { value: string | null; onPick: (elder: ElderCardView) => void }) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const q = useSlowly(typed.trim());
  const elders = useElders({ q: q || undefined }, open);
  return (
    <View>
      <Tap className={f.field} label={`老人：${value ?? '未选'}`} onPress={() => setOpen(true)}>
        <View className={f.inner}>
          <Text className={classes(f.words, !value && f.placeholder)}>{value ?? '请选老人'}</Text>
          <Icon name="chevron-down" size="small" />
        </View>
      </Tap>
      <Sheet open={open} title="选老人" onClose={() => setOpen(false)}>
        <View className={s.chips}>
          <SearchField value={typed} onChange={setTyped} placeholder="姓名开头，或完整手机号" />
        </View>
        <List of={elders} keyOf={(e) => e.id} empty={<Empty title="没有找到" text="换个写法，或先建一份档案。" />}>
          {(e) => (
            <Row
              icon="heart"
              title={e.name}
              note={`${e.areaText} · ${e.birthYear} 年生`}
              onPress={() => {
                onPick(e);
                setOpen(false);
              }}
            />
          )}
        </List>
      </Sheet>
    </View>
  );
}
