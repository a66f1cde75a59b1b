import { useState } from 'react';
import {
  QUALIFICATION_CODES,
  QUALIFICATION_LABELS,
  QUALIFICATION_NUMBER_MAX,
  QUALIFICATION_PHOTOS_MAX,
  type QualificationCode,
} from '@linli/shared/members';
import { useSubmitQualification } from '@/api/members';
import { Button } from '@/components/button';
import { Select, ToggleRow } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { ShotPicker, useShots } from '@/components/shot-picker';
import { newId } from '@/lib/ids';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';

const CODES = QUALIFICATION_CODES.map((value) => ({ value, label: QUALIFICATION_LABELS[value] }));

/** A photo of the document and its last day: the community looks at it before it counts. */
export function QualificationSheet({ onClose }: { onClose: () => void }) {
  const [id] = useState(newId);
  const [code, setCode] = useState<QualificationCode | null>(null);
  const [number, setNumber] = useState('');
  const [lasting, setLasting] = useState(false);
  const [expiresOn, setExpiresOn] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [uploading, setUploading] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const shots = useShots(QUALIFICATION_PHOTOS_MAX);
  const submit = useSubmitQualification();
  const bad = {
    code: code ? null : '请选证书种类',
    expires: lasting || expiresOn ? null : '请选有效期，或打开“长期有效”',
    photos: shots.shots.length ? null : '请拍一张证书',
    number: !number.trim() || number.trim().length >= 2 ? null : '编号至少 2 位，或留空',
  };
  const send = async () => {
    setTried(true);
    if (Object.values(bad).some(Boolean) || !code) return;
    setUploading(true);
    setFailed(null);
    try {
      const fileIds = await shots.upload();
      await submit.mutateAsync({
        id,
        code,
        number: number.trim() || undefined,
        expiresOn: lasting ? undefined : (expiresOn ?? undefined),
        fileIds,
      });
      say('已提交，社区核对后告诉您', 'done');
      onClose();
    } catch (e) {
      setFailed((e as Error).message);
    } finally {
      setUploading(false);
    }
  };
  const shown = (mistake: string | null) => (tried ? mistake : null);
  return (
    <Sheet
      open
      title="上传证书"
      onClose={onClose}
      footer={
        <Button pending={uploading} onPress={() => void send()}>
          提交
        </Button>
      }
    >
      <Field label="证书种类" error={shown(bad.code)}>
        <Select label="证书种类" options={CODES} value={code} onChange={setCode} />
      </Field>
      <Field label="证书照片" hint="拍清楚姓名、编号和有效期；只有您和社区值班员看得到" error={shown(bad.photos)}>
        <ShotPicker of={shots} max={QUALIFICATION_PHOTOS_MAX} label="拍证书" />
      </Field>
      <ToggleRow title="长期有效" on={lasting} onChange={setLasting} />
      {!lasting && (
        <Field label="有效期到" error={shown(bad.expires)}>
          <DayField label="有效期到" value={expiresOn} from={dayOf(serverNow())} onChange={setExpiresOn} />
        </Field>
      )}
      <Field label="证书编号" optional error={shown(bad.number)}>
        <Input label="证书编号" value={number} maxLength={QUALIFICATION_NUMBER_MAX} onChange={setNumber} />
      </Field>
      {failed && <FieldError>{failed}</FieldError>}
    </Sheet>
  );
}
