import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useArea } from '@/api/areas';
import { AreaSheet } from '@/components/area-field';
import { Button } from '@/components/button';
import { Icon } from '@/components/icon';
import { Tap } from '@/components/tap';
import s from '../admin.module.scss';

interface Props {
  codes: readonly string[];
  within: string;
  onChange: (codes: string[]) => void;
}

/** Several grids: each a chip that can be taken away, more from the tree. */
export function GridsField({ codes, within, onChange }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <View className={s.grids}>
      {codes.map((code) => (
        <Grid key={code} code={code} onRemove={() => onChange(codes.filter((c) => c !== code))} />
      ))}
      <Button kind="secondary" size="small" icon="plus" inline onPress={() => setOpen(true)}>
        加网格
      </Button>
      <AreaSheet
        open={open}
        title="选网格"
        levels={['grid']}
        within={within}
        start={codes.at(-1)}
        onClose={() => setOpen(false)}
        onPick={(a) => {
          onChange([...new Set([...codes, a.code])]);
          setOpen(false);
        }}
      />
    </View>
  );
}

function Grid({ code, onRemove }: { code: string; onRemove: () => void }) {
  const name = useArea(code).data?.name ?? code;
  return (
    <View className={s.gridChip}>
      <Text>{name}</Text>
      <Tap className={s.gridRemove} label={`去掉${name}`} onPress={onRemove}>
        <Icon name="x" size="small" />
      </Tap>
    </View>
  );
}
