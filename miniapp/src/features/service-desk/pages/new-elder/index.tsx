import { useState } from 'react';
import { View } from '@tarojs/components';
import { PERSON_NAME_MAX, PHONE_PATTERN } from '@linli/shared/accounts';
import type { Position } from '@linli/shared/areas';
import { ELDER_ADDRESS_MAX, ELDER_AGE, ELDER_NOTE_MAX, type ElderNeed } from '@linli/shared/elders';
import { useCreateElder } from '@/api/elders';
import { useMe } from '@/api/me';
import { fieldError } from '@/api/problem';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Field, FieldError, Input } from '@/components/field';
import { PlaceField } from '@/components/place-field';
import { ServiceFrame } from '@/components/service-frame';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { newId } from '@/lib/ids';
import { widestArea } from '@/lib/roles';
import { swap } from '@/lib/router';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import { NeedsField } from '../../components/needs-field';
import s from '../../desk.module.scss';

/** A profile made by the desk, for an elder who has no phone or cannot do it alone. */
export default function NewElder() {
  const [id] = useState(newId);
  const me = useMe();
  const within = widestArea(me.data, ['dispatcher']);
  const [name, setName] = useState('');
  const [year, setYear] = useState('');
  const [phone, setPhone] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const [address, setAddress] = useState('');
  const [position, setPosition] = useState<Position | null>(null);
  const [needs, setNeeds] = useState<ElderNeed[]>([]);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const make = useCreateElder();
  const communityCode = picked ?? (within?.length === 12 ? within : null);
  const youngest = Number(dayOf(serverNow()).slice(0, 4)) - ELDER_AGE;
  const bad = {
    name: name.trim() ? null : '请填姓名',
    year: /^(19|20)\d{2}$/.test(year) ? (Number(year) <= youngest ? null : `要满 ${ELDER_AGE} 岁`) : '请填 4 位年份，例如 1948',
    phone: !phone || PHONE_PATTERN.test(phone) ? null : '请填 11 位手机号，或留空',
    community: communityCode ? null : '请选社区',
    address: address.trim().length >= 2 ? null : '请填地址',
  };
  const shown = (mistake: string | null, path: string) => (tried ? mistake : null) ?? fieldError(make.error, path);
  const send = () => {
    setTried(true);
    if (Object.values(bad).some(Boolean) || !communityCode) {
      say('还有没填好的地方，已标出来', 'late');
      return;
    }
    make.mutate(
      {
        id,
        name: name.trim(),
        birthYear: Number(year),
        phone: phone || undefined,
        communityCode,
        address: address.trim(),
        position: position ?? undefined,
        needs,
        note: note.trim() || undefined,
      },
      {
        onSuccess: (e) => {
          say(`已建${e.name}的档案`, 'done');
          swap(SERVICE_PATHS.elder, { id: e.id });
        },
        onError: (e) => say(e.message, 'late'),
      },
    );
  };
  return (
    <ServiceFrame
      title="新建老人档案"
      here="elders"
      footer={
        <Button pending={make.isPending} onPress={send}>
          建档
        </Button>
      }
    >
      <View className={s.columns}>
        <View className={s.column}>
          <Card>
            <Field label="姓名" error={shown(bad.name, 'name')}>
              <Input label="姓名" value={name} maxLength={PERSON_NAME_MAX} onChange={setName} />
            </Field>
            <Field label="出生年份" error={shown(bad.year, 'birthYear')}>
              <Input kind="digits" label="出生年份" placeholder="例如 1948" value={year} maxLength={4} onChange={setYear} />
            </Field>
            <Field label="电话" optional hint="老人自己接的电话，座机不用填；有账号的会自动连上" error={shown(bad.phone, 'phone')}>
              <Input kind="phone" label="电话" value={phone} maxLength={11} onChange={setPhone} />
            </Field>
            {within?.length !== 12 && (
              <Field label="社区" error={shown(bad.community, 'communityCode')}>
                <AreaField label="社区" value={communityCode} levels={['community']} within={within} onChange={setPicked} />
              </Field>
            )}
            <Field label="住址" error={shown(bad.address, 'address')}>
              <Input label="住址" placeholder="几栋几单元几号" value={address} maxLength={ELDER_ADDRESS_MAX} onChange={setAddress} />
            </Field>
          </Card>
        </View>
        <View className={s.column}>
          <Card>
            <Field label="请来的人留意" optional>
              <NeedsField value={needs} onChange={setNeeds} />
            </Field>
            <Field label="备注" optional hint="例如：门铃坏了，请敲门。不写病情">
              <Input label="备注" value={note} maxLength={ELDER_NOTE_MAX} onChange={setNote} />
            </Field>
            <Field label="位置" optional hint="用亲情卡签到时要在附近，标准一点">
              <PlaceField areaCode={communityCode ?? within} value={position} onChange={setPosition} />
            </Field>
            {make.error && <FieldError>{make.error.message}</FieldError>}
          </Card>
        </View>
      </View>
    </ServiceFrame>
  );
}
