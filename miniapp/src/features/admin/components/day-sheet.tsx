import { useState } from 'react';
import type { CalendarDayView } from '@linli/shared/calendar.dto';
import { useClearDay, useSetDay } from '@/api/calendar';
import { Button } from '@/components/button';
import { Options } from '@/components/choice';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';
import { isWeekend } from '../month';
import { sayDate } from '../words';

type Choice = 'working' | 'resting' | 'weekday';

export function DaySheet({ day, entry, onClose }: { day: string; entry: CalendarDayView | undefined; onClose: () => void }) {
  const [choice, setChoice] = useState<Choice>(entry ? (entry.working ? 'working' : 'resting') : 'weekday');
  const [name, setName] = useState(entry?.name ?? '');
  const set = useSetDay();
  const clear = useClearDay();
  const usual = isWeekend(day) ? '休息' : '上班';
  const done = {
    onSuccess: () => {
      say('已保存', 'done');
      onClose();
    },
  };
  const save = () => {
    if (choice !== 'weekday') set.mutate({ day, working: choice === 'working', name: name.trim() }, done);
    else if (entry) clear.mutate(day, done);
    else onClose();
  };
  const error = set.error ?? clear.error;
  return (
    <Sheet
      open
      title={sayDate(day)}
      onClose={onClose}
      footer={
        <Button pending={set.isPending || clear.isPending} onPress={save}>
          保存
        </Button>
      }
    >
      <Options<Choice>
        value={choice}
        onChange={setChoice}
        options={[
          { value: 'weekday', label: '按星期算', note: `这天${usual}` },
          { value: 'resting', label: '休息', note: '节假日，工作时限不走' },
          { value: 'working', label: '上班', note: '调休上班，工作时限照走' },
        ]}
      />
      {choice !== 'weekday' && (
        <Field label="叫什么" optional>
          <Input
            label="叫什么"
            value={name}
            placeholder={choice === 'resting' ? '例如：国庆节' : '例如：国庆节调休'}
            maxLength={20}
            onChange={setName}
          />
        </Field>
      )}
      {error && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
