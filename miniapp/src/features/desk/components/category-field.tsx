import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { deadlineLabel } from '@linli/shared/reports';
import type { CategoryView } from '@linli/shared/reports.dto';
import { CategorySheet } from '@/components/category-sheet';
import { Icon } from '@/components/icon';
import { Tap } from '@/components/tap';
import { classes } from '@/lib/classes';
import s from '../category-field.module.scss';

/** One of the whole catalogue, with the limit it brings. */
export function CategoryField({ value, onChange }: { value: CategoryView | null; onChange: (category: CategoryView) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <View>
      <Tap className={s.field} label={`类别：${value?.name ?? '未选'}`} onPress={() => setOpen(true)}>
        <View className={s.inner}>
          <Text className={classes(s.words, !value && s.placeholder)}>
            {value ? `${value.name} · ${deadlineLabel(value.deadline)}` : '请选类别'}
          </Text>
          <Icon name="chevron-down" size="small" />
        </View>
      </Tap>
      <CategorySheet
        open={open}
        onClose={() => setOpen(false)}
        onPick={(c) => {
          onChange(c);
          setOpen(false);
        }}
      />
    </View>
  );
}
