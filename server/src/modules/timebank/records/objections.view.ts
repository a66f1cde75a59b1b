import { RECORD_CASE_KIND_LABELS, RECORD_CASE_STATE_LABELS } from '@linli/shared/timebank-records';
import type { MyRecordCaseView } from '@linli/shared/timebank-records.dto';
import type { RecordCaseEntity } from './record-parts.entity.js';
import type { ServiceRecordEntity } from '../service-record.entity.js';

/** For whoever raised it: of the record only what was on the public list. */
export function myCase(one: RecordCaseEntity, record: Pick<ServiceRecordEntity, 'title' | 'day'>): MyRecordCaseView {
  const { id, kind, recordId, state, text, answer, createdAt, dueAt, decidedAt } = one;
  return {
    id,
    kind,
    kindText: RECORD_CASE_KIND_LABELS[kind],
    recordId,
    recordTitle: record.title,
    recordDay: record.day,
    state,
    stateText: RECORD_CASE_STATE_LABELS[state],
    text,
    answer,
    createdAt: createdAt.toISOString(),
    dueAt: dueAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}
