import { useState } from 'react';
import { UNIT_LEVEL_LABELS, UNIT_LEVEL_MAX, UNIT_NAME_MAX, type UnitKind } from '@linli/shared/units';
import type { UnitView } from '@linli/shared/units.dto';
import { fieldError } from '@/api/problem';
import { useCreateUnit, useUnitLevels, useUpdateUnit } from '@/api/units';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { ToggleRow } from '@/components/choice';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { newId } from '@/lib/ids';
import { say } from '@/lib/say';

interface Props {
  kind: UnitKind;
  parent: UnitView | null;
  /** the one to change; without it a new one */
  unit?: UnitView;
  within: string | undefined;
  onClose: () => void;
  onDone: () => void;
}

/** A new node below its parent, or changes of one. The level is chosen among those below. */
export function UnitSheet({ kind, parent, unit, within, onClose, onDone }: Props) {
  const [id] = useState(newId);
  const lowest = (parent?.level ?? 0) + 1;
  const [level, setLevel] = useState(unit?.level ?? Math.min(lowest, UNIT_LEVEL_MAX));
  const [name, setName] = useState(unit?.name ?? '');
  const [areaCode, setAreaCode] = useState<string | null>(unit?.areaCode ?? parent?.areaCode ?? null);
  const [partner, setPartner] = useState(unit?.partner ?? false);
  const [tried, setTried] = useState(false);
  const levels = useUnitLevels(within?.slice(0, 6));
  const make = useCreateUnit();
  const update = useUpdateUnit();
  const error = make.error ?? update.error;
  const labelOf = (n: number) =>
    levels.data?.find((l) => l.kind === kind && l.level === n)?.label ?? UNIT_LEVEL_LABELS[kind][n - 1] ?? `第 ${n} 级`;
  const offered = Array.from({ length: UNIT_LEVEL_MAX }, (_, i) => i + 1).filter((n) => n >= lowest);
  const bad = {
    name: name.trim().length >= 2 ? null : '请填名称',
    area: areaCode ? null : '请选所在的街道或社区',
  };
  const done = (words: string) => {
    say(words, 'done');
    onDone();
  };
  const send = () => {
    setTried(true);
    if (Object.values(bad).some(Boolean) || !areaCode) return;
    const fields = { name: name.trim(), areaCode, partner };
    if (unit) update.mutate({ id: unit.id, ...fields }, { onSuccess: () => done('已保存') });
    else make.mutate({ id, kind, level, parentId: parent?.id, ...fields }, { onSuccess: () => done(`已建${fields.name}`) });
  };
  const shown = (mistake: string | null, path: string) => (tried ? mistake : null) ?? fieldError(error, path);
  return (
    <Sheet
      open
      title={unit ? '修改' : parent ? `在${parent.name}下新建` : '新建'}
      onClose={onClose}
      footer={
        <Button pending={make.isPending || update.isPending} onPress={send}>
          保存
        </Button>
      }
    >
      {!unit && (
        <Field label="层级">
          <Chips
            label="层级"
            chips={offered.map((n) => ({ value: String(n), label: labelOf(n) }))}
            value={String(level)}
            onPress={(n) => setLevel(Number(n))}
          />
        </Field>
      )}
      <Field label="名称" error={shown(bad.name, 'name')}>
        <Input label="名称" value={name} maxLength={UNIT_NAME_MAX} onChange={setName} />
      </Field>
      <Field label="所在区域" hint="它向哪个街道或社区报到" error={shown(bad.area, 'areaCode')}>
        <AreaField label="所在区域" value={areaCode} levels={['district', 'street', 'community']} within={within} onChange={setAreaCode} />
      </Field>
      <ToggleRow title="共建单位" note="出现在共建单位的名单里，可以认领大事项" on={partner} onChange={setPartner} />
      {error && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
