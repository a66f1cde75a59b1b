import { useState } from 'react';
import { View } from '@tarojs/components';
import { deadlineLabel } from '@linli/shared/reports';
import type { CategoryView } from '@linli/shared/reports.dto';
import { CategorySheet } from '@/components/category-sheet';
import { PickField } from '@/components/pick-field';

/** One of the whole catalogue, with the limit it brings. */
export function CategoryField({ value, onChange }: { value: CategoryView | null; onChange: (category: CategoryView) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <View>
      <PickField
        label="类别"
        value={value && `${value.name} · ${deadlineLabel(value.deadline)}`}
        placeholder="请选类别"
        onPress={() => setOpen(true)}
      />
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
