import { useState } from 'react';
import { useRouter } from '@tarojs/taro';
import type { Position } from '@linli/shared/areas';
import {
  hoursFault,
  PLACE_ADDRESS_MAX,
  PLACE_KIND_LABELS,
  PLACE_KINDS,
  PLACE_NAME_MAX,
  PLACE_NOTE_MAX,
  PLACE_PHONE_PATTERN,
  type PlaceKind,
} from '@linli/shared/places';
import type { OpenHoursDto, PublicPlaceView } from '@linli/shared/places.dto';
import { useMe } from '@/api/me';
import { useCreatePlace, usePlaceToGo, useUpdatePlace } from '@/api/places';
import { fieldError } from '@/api/problem';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Select, ToggleRow } from '@/components/choice';
import { Faces } from '@/components/faces';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { PlaceField } from '@/components/place-field';
import { Screen } from '@/components/screen';
import { newId } from '@/lib/ids';
import { widestArea } from '@/lib/roles';
import { back } from '@/lib/router';
import { say } from '@/lib/say';
import { HoursField } from '../../components/hours-field';

const KINDS = PLACE_KINDS.map((value) => ({ value, label: PLACE_KIND_LABELS[value] }));

/** A new place, or one that has changed. */
export default function EditPlace() {
  const { id = '' } = useRouter().params;
  const place = usePlaceToGo(id);
  if (!id) return <Form before={null} />;
  if (place.data) return <Form key={place.data.id} before={place.data} />;
  return (
    <Screen title="修改地点">
      <Faces of={place}>{() => null}</Faces>
    </Screen>
  );
}

function Form({ before }: { before: PublicPlaceView | null }) {
  const within = widestArea(useMe().data, ['dispatcher', 'administrator']);
  const [newOne] = useState(newId);
  const [kind, setKind] = useState<PlaceKind | null>(before?.kind ?? null);
  const [name, setName] = useState(before?.name ?? '');
  const [address, setAddress] = useState(before?.address ?? '');
  const [phone, setPhone] = useState(before?.phone ?? '');
  const [position, setPosition] = useState<Position | null>(before?.position ?? null);
  const [hours, setHours] = useState<OpenHoursDto[]>(before?.hours ?? []);
  const [note, setNote] = useState(before?.note ?? '');
  const [retired, setRetired] = useState(before?.retired ?? false);
  const [tried, setTried] = useState(false);
  const create = useCreatePlace();
  const update = useUpdatePlace(before?.id ?? '');
  const error = create.error ?? update.error;
  const own = {
    kind: kind ? null : '请选择类型',
    name: name.trim().length >= 2 ? null : '至少 2 个字',
    address: address.trim().length >= 2 ? null : '至少 2 个字',
    phone: !phone || PLACE_PHONE_PATTERN.test(phone) ? null : '请填座机（带区号）、手机或短号',
    position: position ? null : '请在地图上点一下',
    hours: hoursFault(hours),
  };
  const fault = (field: keyof typeof own) => (tried ? (own[field] ?? fieldError(error, field)) : null);
  const done = {
    onSuccess: () => {
      say('已保存', 'done');
      back();
    },
  };
  const send = () => {
    setTried(true);
    if (!kind || !position || Object.values(own).some(Boolean)) return;
    const words = { kind, name: name.trim(), address: address.trim(), position, hours, note: note.trim() };
    if (before) update.mutate({ ...words, phone, retired }, done);
    else create.mutate({ id: newOne, ...words, phone: phone || undefined }, done);
  };
  const known = Object.keys(own).some((f) => fieldError(error, f));
  return (
    <Screen
      title={before ? '修改地点' : '新增地点'}
      footer={
        <Button pending={create.isPending || update.isPending} onPress={send}>
          保存
        </Button>
      }
    >
      <Card>
        <Field label="类型" error={fault('kind')}>
          <Select label="类型" options={KINDS} value={kind} onChange={setKind} />
        </Field>
        <Field label="名称" error={fault('name')}>
          <Input label="名称" value={name} onChange={setName} maxLength={PLACE_NAME_MAX} placeholder="例如：万福长者食堂" />
        </Field>
        <Field label="地址" error={fault('address')}>
          <Input label="地址" value={address} onChange={setAddress} maxLength={PLACE_ADDRESS_MAX} placeholder="例如：菜市口 12 号一楼" />
        </Field>
        <Field label="位置" error={fault('position')}>
          <PlaceField areaCode={before?.areaCode ?? within} value={position} onChange={setPosition} />
        </Field>
        <Field label="电话" optional error={fault('phone')}>
          <Input label="电话" value={phone} onChange={setPhone} maxLength={17} placeholder="例如：0774-3886655" />
        </Field>
        <Field label="开放时间" optional error={fault('hours')}>
          <HoursField value={hours} onChange={setHours} />
        </Field>
        <Field label="说明" optional>
          <Textarea
            label="说明"
            value={note}
            onChange={setNote}
            maxLength={PLACE_NOTE_MAX}
            rows={2}
            placeholder="例如：60 岁以上凭证半价"
          />
        </Field>
        {before && <ToggleRow title="停用" note="居民不再看到，可以再打开" on={retired} onChange={setRetired} />}
        {error && !known && <FieldError>{error.message}</FieldError>}
      </Card>
    </Screen>
  );
}
