import { useState } from 'react';
import { RECORD_TITLE_MAX, RECORD_REASON_MAX, RECORD_REASON_MIN } from '@linli/shared/timebank-records';
import type { RecordCardView } from '@linli/shared/timebank-records.dto';
import { fieldError } from '@/api/problem';
import { DayField } from '@/components/day-field';
import { Field, Input } from '@/components/field';
import { ReasonSheet } from '@/components/reason-sheet';
import { TimeField } from '@/components/time-field';
import { newId } from '@/lib/ids';
import { serverNow } from '@/lib/server-clock';
import { dayOf, msOf, sayClock } from '@/lib/times';

interface Props {
  record: RecordCardView;
  pending: boolean;
  error: Error | null;
  send: (body: object) => void;
  onClose: () => void;
}

/** The record as it should have been: the old one is voided, this one goes its way through a second person. */
export function CorrectSheet({ record, pending, error, send, onClose }: Props) {
  const [recordId] = useState(newId);
  const [title, setTitle] = useState(record.title);
  const [day, setDay] = useState(record.day);
  const [from, setFrom] = useState(() => sayClock(msOf(record.startedAt)));
  const [to, setTo] = useState(() => sayClock(msOf(record.finishedAt)));
  return (
    <ReasonSheet
      title="重新登记"
      label="答复"
      hint="原记录会作废，新记录公示后由另一位同事确认"
      field="answer"
      min={RECORD_REASON_MIN}
      max={RECORD_REASON_MAX}
      pending={pending}
      error={error}
      send={(answer) => send({ answer, recordId, title: title.trim(), day, from, to })}
      onClose={onClose}
    >
      <Field label="服务名称" error={fieldError(error, 'title')}>
        <Input label="服务名称" value={title} onChange={setTitle} maxLength={RECORD_TITLE_MAX} />
      </Field>
      <Field label="日期" error={fieldError(error, 'day')}>
        <DayField label="日期" value={day} to={dayOf(serverNow())} onChange={setDay} />
      </Field>
      <Field label="开始">
        <TimeField label="开始时间" value={from} onChange={setFrom} />
      </Field>
      <Field label="结束" error={fieldError(error, 'to')}>
        <TimeField label="结束时间" value={to} onChange={setTo} />
      </Field>
    </ReasonSheet>
  );
}
