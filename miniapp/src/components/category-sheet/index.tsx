import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { MAIN_CLASS_LABELS } from '@linli/shared/reports';
import type { CategoryView } from '@linli/shared/reports.dto';
import { useCategories } from '@/api/categories';
import { Row } from '../card';
import { Empty, Faces } from '../faces';
import { SearchField } from '../search-field';
import { Sheet } from '../sheet';
import s from './category-sheet.module.scss';

interface Props {
  open: boolean;
  onClose: () => void;
  onPick: (category: CategoryView) => void;
}

const matches = (c: CategoryView, q: string) =>
  c.name.includes(q) || c.code.includes(q.toUpperCase()) || (MAIN_CLASS_LABELS[c.mainClass] ?? '').includes(q);

function groups(categories: readonly CategoryView[], q: string): [string, CategoryView[]][] {
  const found = categories.filter((c) => c.enabled && (q === '' || matches(c, q)));
  return Object.entries(MAIN_CLASS_LABELS).flatMap(([code, label]) => {
    const inside = found.filter((c) => c.mainClass === code);
    return inside.length ? [[label, inside] as [string, CategoryView[]]] : [];
  });
}

/** The whole catalogue by class, and a search that works without signal. */
export function CategorySheet({ open, onClose, onPick }: Props) {
  const all = useCategories();
  const [q, setQ] = useState('');
  return (
    <Sheet open={open} title="选择类别" onClose={onClose}>
      <SearchField value={q} onChange={setQ} placeholder="搜类别，如 路灯、垃圾、井盖" />
      <Faces of={all}>
        {(categories) => {
          const shown = groups(categories, q.trim());
          if (!shown.length) return <Empty title="没有找到" text="换个说法试试，或选“其他事件”" />;
          return shown.map(([label, inside]) => (
            <View key={label}>
              <Text className={s.classTitle}>{label}</Text>
              <View className={s.classRows}>
                {inside.map((c) => (
                  <Row
                    key={c.code}
                    title={c.name}
                    note={c.confidential ? '不公开，只有工作人员能看到' : undefined}
                    onPress={() => onPick(c)}
                  />
                ))}
              </View>
            </View>
          ));
        }}
      </Faces>
    </Sheet>
  );
}
