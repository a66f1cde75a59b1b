import { useState } from 'react';
import { View } from '@tarojs/components';
import { PERSON_NAME_MAX, PHONE_PATTERN } from '@linli/shared/accounts';
import type { Position } from '@linli/shared/areas';
import type { ElderCardView } from '@linli/shared/elders.dto';
import { ORDER_ADDRESS_MAX, ORDER_AUDIENCE_MAX, ORDER_DAYS_AHEAD, ORDER_REMARK_MAX } from '@linli/shared/orders';
import type { OrderView } from '@linli/shared/orders.dto';
import type { MenuItemView } from '@linli/shared/orders-menu.dto';
import { useElder } from '@/api/elders';
import { useMe } from '@/api/me';
import { useCreateOrderOnBehalf } from '@/api/orders';
import { fieldError } from '@/api/problem';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { ToggleRow } from '@/components/choice';
import { MomentField } from '@/components/day-field';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { PlaceField } from '@/components/place-field';
import { ServiceFrame } from '@/components/service-frame';
import { newId } from '@/lib/ids';
import { widestArea } from '@/lib/roles';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import { ElderPicker } from './elder-picker';
import { ItemField } from './item-field';
import { NumberField } from './number-field';
import s from '../desk.module.scss';

const WHOM = [
  { value: 'caller', label: '来电、来访的人' },
  { value: 'elder', label: '有档案的老人' },
  { value: 'group', label: '集体（讲座、义诊）' },
] as const;
type Whom = (typeof WHOM)[number]['value'];
const DAY = 86_400_000;

interface Props {
  /** from an elder's page */
  elderId: string | undefined;
  onDone: (order: OrderView) => void;
}

