import { Injectable } from '@nestjs/common';
import type { Position } from '@linli/shared/areas';
import { ageOn, type MemberState, QUALIFICATION_CODES, QUALIFICATION_COVERS, type QualificationCode } from '@linli/shared/members';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { dayOf } from '../../common/days.js';
import {
  type CandidateFilter,
  type CandidateRow,
  findActive,
  holdActive,
  findCandidates,
  hasVerified,
  relatedPairs,
  type ServingRow,
} from './serving.queries.js';

/** Somebody who serves, as the modules above know them. The position is for distances, never for showing. */
export interface ServingMember {
  personId: string;
  name: string;
  communityCode: string;
  birthDay: string;
  /** Today. */
  age: number;
  partyMember: boolean;
  /** 亮身份: the only case in which anybody served may see that it is a party member. */
  showBadge: boolean;
  skills: string[];
  position: Position | null;
  radiusMetres: number;
  /** Last day of the accident insurance. */
  insuredUntil: string | null;
}
export interface Candidate extends ServingMember {
  /** Null where one of the two has no position. */
  distanceMetres: number | null;
  /** Has the category or the item among the skills. */
  skilled: boolean;
  ownCommunity: boolean;
  /** Verified and in force on the day. */
  qualifications: string[];
  /** Empty: any time. */
  hours: { weekday: number; fromMinute: number; toMinute: number }[];
}

export type { CandidateFilter };

/** Those who serve, for the modules above: asked again at every accept, so always from the tables. */
@Injectable()
export class MembersService {
  constructor(private readonly clock: Clock) {}

  /** Null: never enrolled, not confirmed yet, suspended, left, or without a verified phone. */
  async active(tx: EntityManager, personId: string): Promise<ServingMember | null> {
    const row = await findActive(tx, personId);
    return row && this.serving(row);
  }

  /** As `active`, for a promise that is given in this transaction: nobody suspends them meanwhile. */
  async activeToPromise(tx: EntityManager, personId: string): Promise<ServingMember | null> {
    const row = await holdActive(tx, personId);
    return row && this.serving(row);
  }

  /** Null: never enrolled. Why `active` has nobody. */
  async stateOf(tx: EntityManager, personId: string): Promise<MemberState | null> {
    const [row] = await tx.query<{ state: MemberState }[]>(`select state from members where person_id = $1`, [personId]);
    return row?.state ?? null;
  }

  /** Of these people: who serves, and whether as a party member who wants it shown 亮身份. */
  async badges(tx: EntityManager, personIds: readonly string[]): Promise<Map<string, boolean>> {
    const rows = await tx.query<{ id: string; shown: boolean }[]>(
      `select person_id as id, party_member and show_badge as shown from members where person_id = any($1) and state <> 'left'`,
      [personIds],
    );
    return new Map(rows.map(({ id, shown }) => [id, shown]));
  }

  /** Deterministic: skilled first, then the nearest, then by id. */
  async candidates(tx: EntityManager, filter: CandidateFilter): Promise<Candidate[]> {
    const onDay = filter.onDay ?? dayOf(this.clock.now());
    const rows = await findCandidates(tx, { ...filter, onDay, holding: filter.qualification ? provenBy(filter.qualification) : null });
    return rows.map((row: CandidateRow) => ({
      ...this.serving(row),
      distanceMetres: row.distance_metres === null ? null : Math.round(row.distance_metres),
      skilled: row.skilled,
      ownCommunity: row.own_community,
      qualifications: row.qualifications,
      hours: row.hours,
    }));
  }

  /** Whether a verified one (or another that covers it) is in force on the day. */
  hasQualification(tx: EntityManager, personId: string, code: string, onDay: string): Promise<boolean> {
    return hasVerified(tx, personId, provenBy(code), onDay);
  }

  /** All that somebody can prove on a day: what is verified and in force, and what that covers. */
  async provenOn(tx: EntityManager, personId: string, onDay: string): Promise<string[]> {
    const rows = await tx.query<{ code: string }[]>(
      `select distinct code from qualifications where person_id = $1 and state = 'verified' and (expires_on is null or expires_on >= $2)`,
      [personId, onDay],
    );
    const held = rows.map(({ code }) => code);
    return QUALIFICATION_CODES.filter((code) => provenBy(code).some((proof) => held.includes(proof)));
  }

  async areRelatives(tx: EntityManager, a: string, b: string): Promise<boolean> {
    return (await this.relativesAmong(tx, a, [b])).has(b);
  }

  /** Those of `others` who are verified close relatives of the person. */
  relativesAmong(tx: EntityManager, personId: string, others: readonly string[]): Promise<Set<string>> {
    return relatedPairs(tx, personId, others);
  }

  private serving(row: ServingRow): ServingMember {
    return {
      personId: row.person_id,
      name: row.name,
      communityCode: row.community_code,
      birthDay: row.birth_day,
      age: ageOn(row.birth_day, dayOf(this.clock.now())),
      partyMember: row.party_member,
      showBadge: row.show_badge,
      skills: row.skills,
      position: row.lng === null || row.lat === null ? null : { lng: row.lng, lat: row.lat },
      radiusMetres: row.radius_metres,
      insuredUntil: row.insured_until,
    };
  }
}

/** The codes whose holders prove `code`: itself, and those that cover it. */
export function provenBy(code: string): string[] {
  const covering = QUALIFICATION_CODES.filter((other) => QUALIFICATION_COVERS[other]?.includes(code as QualificationCode));
  return [code, ...covering];
}
