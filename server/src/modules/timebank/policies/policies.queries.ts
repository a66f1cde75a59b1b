import { POLICY_DEFAULT, type PolicyTerms } from '@linli/shared/timebank-policy';
import { tidyTerms } from '@linli/shared/policy-fields';
import type { EntityManager } from 'typeorm';
import { hashOf } from '../../../common/writes.js';
import { PolicyEntity } from '../policy.entity.js';

/** The area's newest published version, in force or still to come: the last in the order in which they come into force. */
export const lastPublished = (tx: EntityManager, areaCode: string): Promise<PolicyEntity | null> =>
  tx
    .createQueryBuilder(PolicyEntity, 'p')
    .where(`p.areaCode = :areaCode and p.state = 'published'`, { areaCode })
    .orderBy('p.fromAt', 'DESC')
    .addOrderBy('p.publishedAt', 'DESC', 'NULLS LAST')
    .addOrderBy('p.version', 'DESC')
    .limit(1)
    .getOne();

/** Areas inside this one with rules of their own at this instant: what is decided above does not reach them. */
export async function areasApart(tx: EntityManager, areaCode: string, at: Date): Promise<string[]> {
  const rows = await tx.query<{ code: string }[]>(
    `select code from (
       select distinct on (area_code) area_code as code, inherits from timebank_policies
        where state = 'published' and area_code like $1 and area_code <> $2 and from_at <= $3
        order by area_code, from_at desc, published_at desc nulls last, version desc
     ) newest where not inherits order by code`,
    [`${areaCode}%`, areaCode, at],
  );
  return rows.map(({ code }) => code);
}

/** Instants at which other rules begin on the way up from this area. */
export async function turnsAhead(tx: EntityManager, codes: readonly string[], at: Date): Promise<Date[]> {
  const rows = await tx.query<{ at: Date }[]>(
    `select distinct from_at as at from timebank_policies where state = 'published' and area_code = any($1) and from_at > $2 order by at limit 10`,
    [codes, at],
  );
  return rows.map((row) => row.at);
}

/** What a dry run was of: exactly these terms. */
export const hashOfTerms = (terms: PolicyTerms, inherits: boolean): string => hashOf([tidyTerms(wholeTerms(terms)), inherits]);
export const wholeTerms = (terms: PolicyTerms): PolicyTerms => ({ ...POLICY_DEFAULT, ...terms });

/** One after the other in an area: versions are numbered, and only one of two drafts is the next. */
export async function oneWriterAtATime(tx: EntityManager, areaCode: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 8))`, [`policy ${areaCode}`]);
}
