import { FLAG_KIND_LABELS, type FlagKind, RECORD_CASE_KIND_LABELS, type RecordCaseKind } from '@linli/shared/timebank-records';
import type { EventFacts } from '@linli/shared/notification-tellings';
import type { EntityManager } from 'typeorm';
import { areaText } from './areas.js';
import type { Matter, MatterReader } from './matter.js';
import { unconcerned } from './staff.js';
import { dayWords, until } from './words.js';

const DESK = '/features/timebank-desk/pages';
const OWN = '/features/timebank/pages';
interface RecordRow {
  person_id: string;
  served_id: string | null;
  entered_by: string | null;
  community_code: string;
  day: string;
  minutes: number;
  points: number;
  listed_until: Date | null;
  title: string;
}
const RECORD = `select person_id, served_id, entered_by, community_code, day::text, minutes, points, publicised_until as listed_until, title
  from service_records where id = $1`;

const minutesText = (minutes: number): string => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${hours ? `${hours} 小时` : ''}${rest ? `${hours ? ' ' : ''}${rest} 分钟` : ''}`;
};
/** What a voided record had brought: taken back, or still owed. */
function backText({ points, debt }: EventFacts): string {
  if (typeof points !== 'number' || typeof debt !== 'number' || points === 0) return '';
  return debt > 0 ? `，应扣回 ${points} 积分，还欠 ${debt}，补还前不能使用积分` : `，扣回 ${points} 积分`;
}
const find = async (tx: EntityManager, id: string): Promise<RecordRow | null> => (await tx.query<RecordRow[]>(RECORD, [id]))[0] ?? null;
const factsOf = async (tx: EntityManager, row: RecordRow): Promise<Record<string, string>> => ({
  area: await areaText(tx, row.community_code),
  day: dayWords(row.day),
  minutes: minutesText(row.minutes),
  points: String(row.points),
});

export const readRecord: MatterReader = async (tx, event, now): Promise<Matter | null> => {
  const row = await find(tx, event.subjectId);
  if (!row) return null;
  // A form of a whole shift is one task for the desk: the first of its records tells it.
  const tellsDesk = event.data.first !== false;
  return {
    facts: { ...(await factsOf(tx, row)), what: '服务时长', until: until(row.listed_until?.toISOString()), back: backText(event.data) },
    no: '',
    what: '服务时长',
    when: null,
    urgent: false,
    path: `${OWN}/record/index?id=${event.subjectId}`,
    paths: { duty: `${DESK}/records/index` },
    audiences: {
      owner: () => Promise.resolve([row.person_id]),
      desk: () =>
        tellsDesk
          ? unconcerned(tx, row.community_code, { about: [row.person_id, row.served_id], without: [row.entered_by] }, now)
          : Promise.resolve([]),
    },
  };
};

interface CaseRow {
  kind: RecordCaseKind;
  record_id: string;
  raised_by: string;
  due_at: Date;
}
export const readRecordCase: MatterReader = async (tx, event, now): Promise<Matter | null> => {
  const [one] = await tx.query<CaseRow[]>(`select kind, record_id, raised_by, due_at from record_cases where id = $1`, [event.subjectId]);
  const row = one && (await find(tx, one.record_id));
  if (!row) return null;
  const what = RECORD_CASE_KIND_LABELS[one.kind];
  const about = [row.person_id, row.served_id, one.raised_by];
  return {
    facts: { ...(await factsOf(tx, row)), what, until: until(one.due_at.toISOString()) },
    no: '',
    what,
    when: null,
    urgent: false,
    path: `${OWN}/record/index?id=${one.record_id}`,
    paths: { duty: `${DESK}/record-cases/index`, account: `${OWN}/record-cases/index` },
    audiences: {
      owner: () => Promise.resolve([row.person_id]),
      raiser: () => Promise.resolve([one.raised_by]),
      desk: () => unconcerned(tx, row.community_code, { about, without: [row.entered_by] }, now),
    },
  };
};

export const readRecordFlag: MatterReader = async (tx, event, now): Promise<Matter | null> => {
  const [row] = await tx.query<
    {
      kind: FlagKind;
      person_id: string | null;
      other_id: string | null;
      account: string | null;
      set_by: string | null;
      community_code: string;
    }[]
  >(
    `select f.kind, f.person_id, f.other_id, e.person_id as account, b.set_by, f.community_code
       from record_flags f left join elders e on e.id = f.other_id
       left join timebank_budgets b on f.kind = 'over_budget' and b.community_code = f.community_code and b.year::text = f.month where f.id = $1`,
    [event.subjectId],
  );
  if (!row) return null;
  const what = FLAG_KIND_LABELS[row.kind];
  return {
    facts: { what, area: await areaText(tx, row.community_code) },
    no: '',
    what,
    when: null,
    urgent: false,
    path: `${DESK}/flag/index?id=${event.subjectId}`,
    audiences: {
      desk: () => unconcerned(tx, row.community_code, { about: [row.person_id, row.other_id, row.account], without: [row.set_by] }, now),
    },
  };
};
