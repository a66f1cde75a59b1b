import { useState } from 'react';
import { PLACE_TEXT_MAX } from '@linli/shared/reports';
import { useUpdateCheckpoint } from '@/api/checkpoints';
import { useUpdatePoint } from '@/api/points';
import { Button } from '@/components/button';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';
import type { Point, PointKind } from '../points';

export function RenamePointSheet({ kind, point, onClose }: { kind: PointKind; point: Point; onClose: () => void }) {
  const [name, setName] = useState(point.name);
  const updatePoint = useUpdatePoint();
  const updateCheckpoint = useUpdateCheckpoint();
  const bad = name.trim().length >= 2 ? null : '至少 2 个字';
  const done = {
    onSuccess: () => {
      say('已改好，二维码不变', 'done');
      onClose();
    },
  };
  const save = () => {
    if (bad) return;
    if (kind === 'report') updatePoint.mutate({ id: point.id, placeText: name.trim() }, done);
    else updateCheckpoint.mutate({ id: point.id, name: name.trim() }, done);
  };
  const error = updatePoint.error ?? updateCheckpoint.error;
  return (
    <Sheet
      open
      title="改名"
      onClose={onClose}
      footer={
        <Button pending={updatePoint.isPending || updateCheckpoint.isPending} onPress={save}>
          保存
        </Button>
      }
    >
      <Field label="名称" error={bad}>
        <Input label="名称" value={name} maxLength={kind === 'report' ? PLACE_TEXT_MAX : 40} onChange={setName} />
      </Field>
      {error && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
