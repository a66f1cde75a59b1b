import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { ORDER_ADDRESS_MAX, ORDER_REMARK_MAX } from '@linli/shared/orders';
import type { ElderView } from '@linli/shared/elders.dto';
import type { MenuItemView } from '@linli/shared/orders-menu.dto';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { ToggleRow } from '@/components/choice';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { PlaceField } from '@/components/place-field';
import { Sheet } from '@/components/sheet';
import type { OrderDraft } from '@/lib/order-draft';
import { go } from '@/lib/router';
import type { Missing, OrderValues } from '../order-values';
import s from './form.module.scss';

export interface PartProps {
  item: MenuItemView;
  values: OrderValues;
  change: (part: Partial<OrderDraft>) => void;
  /** after a first try */
  lacking: Missing | null;
}

const SELF = 'self';

/** One screen for oneself or a bound elder: one tap between them. */
export function ForPart({ values, change, elders }: Pick<PartProps, 'values' | 'change'> & { elders: readonly ElderView[] }) {
  const own = elders.find((e) => e.self);
  const chips = [
    { value: own?.id ?? SELF, label: '为自己' },
    ...elders.filter((e) => !e.self && e.helping).map((e) => ({ value: e.id, label: `为${e.name}` })),
  ];
  // another person: what was typed belongs to the one before
  const press = (value: string) =>
    change({ elderId: value === SELF ? null : value, address: null, position: null, remark: null, contactName: null, contactPhone: null });
  return (
    <Card
      title="给谁点"
      aside={
        <Button kind="text" size="small" inline onPress={() => go('/features/orders/pages/elders/index')}>
          亲情代办
        </Button>
      }
    >
      <Chips label="给谁点" chips={chips} value={values.elderId ?? own?.id ?? SELF} onPress={press} />
    </Card>
  );
}

/** The door, the place of a talk, or where one meets. A pin is optional: it helps to find somebody near. */
export function WherePart({ item, values, change, lacking, areaCode }: PartProps & { areaCode: string | undefined }) {
  const [map, setMap] = useState(false);
  if (item.mode === 'remote') return null;
  const home = item.mode === 'home';
  return (
    <Card title={home ? '上门地址' : item.atPlace ? '在哪里办' : '在哪里碰面'}>
      <Input
        label={home ? '上门地址' : '地点'}
        placeholder={home ? '几栋几单元几号' : '比如 万福社区活动室'}
        value={values.address}
        maxLength={ORDER_ADDRESS_MAX}
        invalid={Boolean(lacking?.address)}
        onChange={(address) => change({ address })}
      />
      {lacking?.address ? (
        <FieldError>{lacking.address}</FieldError>
      ) : (
        home && <Text className={s.hint}>只有接单的人和社区看得到，服务完就收起来</Text>
      )}
      <View>
        <Button kind="text" size="small" inline icon="map-pin" onPress={() => setMap(true)}>
          {values.position ? '位置已标好，改一下' : '在地图上标一下（选填）'}
        </Button>
      </View>
      <Sheet open={map} title="标一下位置" onClose={() => setMap(false)} footer={<Button onPress={() => setMap(false)}>好了</Button>}>
        <PlaceField areaCode={areaCode} value={values.position} onChange={(position) => change({ position })} />
      </Sheet>
    </Card>
  );
}

const PHRASES = ['请敲门，门铃坏了', '走路慢，请等一等', '听力不好，请大声些', '只说方言', '家里有狗'].map((label) => ({
  value: label,
  label,
}));

/** Optional: what somebody who comes should know, one tap each. Nothing about illness is asked. */
export function WordsPart({ values, change }: PartProps) {
  const press = (phrase: string) => {
    const { remark } = values;
    const next = remark.includes(phrase)
      ? remark.replace(phrase, '').replace(/^；|；$|；(?=；)/g, '')
      : (remark ? `${remark}；${phrase}` : phrase).slice(0, ORDER_REMARK_MAX);
    change({ remark: next });
  };
  return (
    <Card title="想说的（选填）">
      <Textarea
        label="想说的"
        placeholder="比如 要带什么、注意什么"
        value={values.remark}
        rows={1}
        maxLength={ORDER_REMARK_MAX}
        onChange={(remark) => change({ remark })}
      />
      <View className={s.chips}>
        <Chips
          label="常用的话"
          chips={PHRASES}
          value={PHRASES.map((p) => p.value).filter((p) => values.remark.includes(p))}
          onPress={press}
        />
      </View>
    </Card>
  );
}

interface ContactProps extends PartProps {
  draft: OrderDraft;
  phoneMasked: string | null;
}

/** Whom to ring at the door: as last time, else one's own number; another one is a tap away. */
export function ContactPart({ values, draft, change, lacking, phoneMasked }: ContactProps) {
  const [open, setOpen] = useState(draft.contactName !== null || draft.contactPhone !== null);
  if (!open)
    return (
      <Card title="到了打给谁">
        <View className={s.contact}>
          <Text className={s.contactWords}>
            {[values.contactName || '我', values.contactPhone || phoneMasked].filter(Boolean).join(' ')}
          </Text>
          <Button kind="text" size="small" inline onPress={() => setOpen(true)}>
            换个电话
          </Button>
        </View>
      </Card>
    );
  return (
    <Card title="到了打给谁">
      <Field label="怎么称呼" optional>
        <Input label="怎么称呼" value={values.contactName} maxLength={20} onChange={(contactName) => change({ contactName })} />
      </Field>
      <Field label="电话" optional hint="不填就打您自己的" error={lacking?.phone}>
        <Input
          label="联系电话"
          kind="phone"
          value={values.contactPhone}
          maxLength={11}
          invalid={Boolean(lacking?.phone)}
          onChange={(contactPhone) => change({ contactPhone: contactPhone.replace(/\D/g, '') })}
        />
      </Field>
    </Card>
  );
}

/** The risks, read before the order goes; and in one line each why two come, or an insurance. */
export function CarePart({ item, riskRead, change, lacking }: Omit<PartProps, 'values'> & { riskRead: boolean }) {
  const lines = [
    ...(item.twoPersonRule ? ['两个人一起来，您和来的人都放心'] : []),
    ...(item.insuranceRequired ? ['社区先给来的人登记意外险，再开始服务'] : []),
    ...(item.qualification ? [`来的人要有：${item.qualification}`] : []),
    ...(item.needsReview ? ['社区先看一下情况，再帮您找人'] : []),
    '服务是免费的，请不要给钱给物',
  ];
  return (
    <Card title="您要知道的">
      {lines.map((l) => (
        <Text key={l} className={s.care}>
          {l}
        </Text>
      ))}
      {item.riskNote && (
        <View className={s.risk}>
          <Text className={s.riskText}>{item.riskNote}</Text>
          <ToggleRow title="我读过了，知道了" on={riskRead} onChange={(on) => change({ riskRead: on })} />
          {lacking?.risk && <FieldError>{lacking.risk}</FieldError>}
        </View>
      )}
    </Card>
  );
}
