import { Injectable } from '@nestjs/common';
import { CONSENT_VERSION, type ConsentPurpose } from '@linli/shared/accounts';
import type { EntityManager } from 'typeorm';

/** What has to go when a consent is withdrawn, or begins when it is given, in the same transaction. */
export type Withdrawal = (tx: EntityManager, personId: string) => Promise<void>;

/** Consents as other modules ask for them: whether one is given, what begins with it, and what its withdrawal takes along. */
@Injectable()
export class Consents {
  private readonly withdrawals = new Map<ConsentPurpose, Withdrawal[]>();
  private readonly givings = new Map<ConsentPurpose, Withdrawal[]>();

  /** The latest word counts, and only on the present text. */
  async granted(tx: EntityManager, personId: string, purpose: ConsentPurpose): Promise<boolean> {
    const [row] = await tx.query<{ granted: boolean; version: number }[]>(
      `select granted, version from consents where person_id = $1 and purpose = $2 order by id desc limit 1`,
      [personId, purpose],
    );
    return row !== undefined && row.granted && row.version >= CONSENT_VERSION;
  }

  onWithdrawn(purpose: ConsentPurpose, withdrawal: Withdrawal): void {
    this.withdrawals.set(purpose, [...(this.withdrawals.get(purpose) ?? []), withdrawal]);
  }

  onGiven(purpose: ConsentPurpose, giving: Withdrawal): void {
    this.givings.set(purpose, [...(this.givings.get(purpose) ?? []), giving]);
  }

  async given(tx: EntityManager, personId: string, purpose: ConsentPurpose): Promise<void> {
    for (const giving of this.givings.get(purpose) ?? []) await giving(tx, personId);
  }

  async withdrawn(tx: EntityManager, personId: string, purpose: ConsentPurpose): Promise<void> {
    for (const withdrawal of this.withdrawals.get(purpose) ?? []) await withdrawal(tx, personId);
  }
}
