import { CLOSED_ACCOUNT, maskName, NAMELESS } from '@linli/shared/accounts';
import { EARNING_LIMIT_LABELS, RECORD_SOURCE_LABELS, RECORD_STATE_LABELS } from '@linli/shared/timebank';
import { ENTERED_AS_LABELS } from '@linli/shared/timebank-records';
import type { RecordCardView } from '@linli/shared/timebank-records.dto';
import type { RecordDetailsEntity } from './record-parts.entity.js';
import { isListed } from './records.policy.js';
import { fullDay } from './records.words.js';
import type { ServiceRecordEntity } from '../service-record.entity.js';

/** As people are called on lists. */
export interface PersonName {
  name: string;
  closed: boolean;
}
export const masked = (person: PersonName | undefined): string => {
  if (!person) return NAMELESS;
  if (person.closed) return CLOSED_ACCOUNT;
  return person.name ? maskName(person.name) : NAMELESS;
};
export const whole = (person: PersonName | undefined): string => (person && !person.closed && person.name ? person.name : masked(person));

export function recordCard(record: ServiceRecordEntity, communityText: string, now: Date): RecordCardView {
  const { id, title, source, day, startedAt, finishedAt, minutes, points, state, publicisedUntil } = record;
  return {
    id,
    title,
    source,
    sourceText: RECORD_SOURCE_LABELS[source],
    day,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    minutes,
    points,
    state,
    stateText: RECORD_STATE_LABELS[state],
    communityText,
    listedUntil: isListed(record, now) ? (publicisedUntil?.toISOString() ?? null) : null,
  };
}

type Proof = Pick<ServiceRecordEntity, 'source' | 'byCode' | 'silent' | 'confirmedAt' | 'confirmedBy'>;
/** How the hours were proved. */
export function proofText({ source, byCode, silent }: Proof, details: RecordDetailsEntity | null): string {
  if (source === 'manual') {
    const who = details?.enteredAs ? ENTERED_AS_LABELS[details.enteredAs] : '社区';
    return `没有扫码，由${who}补录，公示后由另一位工作人员确认`;
  }
  if (source === 'wish') return '心愿完成后由社区核实';
  if (silent) return byCode ? '签到、签退都扫了码；服务对象 72 小时没有答复，自动确认' : '服务对象 72 小时没有答复，自动确认';
  return byCode ? '签到、签退都扫了码' : '没有完整扫码，由社区核实时间';
}

export function confirmedText({ source, silent, confirmedAt }: Proof): string | null {
  if (confirmedAt === null) return null;
  const day = fullDay(confirmedAt);
  if (silent) return `${day} 超时自动确认`;
  if (source === 'manual') return `${day} 由第二位工作人员确认`;
  if (source === 'order') return `${day} 由服务对象确认`;
  return source === 'shift' ? `${day} 由岗位负责人确认` : `${day} 由社区确认`;
}

/** Why so many points and no more. */
export function pointsReasons({ state, minutes, points, surplusPoints, limits, coefficient }: ServiceRecordEntity): string[] {
  if (state === 'pending' || state === 'publicised') return ['公示期满并确认后计算积分'];
  if (state === 'refused') return ['没有通过，不计积分'];
  const first = state === 'voided' ? ['已作废，积分已收回'] : [`${minutes} 分钟，计 ${points} 积分`];
  const rate = coefficient > 100 ? [`这项服务按 ${coefficient / 100} 倍计`] : [];
  const surplus = surplusPoints > 0 ? [`另有 ${surplusPoints} 积分转入公益池`] : [];
  return [...first, ...rate, ...limits.map((limit) => EARNING_LIMIT_LABELS[limit]), ...surplus];
}
