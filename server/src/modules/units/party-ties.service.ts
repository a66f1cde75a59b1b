import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';

/** What became of somebody's tie to a party organisation. */
export type PartyTie = 'claimed' | 'confirmed' | 'refused' | 'ended';
export type TieListener = (tx: EntityManager, personId: string, tie: PartyTie) => Promise<void>;

/** Members lie above units: who keeps whether somebody serves as a party member listens here, in the same transaction. */
@Injectable()
export class PartyTies {
  private readonly listeners: TieListener[] = [];

  constructor(private readonly clock: Clock) {}

  register(listener: TieListener): void {
    this.listeners.push(listener);
  }

  async tell(tx: EntityManager, personId: string, tie: PartyTie): Promise<void> {
    for (const listener of this.listeners) await listener(tx, personId, tie);
  }

  /** The person takes back being a party member: the tie to an organisation goes with it. The caller knows, so nobody is told. */
  async end(tx: EntityManager, personId: string): Promise<void> {
    await tx.query(
      `update unit_memberships set state = 'ended', changed_at = $2 where person_id = $1 and kind = 'party_org' and state in ('applying', 'active')`,
      [personId, this.clock.now()],
    );
  }

  /** The tie a person has now, with the organisation's name; null: none. */
  async of(tx: EntityManager, personId: string): Promise<{ tie: 'claimed' | 'confirmed'; unitName: string } | null> {
    const [row] = await tx.query<{ state: string; name: string }[]>(
      `select m.state, u.name from unit_memberships m join units u on u.id = m.unit_id
        where m.person_id = $1 and m.kind = 'party_org' and m.state in ('applying', 'active')`,
      [personId],
    );
    return row ? { tie: row.state === 'active' ? 'confirmed' : 'claimed', unitName: row.name } : null;
  }
}
