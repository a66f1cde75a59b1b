import { Injectable } from '@nestjs/common';
import type { Position } from '@linli/shared/areas';
import { PAPER_CARD_PATTERN } from '@linli/shared/display-code';
import type { ElderNeed } from '@linli/shared/elders';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { notFound } from '../../common/errors.js';
import { ElderSecrets } from './elder-secrets.js';
import { mayRead, type Standing, standingOf } from './elders.policy.js';
import { bondsOf, elderOf } from './elders.queries.js';
import { nameOf } from './elders.view.js';

/** An elder for whom something is ordered. */
export interface ElderBrief {
  id: string;
  /** Null: has no account, and so no phone that shows codes. */
  accountId: string | null;
  name: string;
  phone: string | null;
  birthYear: number;
  communityCode: string;
  gridCode: string | null;
  address: string;
  position: Position | null;
  needs: ElderNeed[];
  note: string | null;
  hasCard: boolean;
}
const CARD_DIGITS = /^\d{12}$/;

/** Elders for the modules above. */
@Injectable()
export class EldersService {
  constructor(private readonly secrets: ElderSecrets) {}

  /** @throws 404 unless the actor is the elder, a bound helper, or the desk of the community. */
  async for(tx: EntityManager, elderId: string, actor: Actor): Promise<ElderBrief & { standing: Standing }> {
    const elder = await this.find(tx, elderId);
    if (!elder) throw notFound();
    const standing = standingOf(actor, elder, await bondsOf(tx, [elderId]));
    if (!mayRead(standing)) throw notFound();
    return { ...elder, standing };
  }

  async find(tx: EntityManager, elderId: string): Promise<ElderBrief | null> {
    const row = await elderOf(tx, elderId);
    if (!row) return null;
    const { id, accountId, phone, birthYear, communityCode, gridCode, address, lng, lat, needs, note } = row;
    return {
      id,
      accountId,
      name: nameOf(row.name),
      phone,
      birthYear,
      communityCode,
      gridCode,
      address,
      position: lng === null || lat === null ? null : { lng, lat },
      needs,
      note,
      hasCard: row.cardIssuedAt !== null,
    };
  }

  /** The accounts bound to help now. */
  async helpersOf(tx: EntityManager, elderId: string): Promise<string[]> {
    return (await bondsOf(tx, [elderId])).map(({ helperId }) => helperId);
  }

  /** Whether this account has a profile as an elder. */
  async isElder(tx: EntityManager, personId: string): Promise<boolean> {
    const [row] = await tx.query<unknown[]>(`select 1 from elders where person_id = $1 and closed_at is null limit 1`, [personId]);
    return row !== undefined;
  }

  async isBound(tx: EntityManager, personId: string, elderId: string): Promise<boolean> {
    return (await this.helpersOf(tx, elderId)).includes(personId);
  }

  /** Elders this account helps or is. */
  async eldersOf(tx: EntityManager, personId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `select elder_id as id from elder_helpers where helper_id = $1 and ended_at is null
       union select id from elders where person_id = $1 order by id`,
      [personId],
    );
    return rows.map(({ id }) => id);
  }

  /** Whether this is the elder's paper card in force: what its QR holds, or its twelve digits. */
  async cardMatches(tx: EntityManager, elderId: string, code: string): Promise<boolean> {
    const column = PAPER_CARD_PATTERN.test(code) ? 'token' : CARD_DIGITS.test(code) ? 'digits' : null;
    if (column === null) return false;
    const [card] = await tx.query<{ token: string; digits: string }[]>(
      `select token_hash as token, digits_hash as digits from elder_cards where elder_id = $1 and revoked_at is null`,
      [elderId],
    );
    return card !== undefined && this.secrets.matches(code, card[column]);
  }
}
