import { useState } from 'react';
import { ENTRY_PHOTOS_MAX, RECORD_REASON_MAX, RECORD_REASON_MIN } from '@linli/shared/timebank-records';
import { fieldError } from '@/api/problem';
import { useCorrection } from '@/api/timebank-records';
import { newId } from '@/lib/ids';
import { say } from '@/lib/say';
import { Button } from '../button';
import { Field, FieldError, Textarea } from '../field';
import { Sheet } from '../sheet';
import { ShotPicker, useShots } from '../shot-picker';

/** What is wrong with one's own record, with a photo where there is one. */
export function CorrectionSheet({ recordId, onClose }: { recordId: string; onClose: () => void }) {
  const [id] = useState(newId);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const shots = useShots(ENTRY_PHOTOS_MAX);
  const correction = useCorrection(recordId);
  const send = async () => {
    setBusy(true);
    setError(null);
    try {
      await correction.mutateAsync({ id, text: text.trim(), fileIds: await shots.upload() });
      say('已提交，社区会在 10 个工作日内答复', 'done');
      onClose();
    } catch (e) {
      setError(e as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      open
      title="申请更正"
      onClose={onClose}
      footer={
        <Button pending={busy} disabled={text.trim().length < RECORD_REASON_MIN} onPress={() => void send()}>
          提交申请
        </Button>
      }
    >
      <Field label="哪里不对" hint="例如：我做到了 17 点，记成了 16 点" error={fieldError(error, 'text')}>
        <Textarea label="哪里不对" value={text} onChange={setText} maxLength={RECORD_REASON_MAX} rows={3} />
      </Field>
      <Field label="照片" optional hint="签到表等证明" error={fieldError(error, 'fileIds')}>
        <ShotPicker of={shots} max={ENTRY_PHOTOS_MAX} />
      </Field>
      {error && !fieldError(error, 'text') && !fieldError(error, 'fileIds') && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
