import { chanceOf } from '../chance.js';
import type { DeskCast } from './desk-cast.js';
import type { Given } from './economy.js';

/** Grants and gifts of the home community, each known by what it was for. */
export type GivenFor = 'thanks' | 'mistaken' | 'twice' | 'pool' | 'gift';

export function givenBy(cast: DeskCast): Record<GivenFor, Given> {
  const { home, desk, street, daughter, mother, debtor, own } = cast;
  const at = cast.at.bind(cast);
  const chance = chanceOf('given');
  const grant = (personId: string | null, points: number, actorId: string, when: Date): Given => ({
    id: chance.uuid(),
    kind: personId ? 'grant_fund' : 'grant_pool',
    personId,
    fromId: null,
    communityCode: home,
    points,
    actorId,
    at: when,
  });
  return {
    thanks: grant(daughter.id, 60, desk.id, at(30, 10.4)),
    mistaken: grant(debtor.id, 120, street.id, at(40, 15.1)),
    twice: grant(own[11]!.id, 50, street.id, at(12, 16.2)),
    pool: grant(null, 300, street.id, at(25, 9.6)),
    gift: { ...grant(mother.id, 20, daughter.id, at(11, 19.5)), kind: 'gift', fromId: daughter.id },
  };
}
