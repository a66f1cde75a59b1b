import { POLICY_DEFAULT, type PolicyTerms } from '@linli/shared/timebank-policy';
import { LedgerService, type Standing } from '../src/modules/timebank/ledger/ledger.service.js';
import type { Somebody, TestApp } from './harness.js';
import { newId } from './makers.js';
import { COMMUNITY } from './town.js';

/** Rules in force from now on, straight into the table: how they are published is another story. */
export async function makePolicy(app: TestApp, areaCode: string, terms: Partial<PolicyTerms>, at = app.clock.now()): Promise<string> {
  const id = newId();
  await app.db.query(
    `insert into timebank_policies (id, area_code, version, state, terms, from_at, created_at, published_at)
     values ($1, $2, (select coalesce(max(version), 0) + 1 from timebank_policies where area_code = $2), 'published', $3, $4, $4, $4)`,
    [id, areaCode, { ...POLICY_DEFAULT, ...terms }, at],
  );
  return id;
}

/** Points as a service brings them; whoever has them is one who served. */
export async function givePoints(app: TestApp, who: Pick<Somebody, 'id'>, amount: number, communityCode = COMMUNITY): Promise<void> {
  const ledger = app.nest.get(LedgerService);
  await app.db.transaction(async (tx) => {
    const [from, to] = [
      await ledger.open(tx, { kind: 'issuing', communityCode }),
      await ledger.open(tx, { kind: 'person', personId: who.id, communityCode }),
    ];
    const id = newId();
    await ledger.book(tx, { id, from, to, amount, reason: 'earn_service', ref: ['service_record', id], communityCode, actorId: null });
  });
}
export async function fillPool(app: TestApp, amount: number, communityCode = COMMUNITY): Promise<void> {
  const ledger = app.nest.get(LedgerService);
  await app.db.transaction(async (tx) => {
    const [from, to] = [await ledger.open(tx, { kind: 'issuing', communityCode }), await ledger.open(tx, { kind: 'pool', communityCode })];
    const id = newId();
    await ledger.book(tx, { id, from, to, amount, reason: 'grant_pool', ref: ['grant', id], communityCode, actorId: null });
  });
}
export const standing = (app: TestApp, who: Pick<Somebody, 'id'>): Promise<Standing> =>
  app.nest.get(LedgerService).standing(app.db.manager, who.id);
export async function poolStanding(app: TestApp, communityCode = COMMUNITY): Promise<Standing> {
  const ledger = app.nest.get(LedgerService);
  return ledger.standingOf(app.db.manager, await ledger.open(app.db.manager, { kind: 'pool', communityCode }));
}
