import { useState } from 'react';
import { PHONE_PATTERN } from '@linli/shared/accounts';
import { HELPER_RELATIONS, HELPER_RELATION_LABELS, type HelperRelation } from '@linli/shared/elders';
import type { ElderView } from '@linli/shared/elders.dto';
import { useAddHelper } from '@/api/elders';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { ShotPicker, useShots } from '@/components/shot-picker';
import { say } from '@/lib/say';

const RELATIONS = HELPER_RELATIONS.map((value) => ({ value, label: HELPER_RELATION_LABELS[value] }));
const PHOTOS_MAX = 3;

/** Bound by the desk with a document in hand: its photo is seen by the desk alone. */
export function HelperSheet({ elder, onClose }: { elder: ElderView; onClose: () => void }) {
  const [phone, setPhone] = useState('');
  const [relation, setRelation] = useState<HelperRelation | null>(null);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const shots = useShots(PHOTOS_MAX);
  const add = useAddHelper(elder.id);
  const bad = {
    phone: PHONE_PATTERN.test(phone) ? null : '请填 11 位手机号',
    relation: relation ? null : '请选关系',
    photos: shots.shots.length ? null : '请拍下看过的证件',
  };
  const send = async () => {
    setTried(true);
    if (Object.values(bad).some(Boolean) || !relation) return;
    setSending(true);
    setFailed(null);
    try {
      const fileIds = await shots.upload();
      await add.mutateAsync({ phone, relation, fileIds });
      say('已添加', 'done');
      onClose();
    } catch (e) {
      setFailed((e as Error).message);
    } finally {
      setSending(false);
    }
  };
  return (
    <Sheet
      open
      title={`给${elder.name}添加代办人`}
      onClose={onClose}
      footer={
        <Button pending={sending} onPress={() => void send()}>
          添加
        </Button>
      }
    >
      <Field label="代办人的手机号" hint="对方要登录过" error={tried ? bad.phone : null}>
        <Input kind="phone" label="代办人的手机号" value={phone} maxLength={11} onChange={setPhone} />
      </Field>
      <Field label="是老人的" error={tried ? bad.relation : null}>
        <Chips<HelperRelation> label="关系" chips={RELATIONS} value={relation} onPress={setRelation} />
      </Field>
      <Field label="证件照片" hint="户口簿、委托书等，只有社区看得到" error={tried ? bad.photos : null}>
        <ShotPicker of={shots} max={PHOTOS_MAX} label="拍证件" />
      </Field>
      {failed && <FieldError>{failed}</FieldError>}
    </Sheet>
  );
}
