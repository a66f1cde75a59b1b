import { Injectable } from '@nestjs/common';
import type { UnitKind } from '@linli/shared/units';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';

/** A unit as other modules use it. */
export interface UnitBrief {
  id: string;
  name: string;
  kind: UnitKind;
  areaCode: string;
  partner: boolean;
  retired: boolean;
  /** From the root to itself. */
  path: string[];
}

const BRIEF = `select id, name, kind, area_code as "areaCode", partner, retired_at is not null as retired, path from units`;
const ONE = `${BRIEF} where id = $1`;
const UNDER = `${BRIEF} where path && $1 and retired_at is null order by cardinality(path), name, id`;

/** Units for the modules above: who they are, and who acts for them. */
@Injectable()
export class UnitsService {
  async find(tx: EntityManager, id: string): Promise<UnitBrief | null> {
    const [row] = await tx.query<UnitBrief[]>(ONE, [id]);
    return row ?? null;
  }

  async names(tx: EntityManager, ids: readonly string[]): Promise<Map<string, string>> {
    if (!ids.length) return new Map();
    const rows = await tx.query<{ id: string; name: string }[]>(`select id, name from units where id = any($1)`, [ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** The unit when the actor is its contact or that of one above it, else null. */
  async actsFor(tx: EntityManager, actor: Actor, unitId: string): Promise<UnitBrief | null> {
    const unit = await this.find(tx, unitId);
    return unit && contactOf(actor, unit.path) ? unit : null;
  }

  /** Units the actor may act for: those they are the contact of, and all below them. */
  async contacted(tx: EntityManager, actor: Actor): Promise<UnitBrief[]> {
    const own = contactUnits(actor);
    if (!own.length) return [];
    return tx.query<UnitBrief[]>(UNDER, [own]);
  }
}

/** Units a person is the contact of. */
export const contactUnits = (actor: Actor): string[] =>
  actor.roles.flatMap((held) => (held.role === 'unit_contact' && held.unitId ? [held.unitId] : []));

/** Contact of the unit with this path, or of one above it. */
export const contactOf = (actor: Actor, path: readonly string[]): boolean => contactUnits(actor).some((id) => path.includes(id));
