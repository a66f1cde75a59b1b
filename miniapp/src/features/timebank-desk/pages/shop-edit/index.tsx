import { useState } from 'react';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { areaLevel, type Position } from '@linli/shared/areas';
import { PLACE_PHONE_PATTERN } from '@linli/shared/places';
import {
  SHOP_ABOUT_MAX,
  SHOP_CATEGORIES,
  SHOP_CATEGORY_LABELS,
  SHOP_HOURS_TEXT_MAX,
  SHOP_NAME_MAX,
  SHOP_PICTURES_MAX,
  SHOP_PLACE_TEXT_MAX,
  type ShopCategory,
} from '@linli/shared/rewards';
import type { ShopView } from '@linli/shared/rewards.dto';
import { useMe } from '@/api/me';
import { fieldError } from '@/api/problem';
import { useCreateShop, useShop, useUpdateShop } from '@/api/rewards';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Select } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Faces } from '@/components/faces';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { PlaceField } from '@/components/place-field';
import { useShots } from '@/components/shot-picker';
import { newId } from '@/lib/ids';
import { widestArea } from '@/lib/roles';
import { back } from '@/lib/router';
import { say } from '@/lib/say';
import { TimebankFrame } from '../../components/frame';
import { Pictures } from '../../components/pictures';
import s from '../../components/shops.module.scss';

const CATEGORIES = SHOP_CATEGORIES.map((value) => ({ value, label: SHOP_CATEGORY_LABELS[value] }));
const LEVELS = ['district', 'street', 'community'] as const;

/** A shop that has just signed, or one whose page has changed. */
export default function ShopEdit() {
  const { id = '' } = useRouter().params;
  const shop = useShop(id);
  const me = useMe();
  if (id && shop.data) return <Form key={shop.data.id} before={shop.data} within={shop.data.communityCode} />;
  if (!id && me.data) return <Form before={null} within={widestArea(me.data, ['dispatcher'])} />;
  return (
    <TimebankFrame title={id ? '修改商家' : '登记商家'} here="shops">
      {id ? <Faces of={shop}>{() => null}</Faces> : <Faces of={me}>{() => null}</Faces>}
    </TimebankFrame>
  );
}

function Form({ before, within }: { before: ShopView | null; within: string | undefined }) {
  const [newOne] = useState(newId);
  const [community, setCommunity] = useState<string | null>(
    before?.communityCode ?? (within !== undefined && areaLevel(within) === 'community' ? within : null),
  );
  const [name, setName] = useState(before?.name ?? '');
  const [category, setCategory] = useState<ShopCategory | null>(before?.category ?? null);
  const [placeText, setPlaceText] = useState(before?.placeText ?? '');
  const [position, setPosition] = useState<Position | null>(before?.position ?? null);
  const [phone, setPhone] = useState(before?.phone ?? '');
  const [hoursText, setHoursText] = useState(before?.hoursText ?? '');
  const [about, setAbout] = useState(before?.about ?? '');
  const [agreementFrom, setFrom] = useState<string | null>(before?.agreementFrom ?? null);
  const [agreementTo, setTo] = useState<string | null>(before?.agreementTo ?? null);
  const [kept, setKept] = useState(before?.photos ?? []);
  const shots = useShots(SHOP_PICTURES_MAX);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const create = useCreateShop();
  const update = useUpdateShop(before?.id ?? '');
  const error = create.error ?? update.error;
  const own = {
    communityCode: community ? null : '请选择签约的社区',
    name: name.trim().length >= 2 ? null : '至少 2 个字',
    category: category ? null : '请选择类型',
    placeText: placeText.trim().length >= 2 ? null : '至少 2 个字',
    position: position ? null : '请在地图上点一下',
    phone: !phone || PLACE_PHONE_PATTERN.test(phone) ? null : '请填座机（带区号）或手机',
    agreementFrom: agreementFrom ? null : '请选择开始日期',
    agreementTo: agreementTo && (!agreementFrom || agreementTo >= agreementFrom) ? null : '请选择结束日期，不早于开始日期',
  };
  const fault = (field: keyof typeof own) => (tried ? (own[field] ?? fieldError(error, field)) : null);
  const send = async () => {
    setTried(true);
    if (!community || !category || !position || !agreementFrom || !agreementTo || Object.values(own).some(Boolean)) return;
    setSending(true);
    try {
      const fileIds = [...kept.map((photo) => photo.id), ...(await shots.upload())];
      const words = {
        ...{ name: name.trim(), category, placeText: placeText.trim(), position, phone, agreementFrom, agreementTo, fileIds },
        hoursText: hoursText.trim(),
        about: about.trim(),
      };
      await (before ? update.mutateAsync(words) : create.mutateAsync({ id: newOne, communityCode: community, ...words }));
      say('已保存', 'done');
      back();
    } catch (e) {
      say((e as Error).message, 'late');
    } finally {
      setSending(false);
    }
  };
  const known = Object.keys(own).some((field) => fieldError(error, field));
  return (
    <TimebankFrame
      form
      title={before ? '修改商家' : '登记商家'}
      here="shops"
      footer={
        <Button pending={sending} onPress={() => void send()}>
          保存
        </Button>
      }
    >
      <Card title="店铺">
        {!before && (
          <Field label="签约社区" error={fault('communityCode')}>
            <AreaField
              label="签约社区"
              value={community}
              onChange={setCommunity}
              levels={LEVELS}
              within={within}
              placeholder="请选择社区"
            />
          </Field>
        )}
        <Field label="店名" error={fault('name')}>
          <Input label="店名" value={name} onChange={setName} maxLength={SHOP_NAME_MAX} placeholder="例如：万福早点铺" />
        </Field>
        <Field label="类型" error={fault('category')}>
          <Select label="类型" options={CATEGORIES} value={category} onChange={setCategory} />
        </Field>
        <Field label="地址" error={fault('placeText')}>
          <Input label="地址" value={placeText} onChange={setPlaceText} maxLength={SHOP_PLACE_TEXT_MAX} placeholder="例如：菜市口 12 号" />
        </Field>
        <Field label="位置" error={fault('position')}>
          <PlaceField areaCode={community ?? within} value={position} onChange={setPosition} />
        </Field>
        <Field label="电话" optional error={fault('phone')}>
          <Input label="电话" value={phone} onChange={setPhone} maxLength={17} />
        </Field>
        <Field label="营业时间" optional>
          <Input
            label="营业时间"
            value={hoursText}
            onChange={setHoursText}
            maxLength={SHOP_HOURS_TEXT_MAX}
            placeholder="例如：06:30–13:00"
          />
        </Field>
        <Field label="简介" optional>
          <Textarea label="简介" value={about} onChange={setAbout} maxLength={SHOP_ABOUT_MAX} rows={3} />
        </Field>
        <Field label="图片" optional hint="大家都能看到，请不要拍到顾客">
          <Pictures kept={kept} onClear={() => setKept([])} shots={shots} max={SHOP_PICTURES_MAX} error={fieldError(error, 'fileIds')} />
        </Field>
      </Card>
      <Card title="协议">
        <View className={s.pair}>
          <View className={s.half}>
            <Field label="从" error={fault('agreementFrom')}>
              <DayField label="协议开始" value={agreementFrom} onChange={setFrom} />
            </Field>
          </View>
          <View className={s.half}>
            <Field label="到" error={fault('agreementTo')}>
              <DayField label="协议结束" value={agreementTo} onChange={setTo} from={agreementFrom ?? undefined} />
            </Field>
          </View>
        </View>
        {error && !known && <FieldError>{error.message}</FieldError>}
      </Card>
    </TimebankFrame>
  );
}
