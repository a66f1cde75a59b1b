import { useState } from 'react';
import { Text } from '@tarojs/components';
import { useCategories, useSuggestedCategories } from '@/api/categories';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { CategorySheet } from '@/components/category-sheet';
import { Part, type PartProps } from './part';
import s from './new.module.scss';

interface Props extends PartProps {
  error: string | null;
}

/** Six most likely for this place and hour; search and all classes behind 更多. */
export function CategoryPart({ draft, change, error }: Props) {
  const likely = useSuggestedCategories(draft.position);
  const all = useCategories();
  const [open, setOpen] = useState(false);
  const offered = (likely.data ?? all.data?.filter((c) => c.residentMayReport && !c.confidential) ?? []).slice(0, 6);
  const chosen = draft.category;
  const shown = chosen && !offered.some((c) => c.code === chosen.code) ? [chosen, ...offered.slice(0, 5)] : offered;
  return (
    <Part
      title="类别"
      error={error}
      aside={
        <Button kind="text" size="small" icon="search" inline onPress={() => setOpen(true)}>
          全部类别
        </Button>
      }
    >
      {shown.length > 0 ? (
        <Chips
          label="可能的类别"
          chips={shown.map((c) => ({ value: c.code, label: c.name }))}
          value={chosen?.code ?? null}
          onPress={(code) => {
            const picked = shown.find((c) => c.code === code);
            if (picked) change({ category: { code: picked.code, name: picked.name } });
          }}
        />
      ) : (
        <Text className={s.hint}>{all.error ? '没有信号，暂时取不到类别表' : '正在取类别…'}</Text>
      )}
      <CategorySheet
        open={open}
        onClose={() => setOpen(false)}
        onPick={(c) => {
          setOpen(false);
          change({ category: { code: c.code, name: c.name } });
        }}
      />
    </Part>
  );
}
