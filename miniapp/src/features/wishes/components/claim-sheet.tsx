import { useState } from 'react';
import { Text } from '@tarojs/components';
import { fieldError } from '@/api/problem';
import { Button } from '@/components/button';
import { Options } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Field, FieldError } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import type { FormProps } from './form-props';
import s from '../wishes.module.scss';

const DAY_MS = 86_400_000;
const USUAL_DAYS = { micro: 7, project: 30 };

/** As whom, and by when: two taps when nothing needs to be changed. */
export function ClaimSheet({ wish, pending, error, send, onClose }: FormProps) {
  const keyOf = (choice: (typeof wish.claimChoices)[number]) => choice.unitId ?? choice.as;
  const [who, setWho] = useState(() => (wish.claimChoices[0] ? keyOf(wish.claimChoices[0]) : null));
  const [day, setDay] = useState(() => dayOf(serverNow() + USUAL_DAYS[wish.kind] * DAY_MS));
  const choice = wish.claimChoices.find((one) => keyOf(one) === who);
  const options = wish.claimChoices.map((one) => ({ value: keyOf(one), label: one.text }));
  return (
    <Sheet
      open
      title="认领这个心愿"
      onClose={onClose}
      footer={
        <Button
          icon="hand-heart"
          pending={pending}
          disabled={!choice}
          onPress={() => choice && send(() => ({ as: choice.as, ...(choice.unitId ? { unitId: choice.unitId } : {}), pledgeDay: day }))}
        >
          认领
        </Button>
      }
    >
      {options.length > 1 && (
        <Field label="以谁的名义">
          <Options options={options} value={who} onChange={setWho} />
        </Field>
      )}
      {options.length === 1 && choice?.as !== 'person' && <Text className={s.quiet}>{`以${choice?.text ?? ''}的名义认领`}</Text>}
      <Field label="哪天前完成" hint="到这天还没完成，心愿会回到榜上" error={fieldError(error, 'pledgeDay')}>
        <DayField label="哪天前完成" value={day} from={dayOf(serverNow())} to={wish.pledgeUntil} onChange={setDay} />
      </Field>
      <Text className={s.quiet}>认领后能看到心愿人的联系方式，请先打个电话问清楚。完成后拍照提交，由社区核实。</Text>
      {error && !fieldError(error, 'pledgeDay') && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
