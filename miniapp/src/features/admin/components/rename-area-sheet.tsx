import { useState } from 'react';
import { AREA_NAME_MAX, AREA_SHORT_CODE_PATTERN } from '@linli/shared/areas';
import type { AreaView } from '@linli/shared/areas.dto';
import { useUpdateArea } from '@/api/areas-admin';
import { Button } from '@/components/button';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';

export function RenameAreaSheet({ area, onClose }: { area: AreaView; onClose: () => void }) {
  const [name, setName] = useState(area.name);
  const [shortCode, setShortCode] = useState(area.shortCode ?? '');
  const update = useUpdateArea();
  const street = area.level === 'street';
  const badName = name.trim() ? null : '请填名称';
  const badShort = !street || AREA_SHORT_CODE_PATTERN.test(shortCode) ? null : '1 到 4 位大写字母或数字';
  const send = () => {
    if (badName || badShort) return;
    update.mutate(
      { code: area.code, name: name.trim(), shortCode: street ? shortCode : undefined },
      {
        onSuccess: () => {
          say('已改好', 'done');
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open
      title={`修改${area.levelLabel}`}
      onClose={onClose}
      footer={
        <Button pending={update.isPending} onPress={send}>
          保存
        </Button>
      }
    >
      <Field label="名称" error={badName}>
        <Input label="名称" value={name} maxLength={AREA_NAME_MAX} onChange={setName} />
      </Field>
      {street && (
        <Field label="编号字母" error={badShort} hint="只影响以后的事项编号">
          <Input label="编号字母" value={shortCode} maxLength={4} onChange={(v) => setShortCode(v.toUpperCase())} />
        </Field>
      )}
      {update.error && <FieldError>{update.error.message}</FieldError>}
    </Sheet>
  );
}
