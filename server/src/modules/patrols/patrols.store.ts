import { CLOSED_ACCOUNT, CONSENT_VERSION, NAMELESS } from '@linli/shared/accounts';
import type { EntityManager } from 'typeorm';
import { PatrolEntity } from './patrol.entity.js';
import type { PatrolRow } from './patrols.view.js';

const WALKER_LOCK = 4;
/** One write at a time to all patrols and leaves of a person: starts race with each other, and batches with the job that ends patrols. */
export async function lockWalker(tx: EntityManager, personId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, $2))`, [personId, WALKER_LOCK]);
}

export const patrolById = (tx: EntityManager, id: string): Promise<PatrolEntity | null> => tx.findOneBy(PatrolEntity, { id });

/** What a person is called on the lists: an account that was closed has no name left, a living one may not have one yet. */
export const calledIn = (people: string): string =>
  `case when ${people}.id is null or ${people}.closed_at is not null then '${CLOSED_ACCOUNT}' else coalesce(nullif(${people}.name, ''), '${NAMELESS}') end`;
const CALLED = `select ${calledIn('p')} as name from people p where p.id = $1`;

async function nameOf(tx: EntityManager, personId: string): Promise<string> {
  const [row] = await tx.query<{ name: string }[]>(CALLED, [personId]);
  return row?.name ?? CLOSED_ACCOUNT;
}

export const rowOf = async (tx: EntityManager, patrol: PatrolEntity): Promise<PatrolRow> =>
  Object.assign(patrol, { personName: await nameOf(tx, patrol.personId) });

/** Whether the person agreed, to the present text, that the way they walk is kept. */
export async function mayTrack(tx: EntityManager, personId: string): Promise<boolean> {
  const [row] = await tx.query<{ granted: boolean }[]>(
    `select granted and version >= $2 as granted from consents where person_id = $1 and purpose = 'patrol_track' order by id desc limit 1`,
    [personId, CONSENT_VERSION],
  );
  return row?.granted ?? false;
}

export const runningOf = (tx: EntityManager, personId: string): Promise<PatrolEntity | null> =>
  tx.createQueryBuilder(PatrolEntity, 'p').where(`p.person_id = :personId and p.state <> 'ended'`, { personId }).getOne();

/** The person's patrol that began last before `at`. */
export const patrolBefore = (tx: EntityManager, personId: string, at: Date): Promise<PatrolEntity | null> =>
  tx
    .createQueryBuilder(PatrolEntity, 'p')
    .where('p.person_id = :personId and p.started_at <= :at', { personId, at })
    .orderBy('p.startedAt', 'DESC')
    .addOrderBy('p.id', 'DESC')
    .limit(1)
    .getOne();
