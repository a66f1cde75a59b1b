import { useState } from 'react';
import { UNIT_KIND_LABELS, UNIT_LEVEL_LABEL_MAX, UNIT_LEVEL_LABELS, UNIT_LEVEL_MAX, type UnitKind } from '@linli/shared/units';
import { useSetUnitLevel, useUnitLevels } from '@/api/units';
import { Button } from '@/components/button';
import { Faces } from '@/components/faces';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';

const LEVELS = Array.from({ length: UNIT_LEVEL_MAX }, (_, i) => i + 1);

/** What the levels are called in this district. */
export function UnitLevelsSheet({ district, kind, onClose }: { district: string; kind: UnitKind; onClose: () => void }) {
  const levels = useUnitLevels(district);
  const set = useSetUnitLevel();
  const [typed, setTyped] = useState<Record<number, string>>({});
  const now = (level: number) =>
    levels.data?.find((l) => l.kind === kind && l.level === level)?.label ?? UNIT_LEVEL_LABELS[kind][level - 1] ?? '';
  const changed = LEVELS.filter((l) => typed[l]?.trim() && typed[l]?.trim() !== now(l));
  const save = async () => {
    try {
      for (const level of changed) await set.mutateAsync({ areaCode: district, kind, level, label: (typed[level] ?? '').trim() });
      say('已保存', 'done');
      onClose();
    } catch {
      // the sentence stands below the fields
    }
  };
  return (
    <Sheet
      open
      title={`${UNIT_KIND_LABELS[kind]}的层级叫法`}
      onClose={onClose}
      footer={
        <Button disabled={!changed.length} pending={set.isPending} onPress={() => void save()}>
          保存
        </Button>
      }
    >
      <Faces of={levels}>
        {() =>
          LEVELS.map((level) => (
            <Field key={level} label={`第 ${level} 级`}>
              <Input
                label={`第 ${level} 级`}
                value={typed[level] ?? now(level)}
                maxLength={UNIT_LEVEL_LABEL_MAX}
                onChange={(v) => setTyped({ ...typed, [level]: v })}
              />
            </Field>
          ))
        }
      </Faces>
      {set.error && <FieldError>{set.error.message}</FieldError>}
    </Sheet>
  );
}
