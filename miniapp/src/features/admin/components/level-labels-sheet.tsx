import { useState } from 'react';
import { AREA_LEVELS, AREA_LEVEL_LABELS, type AreaLevel } from '@linli/shared/areas';
import type { AreaView } from '@linli/shared/areas.dto';
import { useLevelLabels } from '@/api/areas';
import { useSetLevelLabels } from '@/api/areas-admin';
import { Button } from '@/components/button';
import { Second } from '@/components/card';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';

/** What this district calls its levels: 街道 or 镇, 网格 or 责任区. */
export function LevelLabelsSheet({ district, onClose }: { district: AreaView; onClose: () => void }) {
  const kept = useLevelLabels(district.code);
  const [typed, setTyped] = useState<Partial<Record<AreaLevel, string>>>({});
  const save = useSetLevelLabels();
  const of = (level: AreaLevel) => typed[level] ?? kept.data?.find((l) => l.level === level)?.label ?? AREA_LEVEL_LABELS[level];
  const send = () =>
    save.mutate(
      { code: district.code, labels: AREA_LEVELS.map((level) => ({ level, label: of(level).trim() || AREA_LEVEL_LABELS[level] })) },
      {
        onSuccess: () => {
          say('层级名称已改好', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title="层级名称"
      onClose={onClose}
      footer={
        <Button pending={save.isPending} onPress={send}>
          保存
        </Button>
      }
    >
      <Second>{`${district.name}里每一层叫什么，例如“街道”也可以叫“镇”。`}</Second>
      {AREA_LEVELS.map((level) => (
        <Field key={level} label={`第 ${AREA_LEVELS.indexOf(level) + 1} 层`}>
          <Input
            label={`第 ${AREA_LEVELS.indexOf(level) + 1} 层`}
            value={of(level)}
            maxLength={10}
            onChange={(v) => setTyped({ ...typed, [level]: v })}
          />
        </Field>
      ))}
      {save.error && <FieldError>{save.error.message}</FieldError>}
    </Sheet>
  );
}
