import { useState } from 'react';
import type { Position } from '@linli/shared/areas';
import { PLACE_TEXT_MAX } from '@linli/shared/reports';
import { useCategories } from '@/api/categories';
import { useCreateCheckpoint } from '@/api/checkpoints';
import { useCreatePoint } from '@/api/points';
import { Button } from '@/components/button';
import { Select } from '@/components/choice';
import { Field, FieldError, Input } from '@/components/field';
import { PlaceField } from '@/components/place-field';
import { Sheet } from '@/components/sheet';
import { newId } from '@/lib/ids';
import { say } from '@/lib/say';
import type { PointKind } from '../points';

interface Props {
  kind: PointKind;
  areaCode: string | undefined;
  onClose: () => void;
}

const NAME_MAX = { report: PLACE_TEXT_MAX, checkpoint: 40 } as const;

export function PointSheet({ kind, areaCode, onClose }: Props) {
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [position, setPosition] = useState<Position | null>(null);
  const [category, setCategory] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const categories = useCategories();
  const point = useCreatePoint();
  const checkpoint = useCreateCheckpoint();
  const badName = name.trim().length >= 2 ? null : '至少 2 个字';
  const badPlace = position ? null : '请在地图上点一下';
  const done = {
    onSuccess: () => {
      say('已新建，可以打印二维码了', 'done');
      onClose();
    },
  };
  const send = () => {
    setTried(true);
    if (badName || !position) return;
    if (kind === 'report') point.mutate({ id, placeText: name.trim(), position, categoryCode: category ?? undefined }, done);
    else checkpoint.mutate({ id, name: name.trim(), position }, done);
  };
  const error = point.error ?? checkpoint.error;
  const options = (categories.data ?? []).filter((c) => c.enabled && c.residentMayReport).map((c) => ({ value: c.code, label: c.name }));
  return (
    <Sheet
      open
      title={kind === 'report' ? '新建上报点' : '新建打卡点'}
      onClose={onClose}
      footer={
        <Button pending={point.isPending || checkpoint.isPending} onPress={send}>
          新建
        </Button>
      }
    >
      <Field label={kind === 'report' ? '地点' : '名称'} error={tried ? badName : null}>
        <Input
          label={kind === 'report' ? '地点' : '名称'}
          value={name}
          placeholder={kind === 'report' ? '例如：菜市口 12 号旁垃圾亭' : '例如：3 号楼消防栓'}
          maxLength={NAME_MAX[kind]}
          onChange={setName}
        />
      </Field>
      <Field label="位置" error={tried ? badPlace : null}>
        <PlaceField areaCode={areaCode} value={position} onChange={setPosition} />
      </Field>
      {kind === 'report' && (
        <Field label="先选好的类别" optional hint="扫码后直接填这个类别，居民可以改">
          <Select label="先选好的类别" options={options} value={category} onChange={setCategory} />
        </Field>
      )}
      {error && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
