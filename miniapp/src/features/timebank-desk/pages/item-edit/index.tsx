import { useState } from 'react';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import {
  ITEM_ABOUT_MAX,
  ITEM_KIND_LABELS,
  ITEM_KINDS,
  ITEM_PICTURES_MAX,
  ITEM_POINTS_MAX,
  ITEM_STOCK_MAX,
  ITEM_TITLE_MAX,
  type ItemKind,
  VOUCHER_DAYS_DEFAULT,
  VOUCHER_DAYS_MAX,
} from '@linli/shared/rewards';
import type { ShopItemView } from '@linli/shared/rewards.dto';
import { STAR_LABELS } from '@linli/shared/timebank';
import { fieldError } from '@/api/problem';
import { useCreateItem, useShopItem, useUpdateItem } from '@/api/rewards';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { Select } from '@/components/choice';
import { Faces } from '@/components/faces';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { useShots } from '@/components/shot-picker';
import { newId } from '@/lib/ids';
import { back } from '@/lib/router';
import { say } from '@/lib/say';
import { TimebankFrame } from '../../components/frame';
import { Pictures } from '../../components/pictures';
import { numberFault, numberOf } from '../../numbers';
import s from '../../components/shops.module.scss';

const KINDS = ITEM_KINDS.map((value) => ({ value, label: ITEM_KIND_LABELS[value] }));
const STARS = STAR_LABELS.map((label, star) => ({ value: String(star), label: star ? `${label}及以上` : '不限星级' }));
const LIMIT_MAX = 999;
const HOURS_MAX = 10_000;

/** What a shop gives, for how many points and to whom. Vouchers that are out stay as they were made. */
export default function ItemEdit() {
  const { id = '', shopId = '' } = useRouter().params;
  const item = useShopItem(id);
  if (!id) return <Form before={null} shopId={shopId} />;
  if (item.data) return <Form key={item.data.id} before={item.data} shopId={item.data.shopId} />;
  return (
    <TimebankFrame title="修改项目" here="shops">
      <Faces of={item}>{() => null}</Faces>
    </TimebankFrame>
  );
}

function Form({ before, shopId }: { before: ShopItemView | null; shopId: string }) {
  const said = (n: number | null | undefined) => (n === null || n === undefined || n === 0 ? '' : String(n));
  const [newOne] = useState(newId);
  const [kind, setKind] = useState<ItemKind>(before?.kind ?? 'goods');
  const [title, setTitle] = useState(before?.title ?? '');
  const [about, setAbout] = useState(before?.about ?? '');
  const [points, setPoints] = useState(said(before?.points));
  const [stock, setStock] = useState('');
  const [perPerson, setPerPerson] = useState(said(before?.perPerson));
  const [perPersonMonth, setPerPersonMonth] = useState(said(before?.perPersonMonth));
  const [star, setStar] = useState(String(before?.starLeast ?? 0));
  const [hours, setHours] = useState(said(before && Math.round(before.minutesLeast / 60)));
  const [validDays, setValidDays] = useState(String(before?.validDays ?? VOUCHER_DAYS_DEFAULT));
  const [kept, setKept] = useState(before?.photos ?? []);
  const shots = useShots(ITEM_PICTURES_MAX);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const create = useCreateItem();
  const update = useUpdateItem(before?.id ?? '');
  const error = create.error ?? update.error;
  const own = {
    title: title.trim().length >= 2 ? null : '至少 2 个字',
    points: numberFault(points, 1, ITEM_POINTS_MAX, true),
    stock: numberFault(stock, 0, ITEM_STOCK_MAX),
    perPerson: numberFault(perPerson, 1, LIMIT_MAX),
    perPersonMonth: numberFault(perPersonMonth, 1, LIMIT_MAX),
    minutesLeast: numberFault(hours, 0, HOURS_MAX),
    validDays: numberFault(validDays, 1, VOUCHER_DAYS_MAX, true),
  };
  const fault = (field: keyof typeof own) => (tried ? (own[field] ?? fieldError(error, field)) : null);
  const send = async () => {
    setTried(true);
    if (Object.values(own).some(Boolean)) return;
    setSending(true);
    try {
      const fileIds = [...kept.map((photo) => photo.id), ...(await shots.upload())];
      const terms = {
        ...{ kind, title: title.trim(), about: about.trim(), points: Number(points), fileIds },
        perPerson: numberOf(perPerson),
        perPersonMonth: numberOf(perPersonMonth),
        starLeast: Number(star),
        minutesLeast: (numberOf(hours) ?? 0) * 60,
        validDays: Number(validDays),
      };
      await (before ? update.mutateAsync(terms) : create.mutateAsync({ id: newOne, shopId, stock: numberOf(stock), ...terms }));
      say(before ? '已保存' : '已上架', 'done');
      back();
    } catch (e) {
      say((e as Error).message, 'late');
    } finally {
      setSending(false);
    }
  };
  const known = Object.keys(own).some((field) => fieldError(error, field));
  const number = (label: string, value: string, set: (value: string) => void, placeholder?: string) => (
    <Input label={label} kind="digits" value={value} onChange={set} maxLength={6} placeholder={placeholder} />
  );
  return (
    <TimebankFrame
      form
      title={before ? '修改项目' : '上架新项目'}
      here="shops"
      footer={
        <Button pending={sending} onPress={() => void send()}>
          {before ? '保存' : '上架'}
        </Button>
      }
    >
      <Card title="给什么">
        <Field label="类别">
          <Chips label="类别" chips={KINDS} value={kind} onPress={setKind} />
        </Field>
        <Field label="名称" error={fault('title')}>
          <Input label="名称" value={title} onChange={setTitle} maxLength={ITEM_TITLE_MAX} placeholder="例如：豆浆油条一份" />
        </Field>
        <Field label="积分" error={fault('points')} hint={before ? '已经兑出的券按原来的积分' : undefined}>
          {number('积分', points, setPoints, '例如：10')}
        </Field>
        <Field label="说明" optional>
          <Textarea label="说明" value={about} onChange={setAbout} maxLength={ITEM_ABOUT_MAX} rows={3} />
        </Field>
        <Field label="图片" optional>
          <Pictures kept={kept} onClear={() => setKept([])} shots={shots} max={ITEM_PICTURES_MAX} error={fieldError(error, 'fileIds')} />
        </Field>
      </Card>
      <Card title="条件">
        {!before && (
          <Field label="库存" optional error={fault('stock')} hint="不填就不计库存，一直可兑">
            {number('库存', stock, setStock)}
          </Field>
        )}
        <View className={s.pair}>
          <View className={s.half}>
            <Field label="每人限兑" optional error={fault('perPerson')}>
              {number('每人限兑', perPerson, setPerPerson, '不限')}
            </Field>
          </View>
          <View className={s.half}>
            <Field label="每人每月" optional error={fault('perPersonMonth')}>
              {number('每人每月限兑', perPersonMonth, setPerPersonMonth, '不限')}
            </Field>
          </View>
        </View>
        <Field label="星级">
          <Select label="星级" options={STARS} value={star} onChange={setStar} />
        </Field>
        <Field label="至少服务（小时）" optional error={fault('minutesLeast')}>
          {number('至少服务小时数', hours, setHours, '不限')}
        </Field>
        <Field label="兑换券有效期（天）" error={fault('validDays')}>
          {number('有效期', validDays, setValidDays)}
        </Field>
        {error && !known && <FieldError>{error.message}</FieldError>}
      </Card>
    </TimebankFrame>
  );
}
