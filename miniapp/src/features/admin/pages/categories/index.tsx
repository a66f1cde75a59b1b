import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { TEAM_TYPE_LABELS } from '@linli/shared/accounts';
import { MAIN_CLASS_LABELS, PRIORITY_LABELS, deadlineLabel } from '@linli/shared/reports';
import type { CategoryView } from '@linli/shared/reports.dto';
import { useCategorySearch } from '@/api/categories';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty, Faces } from '@/components/faces';
import { SearchField } from '@/components/search-field';
import { Marks, StateTag } from '@/components/state-tag';
import { Tool, Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { useSlowly } from '@/lib/slowly';
import { AdminFrame } from '../../components/frame';
import { CategorySheet } from '../../components/category-sheet';
import s from '../../admin.module.scss';

const CLASS_CHIPS = Object.entries(MAIN_CLASS_LABELS).map(([value, label]) => ({ value, label }));

export default function Categories() {
  const [words, change] = useAddress(['q', 'class']);
  const [editing, setEditing] = useState<CategoryView | null>(null);
  const q = useSlowly((words.q ?? '').trim());
  const categories = useCategorySearch(q);
  const shown = (list: readonly CategoryView[]) =>
    list.filter((c) => !words.class || c.mainClass === words.class || c.code.startsWith(words.class));
  return (
    <AdminFrame title="事项类别" here="categories">
      <Tools>
        <Tool wide>
          <SearchField value={words.q ?? ''} onChange={(v) => change({ q: v || null })} placeholder="名称或代码" />
        </Tool>
      </Tools>
      <View className={s.chips}>
        <Chips
          line
          label="大类"
          chips={CLASS_CHIPS}
          value={words.class ?? null}
          onPress={(c) => change({ class: c === words.class ? null : c })}
        />
      </View>
      <Faces of={categories} isEmpty={(d) => !shown(d).length} empty={<Empty title="没有这样的类别" text="换个词，或去掉大类。" />}>
        {(list) => (
          <Card flush>
            {shown(list).map((c) => (
              <Line key={c.code} category={c} onEdit={() => setEditing(c)} />
            ))}
          </Card>
        )}
      </Faces>
      {editing && <CategorySheet category={editing} onClose={() => setEditing(null)} />}
    </AdminFrame>
  );
}

function Line({ category: c, onEdit }: { category: CategoryView; onEdit: () => void }) {
  const marks = [
    c.priority === 'normal' ? '' : PRIORITY_LABELS[c.priority],
    c.confidential ? '保密' : '',
    c.residentMayReport ? '' : '仅工作人员',
    c.photoRequired ? '' : '可无照片',
  ];
  return (
    <View className={s.line}>
      <View className={s.lineName}>
        <Text className={c.enabled ? s.role : s.roleOver}>{c.name}</Text>
        <Text className={s.second}>{`${c.code} · ${MAIN_CLASS_LABELS[c.code.slice(0, 3)] ?? c.mainClass}`}</Text>
      </View>
      <View className={s.lineFacts}>
        <Text className={s.figures}>{deadlineLabel(c.deadline)}</Text>
        <Text className={s.second}>{TEAM_TYPE_LABELS[c.teamType]}</Text>
      </View>
      <View className={s.lineMarks}>
        <Marks words={marks.filter(Boolean)} />
        {!c.enabled && <StateTag tone="quiet" icon="circle-x" word="已停用" />}
      </View>
      <Button kind="secondary" size="small" inline label={`修改${c.name}`} onPress={onEdit}>
        修改
      </Button>
    </View>
  );
}