/** One form for the three: only what differs is asked anew. */
export function OnBehalfForm({ elderId, onDone }: Props) {
  // the same over retries: a lost answer makes no second order
  const [id] = useState(newId);
  const me = useMe();
  const within = widestArea(me.data, ['dispatcher']);
  const [whom, setWhom] = useState<Whom>(elderId ? 'elder' : 'caller');
  const [elder, setElder] = useState<Pick<ElderCardView, 'id' | 'name'> | null>(elderId ? { id: elderId, name: '' } : null);
  const profile = useElder(elder?.id ?? '', whom === 'elder');
  const [community, setCommunity] = useState<string | null>(null);
  const [item, setItem] = useState<MenuItemView | null>(null);
  const [startAt, setStartAt] = useState<string | null>(null);
  const [minutes, setMinutes] = useState<number | null>(null);
  const [people, setPeople] = useState<number | null>(null);
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [address, setAddress] = useState('');
  const [position, setPosition] = useState<Position | null>(null);
  const [audience, setAudience] = useState(30);
  const [remark, setRemark] = useState('');
  const [riskRead, setRiskRead] = useState(false);
  const [tried, setTried] = useState(false);
  const send = useCreateOrderOnBehalf();
  const ofElder = whom === 'elder' ? profile.data : undefined;
  const communityCode = ofElder?.communityCode ?? community ?? (within?.length === 12 ? within : undefined);
  const where = address.trim() || (ofElder?.address ?? '');
  const remote = item?.mode === 'remote';
  const bad = {
    elder: whom !== 'elder' || elder ? null : '请选老人',
    community: communityCode ? null : '请选社区',
    item: item ? null : '请选服务',
    startAt: startAt ? null : '请选时间',
    name: whom !== 'caller' || name.trim() ? null : '请填称呼',
    phone:
      whom === 'caller'
        ? PHONE_PATTERN.test(phone)
          ? null
          : '请填 11 位手机号'
        : !phone || PHONE_PATTERN.test(phone)
          ? null
          : '请填 11 位手机号，或留空',
    address: remote || where.length >= 2 ? null : '请填地点',
    risk: !item?.riskNote || riskRead ? null : '请先念给对方听',
  };
  const shown = (mistake: string | null, path?: string) => (tried ? mistake : null) ?? (path ? fieldError(send.error, path) : null);
  const pickItem = (next: MenuItemView) => {
    setItem(next);
    setMinutes(next.minutes);
    setPeople(next.minPeople);
    setRiskRead(false);
  };
  const submit = () => {
    setTried(true);
    if (Object.values(bad).some(Boolean) || !item || !startAt) {
      say('还有没填好的地方，已标出来', 'late');
      return;
    }
    send.mutate(
      {
        id,
        itemCode: item.code,
        startAt,
        minutes: minutes ?? undefined,
        headcount: people ?? undefined,
        remark: remark.trim() || undefined,
        address: remote ? undefined : where,
        position: position ?? ofElder?.position ?? undefined,
        communityCode,
        riskRead: item.riskNote ? riskRead : undefined,
        elderId: whom === 'elder' ? elder?.id : undefined,
        contactName: whom === 'elder' ? undefined : name.trim() || undefined,
        contactPhone: whom === 'elder' ? undefined : phone || undefined,
        audience: whom === 'group' ? audience : undefined,
      },
      { onSuccess: onDone, onError: (e) => say(e.message, 'late') },
    );
  };
  return (
    <ServiceFrame
      title="代为点单"
      here="place"
      footer={
        <Button pending={send.isPending} onPress={submit}>
          下单
        </Button>
      }
    >
      <View className={s.columns}>
        <View className={s.column}>
          <Card>
            <Field label="给谁点">
              <Chips<Whom> label="给谁点" chips={WHOM} value={whom} onPress={setWhom} />
            </Field>
            {whom === 'elder' && (
              <Field label="老人" error={shown(bad.elder, 'elderId')} hint="没有档案的先在“老人档案”里建一份">
                <ElderPicker value={elder ? (profile.data?.name ?? elder.name) : null} onPick={setElder} />
              </Field>
            )}
            {whom !== 'elder' && (
              <>
                <Field label={whom === 'group' ? '联系人' : '怎么称呼'} optional={whom === 'group'} error={shown(bad.name, 'contactName')}>
                  <Input label="称呼" value={name} maxLength={PERSON_NAME_MAX} onChange={setName} />
                </Field>
                <Field
                  label="电话"
                  optional={whom === 'group'}
                  hint="只有接单的人和社区看得到，服务完就收起来"
                  error={shown(bad.phone, 'contactPhone')}
                >
                  <Input kind="phone" label="电话" value={phone} maxLength={11} onChange={setPhone} />
                </Field>
              </>
            )}
            {whom === 'group' && (
              <Field label="预计来多少人">
                <NumberField label="预计人数" unit="人" value={audience} min={1} max={ORDER_AUDIENCE_MAX} step={5} onChange={setAudience} />
              </Field>
            )}
            {whom !== 'elder' && within?.length !== 12 && (
              <Field label="社区" error={shown(bad.community, 'communityCode')}>
                <AreaField label="社区" value={community} levels={['community']} within={within} onChange={setCommunity} />
              </Field>
            )}
            {!remote && (
              <Field
                label={whom === 'group' ? '在哪里办' : '地址'}
                hint={ofElder && !address ? `不填就用档案里的：${ofElder.address}` : undefined}
                error={shown(bad.address, 'address')}
              >
                <Input
                  label="地址"
                  placeholder={whom === 'group' ? '例如：万福社区活动室' : '几栋几单元几号'}
                  value={address}
                  maxLength={ORDER_ADDRESS_MAX}
                  onChange={setAddress}
                />
              </Field>
            )}
          </Card>
        </View>
        <View className={s.column}>
          <Card>
            <Field label="要什么服务" error={shown(bad.item, 'itemCode')}>
              <ItemField
                communityCode={communityCode}
                value={item}
                onChange={pickItem}
                only={whom === 'group' ? (i) => i.atPlace : undefined}
              />
            </Field>
            <Field label="什么时候开始" error={shown(bad.startAt, 'startAt')}>
              <MomentField
                label="什么时候开始"
                value={startAt}
                from={dayOf(serverNow())}
                to={dayOf(serverNow() + ORDER_DAYS_AHEAD * DAY)}
                onChange={setStartAt}
              />
            </Field>
            {item && (
              <Field label="大约多久" error={shown(null, 'minutes')}>
                <NumberField label="时长" unit="分钟" value={minutes ?? item.minutes} min={5} max={480} step={15} onChange={setMinutes} />
              </Field>
            )}
            {item && item.maxPeople > item.minPeople && (
              <Field label="要几个人来" error={shown(null, 'headcount')}>
                <NumberField
                  label="人数"
                  unit="人"
                  value={people ?? item.minPeople}
                  min={item.minPeople}
                  max={item.maxPeople}
                  onChange={setPeople}
                />
              </Field>
            )}
            <Field label="备注" optional hint="来的人会看到，不写病情">
              <Textarea label="备注" rows={2} value={remark} maxLength={ORDER_REMARK_MAX} counted onChange={setRemark} />
            </Field>
            {item?.riskNote && (
              <>
                <View className={s.risks}>{item.riskNote}</View>
                <ToggleRow title="已念给对方听" on={riskRead} onChange={setRiskRead} />
                {tried && bad.risk && <FieldError>{bad.risk}</FieldError>}
              </>
            )}
            {send.error && <FieldError>{send.error.message}</FieldError>}
          </Card>
          {!remote && (
            <Card title="在地图上标一下（选填）">
              <PlaceField areaCode={communityCode ?? within} value={position ?? ofElder?.position ?? null} onChange={setPosition} />
            </Card>
          )}
        </View>
      </View>
    </ServiceFrame>
  );
}
