import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { UnitKind } from '@linli/shared/units';
import type { UnitView } from '@linli/shared/units.dto';
import { useUnits } from '@/api/units';
import { Button } from '@/components/button';
import { Row } from '@/components/card';
import { Empty } from '@/components/faces';
import { Icon } from '@/components/icon';
import { List } from '@/components/list';
import { SearchField } from '@/components/search-field';
import { Tap } from '@/components/tap';
import { useSlowly } from '@/lib/slowly';
import s from '../members.module.scss';

interface Props {
  kind: UnitKind;
  onPick: (unit: UnitView) => void;
}

/** Down the tree by taps, or by name; any level that takes members may be chosen. */
export function UnitTree({ kind, onPick }: Props) {
  const [path, setPath] = useState<UnitView[]>([]);
  const [typed, setTyped] = useState('');
  const q = useSlowly(typed.trim());
  const here = path.at(-1);
  const units = useUnits(q ? { kind, q } : { kind, parentId: here?.id });
  const open = (unit: UnitView) => {
    if (!unit.hasChildren) {
      onPick(unit);
      return;
    }
    setTyped('');
    setPath([...path, unit]);
  };
  return (
    <View>
      <View className={s.chips}>
        <SearchField value={typed} onChange={setTyped} placeholder="按名称找" />
      </View>
      {!q && path.length > 0 && (
        <View className={s.crumbs}>
          <Button kind="text" size="small" inline onPress={() => setPath([])}>
            全部
          </Button>
          {path.map((u, i) => (
            <Tap key={u.id} className={s.crumb} onPress={() => setPath(path.slice(0, i + 1))}>
              <View className={s.crumbInner}>
                <Icon name="chevron-right" size="small" />
                <Text>{u.name}</Text>
              </View>
            </Tap>
          ))}
        </View>
      )}
      {!q && here?.actions.includes('join') && (
        <Button kind="secondary" icon="check" onPress={() => onPick(here)}>
          {`就是${here.name}`}
        </Button>
      )}
      <List
        of={units}
        keyOf={(u) => u.id}
        empty={
          q ? (
            <Empty title="没有这个名称" text="换个词，或从上往下找。" />
          ) : here ? null : (
            <Empty title="这里还没有登记" text="请社区先把它建起来。" />
          )
        }
      >
        {(u) => <Row title={u.name} note={q ? u.pathText : u.levelLabel} onPress={() => open(u)} />}
      </List>
    </View>
  );
}
