import { useState } from 'react';
import { HEADCOUNT_MAX, ORDER_MINUTES_MAX } from '@linli/shared/orders';
import type { MenuSettingView, SlotView } from '@linli/shared/orders-menu.dto';
import { useSetMenuItem } from '@/api/menu';
import { fieldError } from '@/api/problem';
import { Button } from '@/components/button';
import { ToggleRow } from '@/components/choice';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { Tabs } from '@/components/tabs';
import { say } from '@/lib/say';
import { changesOf } from '../menu-changes';
import { MenuHistory } from './menu-history';
import { NumberField } from './number-field';
import { SlotsField } from './slots-field';
import { WeekdaysField } from './weekdays-field';

const TABS = [
  { value: 'rules', label: '规则' },
  { value: 'history', label: '修改记录' },
] as const;
type Tab = (typeof TABS)[number]['value'];

interface Props {
  item: MenuSettingView;
  communityCode: string;
  /** else only read */
  edits: boolean;
  onClose: () => void;
}

/** One service's rules in this community. Only what was changed is sent; orders made already keep theirs. */
export function MenuItemSheet({ item, communityCode, edits, onClose }: Props) {
  const [tab, setTab] = useState<Tab>('rules');
  const [minutes, setMinutes] = useState(item.minutes);
  const [noticeHours, setNotice] = useState(item.noticeHours);
  const [radiusMetres, setRadius] = useState(item.radiusMetres);
  const [maxPeople, setMaxPeople] = useState(item.maxPeople);
  const [needsReview, setReview] = useState(item.needsReview);
  const [openToNeighbours, setNeighbours] = useState(item.openToNeighbours);
  const [description, setDescription] = useState(item.description ?? '');
  const [weekdays, setWeekdays] = useState(item.weekdays);
  const [slots, setSlots] = useState<SlotView[]>(item.slots);
  const [reason, setReason] = useState('');
  const set = useSetMenuItem(communityCode);
  const body = changesOf(item, {
    minutes,
    noticeHours,
    radiusMetres,
    maxPeople,
    needsReview,
    openToNeighbours,
    description: description.trim(),
    weekdays,
    slots,
  });
  const wrong = slots.some((x) => x.fromMinute >= x.toMinute);
  const save = () =>
    set.mutate(
      { code: item.code, body: { ...body, reason: reason.trim().length >= 2 ? reason.trim() : undefined } },
      {
        onSuccess: () => {
          say('已保存，新订单按新规则', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title={item.name}
      onClose={onClose}
      footer={
        tab === 'rules' &&
        edits && (
          <Button disabled={!Object.keys(body).length || wrong} pending={set.isPending} onPress={save}>
            保存
          </Button>
        )
      }
    >
      <Tabs<Tab> tabs={TABS} value={tab} onChange={setTab} />
      {tab === 'history' ? (
        <MenuHistory communityCode={communityCode} code={item.code} />
      ) : (
        <>
          <Field label="大约多久" error={fieldError(set.error, 'minutes')}>
            <NumberField label="时长" unit="分钟" value={minutes} min={5} max={ORDER_MINUTES_MAX} step={15} onChange={setMinutes} />
          </Field>
          <Field label="提前多久点" hint="留出找人的时间" error={fieldError(set.error, 'noticeHours')}>
            <NumberField label="提前" unit="小时" value={noticeHours} min={0} max={168} onChange={setNotice} />
          </Field>
          {radiusMetres !== null && (
            <Field label="从多远的人里找" error={fieldError(set.error, 'radiusMetres')}>
              <NumberField label="距离" unit="米" value={radiusMetres} min={200} max={20_000} step={500} onChange={setRadius} />
            </Field>
          )}
          <Field label="最多几个人来" error={fieldError(set.error, 'maxPeople')}>
            <NumberField label="人数" unit="人" value={maxPeople} min={item.minPeople} max={HEADCOUNT_MAX} onChange={setMaxPeople} />
          </Field>
          <ToggleRow
            title="先由社区审核"
            note={item.reviewFixed ? '这项服务必须审核，不能关' : '打开后每一单先到“待审核”'}
            on={needsReview}
            disabled={item.reviewFixed}
            onChange={setReview}
          />
          <ToggleRow title="邻近社区的人也能接" note="在上面的距离以内" on={openToNeighbours} onChange={setNeighbours} />
          <Field label="哪几天可以点" hint="一天都不选就是每天">
            <WeekdaysField value={weekdays} onChange={setWeekdays} />
          </Field>
          <Field label="什么时段开始" hint="不填就是白天 8 点到 20 点" error={wrong ? '结束要晚于开始' : null}>
            <SlotsField value={slots} onChange={setSlots} />
          </Field>
          <Field label="说明" optional hint="居民点单时看到">
            <Textarea label="说明" rows={2} value={description} maxLength={200} counted onChange={setDescription} />
          </Field>
          <Field label="为什么修改" optional>
            <Input label="为什么修改" value={reason} maxLength={200} onChange={setReason} />
          </Field>
          {set.error && <FieldError>{set.error.message}</FieldError>}
        </>
      )}
    </Sheet>
  );
}
