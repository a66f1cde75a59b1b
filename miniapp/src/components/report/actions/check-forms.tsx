import { useState } from 'react';
import { REASON_MAX } from '@linli/shared/reports';
import { Options } from '../../choice';
import { Field, Textarea } from '../../field';
import { ShotPicker, useShots } from '../../shot-picker';
import { FormShell } from './form-shell';
import type { ActionFormProps } from './types';

/** 即查即改: mended on the spot, with the photo that shows it. */
export function SelfHandleForm({ send, pending, error }: ActionFormProps) {
  const shots = useShots(9);
  const [note, setNote] = useState('');
  return (
    <FormShell
      label="提交并办结"
      missing={shots.shots.length ? null : '请拍处理后的照片'}
      pending={pending}
      error={error}
      onSend={() => send(async () => ({ fileIds: await shots.upload(), ...(note.trim() ? { note: note.trim() } : {}) }))}
    >
      <Field label="处理后的照片" hint="在同一个角度拍，方便对比">
        <ShotPicker of={shots} max={9} />
      </Field>
      <Field label="做了什么" optional>
        <Textarea label="做了什么" value={note} maxLength={REASON_MAX} rows={2} onChange={setNote} />
      </Field>
    </FormShell>
  );
}

const RESULTS = [
  { value: 'yes' as const, label: '属实，通过' },
  { value: 'no' as const, label: '与办结情况不符' },
];

/** The drawn 5 %: looked at once more. */
export function SecondCheckForm({ send, pending, error }: ActionFormProps) {
  const [result, setResult] = useState<'yes' | 'no' | null>(null);
  const [note, setNote] = useState('');
  return (
    <FormShell
      label="提交复查结果"
      missing={result ? null : '请选复查结果'}
      pending={pending}
      error={error}
      onSend={() => send({ passed: result === 'yes', ...(note.trim() ? { note: note.trim() } : {}) })}
    >
      <Field label="复查结果">
        <Options options={RESULTS} value={result} onChange={setResult} />
      </Field>
      <Field label="说明" optional>
        <Textarea label="说明" value={note} maxLength={REASON_MAX} rows={2} onChange={setNote} />
      </Field>
    </FormShell>
  );
}
