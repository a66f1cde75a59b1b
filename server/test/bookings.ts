import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { LedgerService } from '../src/modules/timebank/ledger/ledger.service.js';
import type { TestApp } from './harness.js';
import { COMMUNITY } from './town.js';

/** Bookings as the modules above make them, straight through the ledger: the start of a story about points. */
export class Bookings {
  private readonly ledger: LedgerService;

  constructor(private readonly app: TestApp) {
    this.ledger = app.nest.get(LedgerService);
  }

  /** From the community to somebody, for a service. Gives the row's id. */
  async earn(personId: string, amount: number, communityCode = COMMUNITY): Promise<string> {
    const id = randomUUID();
    await this.tx(async (tx) => {
      const from = await this.ledger.open(tx, { kind: 'issuing', communityCode });
      const to = await this.ledger.open(tx, { kind: 'person', personId, communityCode });
      await this.ledger.book(tx, {
        id,
        from,
        to,
        amount,
        reason: 'earn_service',
        ref: ['service_record', id],
        communityCode,
        actorId: null,
      });
    });
    return id;
  }

  /** Frozen for a voucher at a shop of a community. Gives the holds and the voucher's id. */
  async hold(personId: string, amount: number, communityCode = COMMUNITY, shopId = randomUUID()): Promise<{ ids: string[]; ref: string }> {
    const id = randomUUID();
    const ids = await this.tx(async (tx) => {
      const to = await this.ledger.open(tx, { kind: 'shop', shopId, communityCode });
      return this.ledger.spend(tx, 'hold', {
        ...{ id, personId, to, amount },
        reason: 'spend_goods',
        ref: ['voucher', id],
        actorId: personId,
      });
    });
    return { ids, ref: id };
  }

  close(how: 'settle' | 'release', ids: readonly string[]): Promise<void> {
    return this.tx((tx) => this.ledger.close(tx, how, ids, null));
  }

  /** Given back by the shop, row by row. */
  async refund(holdIds: readonly string[], ref: string): Promise<void> {
    const settles = await this.app.db.query<{ id: string }[]>(`select id from transfers where hold_id = any($1) order by seq`, [holdIds]);
    for (const { id } of settles)
      await this.tx((tx) =>
        this.ledger.reverse(tx, { id: randomUUID(), transferId: id, reason: 'refund', ref: ['voucher', ref], actorId: null }),
      );
  }

  async reverse(transferId: string): Promise<void> {
    const id = randomUUID();
    await this.tx((tx) => this.ledger.reverse(tx, { id, transferId, ref: ['correction', id], actorId: null }));
  }

  standing(personId: string) {
    return this.ledger.standing(this.app.db.manager, personId);
  }

  poolOf(communityCode: string): Promise<number> {
    return this.tx(async (tx) => {
      const id = await this.ledger.open(tx, { kind: 'pool', communityCode });
      return (await this.ledger.standingOf(tx, id)).balance;
    });
  }

  private tx<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.app.db.transaction(work);
  }
}
