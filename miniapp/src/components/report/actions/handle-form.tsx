import { useState } from 'react';
import { HANDLE_OUTCOMES, HANDLE_OUTCOME_LABELS, REASON_MAX, REASON_MIN, type HandleOutcome } from '@linli/shared/reports';
import { fieldError } from '@/api/problem';
import { Options } from '../../choice';
import { DayField } from '../../day-field';
import { Field, Input, Textarea } from '../../field';
import { ShotPicker, useShots } from '../../shot-picker';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import { FormShell } from './form-shell';
import type { ActionFormProps } from './types';

const NOTES: Record<HandleOutcome, string> = {
  solved: '需要至少一张处理后的照片',
  partly: '需要至少一张处理后的照片',
  cannot_now: '写明原因和预计时间',
  outside: '写明负责的单位，附上凭据',
};
const PHOTO_LABELS: Record<HandleOutcome, string> = {
  solved: '处理后的照片',
  partly: '处理后的照片',
  cannot_now: '照片',
  outside: '凭据照片',
};

/** What came of it, with the proof each outcome needs. */
export function HandleForm({ send, pending, error }: ActionFormProps) {
  const [outcome, setOutcome] = useState<HandleOutcome>('solved');
  const [note, setNote] = useState('');
  const [until, setUntil] = useState<string | null>(null);
  const [body, setBody] = useState('');
  const shots = useShots(9);
  const needsPhoto = outcome !== 'cannot_now';
  const missing = () => {
    if (needsPhoto && shots.shots.length === 0) return outcome === 'outside' ? '请附上凭据照片' : '请拍处理后的照片';
    if (outcome === 'cannot_now' && !until) return '请选预计到哪一天';
    if (outcome === 'outside' && body.trim().length < 2) return '请写负责的单位';
    if (note.trim().length < REASON_MIN) return '请写做了什么';
    return null;
  };
  const make = async () => ({
    outcome,
    note: note.trim(),
    fileIds: await shots.upload(),
    ...(outcome === 'cannot_now' ? { until } : {}),
    ...(outcome === 'outside' ? { outsideBody: body.trim() } : {}),
  });
  return (
    <FormShell label="提交" missing={missing()} pending={pending} error={error} onSend={() => send(make)}>
      <Field label="结果">
        <Options
          options={HANDLE_OUTCOMES.map((o) => ({ value: o, label: HANDLE_OUTCOME_LABELS[o], note: NOTES[o] }))}
          value={outcome}
          onChange={setOutcome}
        />
      </Field>
      <Field label={PHOTO_LABELS[outcome]} optional={!needsPhoto} error={fieldError(error, 'fileIds')}>
        <ShotPicker of={shots} max={9} />
      </Field>
      {outcome === 'cannot_now' && (
        <Field label="预计到哪一天" error={fieldError(error, 'until')}>
          <DayField label="预计到哪一天" value={until} from={dayOf(serverNow())} onChange={setUntil} />
        </Field>
      )}
      {outcome === 'outside' && (
        <Field label="负责的单位" error={fieldError(error, 'outsideBody')}>
          <Input label="负责的单位" value={body} maxLength={40} onChange={setBody} />
        </Field>
      )}
      <Field label={outcome === 'cannot_now' ? '原因' : '做了什么'} error={fieldError(error, 'note')}>
        <Textarea label="说明" value={note} maxLength={REASON_MAX} rows={3} onChange={setNote} />
      </Field>
    </FormShell>
  );
}
