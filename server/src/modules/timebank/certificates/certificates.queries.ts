import type { CertificateIssuerView, CertificateLineView, CertificatePreviewView } from '@linli/shared/timebank-certificates.dto';
import type { EntityManager } from 'typeorm';

export interface Span {
  personId: string;
  communityCode: string;
  fromDay: string;
  toDay: string;
}
const values = ({ personId, communityCode, fromDay, toDay }: Span, now: Date) => [personId, communityCode, fromDay, toDay, now];

const IN_SPAN = `person_id = $1 and community_code = $2 and day between $3 and $4 and state = 'confirmed'`;
/** What is still listed publicly may be objected to: it counts when that is over. */
const SETTLED = `(publicised_until is null or publicised_until <= $5)`;

const LINE = `day::text, title, minutes`;
const PREVIEW = `select coalesce(sum(minutes) filter (where ${SETTLED}), 0)::int as minutes, count(*) filter (where ${SETTLED})::int as services,
  count(*) filter (where not ${SETTLED})::int as waiting from service_records where ${IN_SPAN}`;
const FIX = `insert into certificate_lines (certificate_id, record_id, day, title, minutes)
  select $6, id, day, title, minutes from (
  select id, day, title, minutes from service_records where ${IN_SPAN} and ${SETTLED} order by id for share) counted
  returning minutes`;
const TO_COUNT = `select id as "recordId", ${LINE} from service_records where ${IN_SPAN} and ${SETTLED}
  and ($6::date is null or (day, id) < ($6::date, $7::uuid)) order by service_records.day desc, id desc limit $8`;
const LINES = `select record_id as "recordId", ${LINE} from certificate_lines where certificate_id = $1
  and ($2::date is null or (day, record_id) < ($2::date, $3::uuid)) order by certificate_lines.day desc, record_id desc limit $4`;

/** Each community's records of a person, newest first. A few at most. */
export function issuersOf(tx: EntityManager, personId: string): Promise<Omit<CertificateIssuerView, 'communityText'>[]> {
  return tx.query<Omit<CertificateIssuerView, 'communityText'>[]>(
    `select community_code as "communityCode", sum(minutes)::int as minutes, count(*)::int as services, min(day)::text as "firstDay",
            max(day)::text as "lastDay" from service_records where person_id = $1 and state = 'confirmed' group by 1 order by max(day) desc, 1`,
    [personId],
  );
}

export async function preview(tx: EntityManager, span: Span, now: Date): Promise<CertificatePreviewView> {
  const [row] = await tx.query<CertificatePreviewView[]>(PREVIEW, values(span, now));
  return row!;
}

/** Writes down what a certificate counts; the records are locked, so that none is taken back in between. */
export async function fixLines(
  tx: EntityManager,
  certificateId: string,
  span: Span,
  now: Date,
): Promise<{ minutes: number; services: number }> {
  const rows = await tx.query<{ minutes: number }[]>(FIX, [...values(span, now), certificateId]);
  return { services: rows.length, minutes: rows.reduce((sum, row) => sum + row.minutes, 0) };
}

type LineKey = readonly (string | number)[] | null;

/** Before it is issued: what it would count. Newest first. */
export function linesToCount(tx: EntityManager, span: Span, now: Date, after: LineKey, limit: number): Promise<CertificateLineView[]> {
  return tx.query<CertificateLineView[]>(TO_COUNT, [...values(span, now), after?.[0] ?? null, after?.[1] ?? null, limit]);
}

export function linesOf(tx: EntityManager, certificateId: string, after: LineKey, limit: number): Promise<CertificateLineView[]> {
  return tx.query<CertificateLineView[]>(LINES, [certificateId, after?.[0] ?? null, after?.[1] ?? null, limit]);
}

/** Whether a record it counts stands no more. */
export const CHANGED = `exists (select from certificate_lines l left join service_records r on r.id = l.record_id
  where l.certificate_id = c.id and r.state is distinct from 'confirmed')`;

/** 志愿者编号: drawn once, district and eight digits. */
export async function volunteerNumber(tx: EntityManager, personId: string, districtCode: string): Promise<string> {
  await tx.query(`insert into volunteer_numbers (person_id, district_code) values ($1, $2) on conflict do nothing`, [
    personId,
    districtCode,
  ]);
  const [row] = await tx.query<{ number: string }[]>(
    `select district_code || lpad(seq::text, 8, '0') as number from volunteer_numbers where person_id = $1`,
    [personId],
  );
  return row!.number;
}

/** 负责人 and contact as on the last one issued by this community. */
export async function lastIssued(tx: EntityManager, communityCode: string): Promise<{ head: string; contact: string } | null> {
  const [row] = await tx.query<{ head: string; contact: string }[]>(
    `select head, contact from certificates where community_code = $1 and state = 'issued' order by applied_at desc, id desc limit 1`,
    [communityCode],
  );
  return row ?? null;
}
