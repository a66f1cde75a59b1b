import type { OwedCommunityView, OwedPairView } from '@linli/shared/timebank-wallet.dto';
import type { Move } from './figures.queries.js';

export type Pair = Omit<OwedPairView, 'fromName' | 'toName'>;
export type Community = Omit<OwedCommunityView, 'name'>;

/**
 * Whose points were taken at whose shops and pools, less what went back. Whoever issued the points owes whoever took them, so all nets
 * together are zero.
 */
export function owedBetween(moves: readonly Move[], within: string): { communities: Community[]; pairs: Pair[] } {
  const pairs = new Map<string, Pair>();
  for (const move of moves) {
    const into = move.toKind === 'shop' || move.toKind === 'pool';
    const other = into ? move : { toKind: move.fromKind, toCommunity: move.fromCommunity };
    // Between a person and the other side only: what the pool pays out or is granted is not a neighbour's business.
    if ((into ? move.fromKind : move.toKind) !== 'person' || other.toCommunity === move.communityCode) continue;
    if (!move.communityCode.startsWith(within) && !other.toCommunity.startsWith(within)) continue;
    const key = `${move.communityCode} ${other.toCommunity}`;
    const pair = pairs.get(key) ?? { fromCode: move.communityCode, toCode: other.toCommunity, settled: 0, donated: 0, points: 0 };
    const points = into ? move.moved : -move.moved;
    pair[other.toKind === 'shop' ? 'settled' : 'donated'] += points;
    pair.points += points;
    pairs.set(key, pair);
  }
  const owing = [...pairs.values()].filter(({ settled, donated }) => settled !== 0 || donated !== 0);
  return { communities: communitiesOf(owing), pairs: owing.sort((a, b) => b.points - a.points || (a.fromCode < b.fromCode ? -1 : 1)) };
}

function communitiesOf(pairs: readonly Pair[]): Community[] {
  const all = new Map<string, Community>();
  const of = (areaCode: string): Community => {
    const one = all.get(areaCode) ?? { areaCode, net: 0, owes: 0, isOwed: 0 };
    all.set(areaCode, one);
    return one;
  };
  for (const { fromCode, toCode, points } of pairs) {
    of(fromCode).owes += points;
    of(toCode).isOwed += points;
  }
  for (const one of all.values()) one.net = one.isOwed - one.owes;
  return [...all.values()].sort((a, b) => b.net - a.net || (a.areaCode < b.areaCode ? -1 : 1));
}
