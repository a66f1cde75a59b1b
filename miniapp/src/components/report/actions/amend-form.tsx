import { useState } from 'react';
import { areaAt } from '@linli/shared/areas';
import { PLACE_TEXT_MAX } from '@linli/shared/reports';
import { AreaField } from '../../area-field';
import { Button } from '../../button';
import { Field, Input } from '../../field';
import { CategorySheet } from '../../category-sheet';
import { FormShell } from './form-shell';
import type { ActionFormProps } from './types';

/** Another category, the right grid, better words for the place. */
export function AmendForm({ report, send, pending, error }: ActionFormProps) {
  const [category, setCategory] = useState<{ code: string; name: string } | null>(null);
  const [areaCode, setAreaCode] = useState<string | null>(null);
  const [placeText, setPlaceText] = useState(report.placeText ?? '');
  const [choosing, setChoosing] = useState(false);
  const street = areaAt(report.areaCode, 'street') ?? undefined;
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
      <Field label="网格" hint={report.gridMissing ? '还没有网格，请选一个' : undefined}>
        <AreaField
          label="网格"
          placeholder="不改"
          levels={['community', 'grid']}
          within={street}
          value={areaCode ?? report.areaCode}
          onChange={(code) => setAreaCode(code === report.areaCode ? null : code)}
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
