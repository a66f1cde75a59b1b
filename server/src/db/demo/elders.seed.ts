import type { EntityManager } from 'typeorm';
import { chanceOf } from './chance.js';
import type { Elder } from './orders/elders.js';
import type { Person } from './people/person.js';
import type { World } from './reports/world.js';
import { insertRows, tellEvents, type Told } from './rows.js';

/** Elders, who helps them, and their paper cards, whose text nobody knows any more: the desk prints a new one. */
export async function seedElders(tx: EntityManager, world: World, elders: readonly Elder[]): Promise<void> {
  const chance = chanceOf('card hashes');
  const hash = (): string => Array.from({ length: 64 }, () => chance.whole(0, 15).toString(16)).join('');
  const deskOf = ({ createdBy, person, gridCode }: Elder): Person =>
    createdBy === person ? world.holder('dispatcher', gridCode, 'community', chance) : createdBy;
  await insertRows(
    tx,
    'elders',
    elders.map((e) => ({
      id: e.id,
      request_hash: '',
      person_id: e.person?.id ?? null,
      name: e.person && e.createdBy === e.person ? '' : e.name,
      phone: e.phone,
      birth_year: e.birthYear,
      community_code: e.communityCode,
      grid_code: e.gridCode,
      address: e.address,
      lng: e.position[0],
      lat: e.position[1],
      needs: e.needs,
      note: e.note,
      created_by: e.createdBy.id,
      created_at: e.createdAt,
      updated_at: e.createdAt,
    })),
  );
  await insertRows(
    tx,
    'elder_helpers',
    elders.flatMap((e) =>
      e.helpers.map((b) => ({
        id: b.id,
        elder_id: e.id,
        helper_id: b.helper.id,
        relation: b.relation,
        way: 'code',
        file_ids: [],
        made_by: e.person!.id,
        since: b.since,
        ended_at: b.endedAt,
        ended_by: b.endedAt && b.helper.id,
      })),
    ),
  );
  await insertRows(
    tx,
    'elder_cards',
    elders.flatMap((e) =>
      e.cards.map((c) => ({
        id: c.id,
        elder_id: e.id,
        token_hash: hash(),
        digits_hash: hash(),
        issued_by: deskOf(e).id,
        issued_at: c.issuedAt,
        revoked_at: c.revokedAt,
        revoked_by: c.revokedAt && deskOf(e).id,
      })),
    ),
  );
  await tellEvents(
    tx,
    elders.flatMap((e) => happened(e, deskOf(e))),
  );
}

function happened(elder: Elder, desk: Person): Told[] {
  const { id, communityCode: areaCode, person, createdBy, createdAt } = elder;
  const base = { subject: ['elder', id] as const, areaCode };
  const byDesk = createdBy !== person;
  const accountId = person?.id ?? null;
  const role = byDesk ? 'dispatcher' : 'principal';
  const created = { ...base, at: createdAt, action: 'create', byId: createdBy.id, role, principalId: byDesk ? accountId : null, data: { byDesk, hasAccount: accountId !== null } }; // prettier-ignore
  const bonds = elder.helpers.flatMap(({ helper, relation, since, endedAt }) => [
    { ...base, at: since, action: 'bind', byId: helper.id, role: 'helper', principalId: accountId, data: { helperId: helper.id, relation, way: 'code' } }, // prettier-ignore
    ...(endedAt ? [{ ...base, at: endedAt, action: 'end_helper', byId: helper.id, role: 'helper', principalId: accountId, data: { helperId: helper.id } }] : []), // prettier-ignore
  ]);
  const cards = elder.cards.map(({ issuedAt }) => ({ ...base, at: issuedAt, action: 'issue_card', byId: desk.id, role: 'dispatcher', principalId: accountId, data: {} })); // prettier-ignore
  return [created, ...bonds, ...cards];
}
