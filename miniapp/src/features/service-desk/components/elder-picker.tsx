import { useState } from 'react';
import { View } from '@tarojs/components';
import type { ElderCardView } from '@linli/shared/elders.dto';
import { useElders } from '@/api/elders';
import { Row } from '@/components/card';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { PickField } from '@/components/pick-field';
import { SearchField } from '@/components/search-field';
import { Sheet } from '@/components/sheet';
import { useSlowly } from '@/lib/slowly';
import s from '../desk.module.scss';

/** One elder of the desk's area, by name or phone. */
export function ElderPicker({ value, onPick }: { value: string | null; onPick: (elder: ElderCardView) => void }) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const q = useSlowly(typed.trim());
  const elders = useElders({ q: q || undefined }, open);
  return (
    <View>
      <PickField label="老人" value={value} placeholder="请选老人" onPress={() => setOpen(true)} />
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
