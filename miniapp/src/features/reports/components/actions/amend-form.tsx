import { useState } from 'react';
import { areaAt } from '@linli/shared/areas';
import { PLACE_TEXT_MAX } from '@linli/shared/reports';
import { useAreas } from '@/api/areas';
import { Button } from '@/components/button';
import { Select } from '@/components/choice';
import { Field, Input } from '@/components/field';
import { CategorySheet } from '../category-sheet';
import { FormShell } from './form-shell';
import type { ActionFormProps } from './types';

/** Another category, the right grid, better words for the place. */
export function AmendForm({ report, send, pending, error }: ActionFormProps) {
  const [category, setCategory] = useState<{ code: string; name: string } | null>(null);
  const [areaCode, setAreaCode] = useState<string | null>(null);
  const [placeText, setPlaceText] = useState(report.placeText ?? '');
  const [choosing, setChoosing] = useState(false);
  const parent = areaAt(report.areaCode, 'community') ?? areaAt(report.areaCode, 'street');
  const areas = useAreas(parent ?? undefined, { enabled: parent !== null });
  const changed = category !== null || areaCode !== null || placeText.trim() !== (report.placeText ?? '');
  return (
    <FormShell
      label="保存修改"
      missing={changed ? null : '还没有改动'}
      pending={pending}
      error={error}
      onSend={() =>
        send({
          ...(category ? { categoryCode: category.code } : {}),
          ...(areaCode ? { areaCode } : {}),
          ...(placeText.trim() !== (report.placeText ?? '') ? { placeText: placeText.trim() } : {}),
        })
      }
    >
      <Field label="类别">
        <Button kind="secondary" icon="search" onPress={() => setChoosing(true)}>
          {category?.name ?? report.categoryName}
        </Button>
      </Field>
      <Field label={parent && parent.length === 9 ? '社区' : '网格'} hint={report.gridMissing ? '还没有网格，请选一个' : undefined}>
        <Select
          label="网格"
          placeholder="不改"
          options={(areas.data ?? []).map((a) => ({ value: a.code, label: a.name }))}
          value={areaCode}
          onChange={setAreaCode}
        />
      </Field>
      <Field label="具体位置">
        <Input label="具体位置" value={placeText} maxLength={PLACE_TEXT_MAX} onChange={setPlaceText} />
      </Field>
      <CategorySheet
        open={choosing}
        onClose={() => setChoosing(false)}
        onPick={(c) => {
          setChoosing(false);
          setCategory({ code: c.code, name: c.name });
        }}
      />
    </FormShell>
  );
}
