import { useState } from 'react';
import { SERVICE_CATEGORIES, SERVICE_CATEGORY_LABELS } from '@linli/shared/members';
import {
  ENTRY_PHOTOS_MAX,
  RECORD_CONTENT_MAX,
  RECORD_PLACE_MAX,
  RECORD_REASON_MAX,
  RECORD_TITLE_MAX,
  SERVED_CATEGORIES,
  SERVED_CATEGORY_LABELS,
} from '@linli/shared/timebank-records';
import type { EntryPlaceView } from '@linli/shared/timebank-records.dto';
import { fieldError, isProblem } from '@/api/problem';
import { useEntryPlaces } from '@/api/timebank-records';
import { Button } from '@/components/button';
import { Select } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Empty, Faces } from '@/components/faces';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { ShotPicker } from '@/components/shot-picker';
import { back } from '@/lib/router';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import { EntryPeople } from '../../components/entry-people';
import { TimebankFrame } from '../../components/frame';
import { useEntry } from '../../components/use-entry';

const keyOf = (place: EntryPlaceView) => `${place.communityCode} ${place.postId ?? place.teamId ?? ''}`;

/** Hours without codes, of one person or of a whole shift on paper. */
export default function EnterHours() {
  const places = useEntryPlaces();
  return (
    <Faces of={places} isEmpty={(all) => !all.length} empty={<Nowhere />}>
      {(all) => <Form places={all} />}
    </Faces>
  );
}

function Nowhere() {
  return (
    <TimebankFrame title="补录时长" here="enter">
      <Empty title="没有可以补录的地方" text="值班员、服务队队长和岗位负责人可以补录时长" />
    </TimebankFrame>
  );
}

function Form({ places }: { places: EntryPlaceView[] }) {
  const [key, setKey] = useState(() => (places[0] ? keyOf(places[0]) : ''));
  const place = places.find((one) => keyOf(one) === key) ?? null;
  const entry = useEntry(place);
  const { words, set, error } = entry;
  const send = async () => {
    const entered = await entry.send();
    if (entered === null) return;
    say(`已补录 ${entered} 人，等待审核和公示`, 'done');
    back();
  };
  return (
    <TimebankFrame
      form
      title="补录时长"
      here="enter"
      footer={
        <Button pending={entry.busy} disabled={!entry.ready} onPress={() => void send()}>
          {entry.people.length > 1 ? `提交 ${entry.people.length} 人的时长` : '提交'}
        </Button>
      }
    >
      <Field label="记在哪里">
        <Select label="记在哪里" options={places.map((one) => ({ value: keyOf(one), label: one.text }))} value={key} onChange={setKey} />
      </Field>
      <Field label="服务名称" error={fieldError(error, 'title')}>
        <Input
          label="服务名称"
          placeholder="例如：敬老院清扫"
          value={words.title}
          onChange={(title) => set({ title })}
          maxLength={RECORD_TITLE_MAX}
        />
      </Field>
      <Field label="类别">
        <Select
          label="类别"
          options={SERVICE_CATEGORIES.map((value) => ({ value, label: SERVICE_CATEGORY_LABELS[value] }))}
          value={words.category}
          onChange={(category) => set({ category })}
        />
      </Field>
      <Field label="服务对象" hint="只选类别，不写姓名">
        <Select
          label="服务对象"
          options={SERVED_CATEGORIES.map((value) => ({ value, label: SERVED_CATEGORY_LABELS[value] }))}
          value={words.served}
          onChange={(served) => set({ served })}
        />
      </Field>
      <Field
        label="服务对象手机号"
        optional
        hint="只服务了一个人时填，不公开；亲属、家人之间不计积分"
        error={fieldError(error, 'servedPhone')}
      >
        <Input
          label="服务对象手机号"
          kind="digits"
          value={words.servedPhone}
          onChange={(servedPhone) => set({ servedPhone })}
          maxLength={11}
        />
      </Field>
      <Field label="服务日期" error={fieldError(error, 'day')}>
        <DayField label="服务日期" value={words.day} to={dayOf(serverNow())} onChange={(day) => set({ day })} />
      </Field>
      {place && <EntryPeople entry={entry} place={place} />}
      <Field label="服务内容" optional>
        <Textarea label="服务内容" value={words.content} onChange={(content) => set({ content })} maxLength={RECORD_CONTENT_MAX} rows={3} />
      </Field>
      <Field label="地点" optional>
        <Input label="地点" value={words.placeText} onChange={(placeText) => set({ placeText })} maxLength={RECORD_PLACE_MAX} />
      </Field>
      <Field label="为什么没有扫码" hint="例如：现场没有信号，用纸质签到表" error={fieldError(error, 'reason')}>
        <Textarea
          label="为什么没有扫码"
          value={words.reason}
          onChange={(reason) => set({ reason })}
          maxLength={RECORD_REASON_MAX}
          rows={2}
        />
      </Field>
      <Field label="照片" optional hint="纸质签到表等" error={fieldError(error, 'fileIds')}>
        <ShotPicker of={entry.shots} max={ENTRY_PHOTOS_MAX} />
      </Field>
      {error && (isProblem(error, 'overlap') || !isProblem(error, 'invalid_input')) && <FieldError>{error.message}</FieldError>}
    </TimebankFrame>
  );
}
