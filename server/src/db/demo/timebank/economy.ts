import { DAY_MS, HOUR_MS, MINUTE_MS } from '@linli/shared/calendar';
import { earned, type Span } from '@linli/shared/points';
import type { EarningLimit } from '@linli/shared/timebank';
import type { PolicyTerms } from '@linli/shared/timebank-policy';
import type { DonorShown } from '@linli/shared/timebank-wallet';
import { entriesOf } from '../../../modules/timebank/earning/earning.bookings.js';
import { type Chance, chanceOf } from '../chance.js';
import { SERVING_NAMED } from '../people/serving.js';
import type { World } from '../reports/world.js';
import type { DemoItem, DemoShop } from '../rewards/stock.js';
import { Books } from './books.js';
import type { Served } from './served.js';

export interface RuleInForce {
  id: string;
  fromAt: Date;
  terms: PolicyTerms;
}
export interface Earnt {
  policyId: string | null;
  points: number;
  surplus: number;
  earningMinutes: number;
  limits: EarningLimit[];
  transferIds: string[];
}
export type VoucherState = 'ready' | 'redeemed' | 'cancelled' | 'expired' | 'released' | 'refunded';
/** Points that came neither by serving nor through a shop. */
export interface Given {
  id: string;
  kind: 'grant_fund' | 'grant_pool' | 'gift';
  /** Null: the pool. */
  personId: string | null;
  fromId: string | null;
  communityCode: string;
  points: number;
  actorId: string;
  at: Date;
}
export interface DemoVoucher {
  id: string;
  item: DemoItem;
  shop: DemoShop;
  personId: string;
  holdId: string;
  createdAt: Date;
  expiresAt: Date;
  state: VoucherState;
  redeemedAt: Date | null;
  endedAt: Date | null;
  refund: { byId: string; reason: string } | null;
}

interface Plan {
  at: number;
  act: () => void;
}
const STARRED_MINUTES = 6000;
type HeldRow = Pick<Parameters<Books['book']>[0], 'from' | 'to' | 'amount' | 'reason' | 'ref' | 'communityCode'>;

/** What comes in and what goes out, in the order of time. */
export class Economy {
  readonly books = new Books();
  readonly earnt = new Map<string, Earnt>();
  readonly vouchers: DemoVoucher[] = [];
  private readonly plans: Plan[] = [];
  private readonly chance = chanceOf('spending');
  private readonly minutesOf = new Map<string, number>();
  private readonly spansOf = new Map<string, Span[]>();
  private readonly dayMinutes = new Map<string, number>();
  private readonly heldRows = new Map<string, HeldRow>();

  constructor(
    private readonly world: World,
    private readonly rules: (communityCode: string, at: Date) => RuleInForce | null,
    private readonly shops: readonly DemoShop[],
    private readonly given: readonly Given[],
    /** Whoever has just spent everything. */
    private readonly spentId: string,
  ) {}

  run(served: readonly Served[]): void {
    for (const one of served) this.plan(one.confirmedAt, () => this.earn(one));
    const first = new Map<string, number>();
    for (const { personId, confirmedAt } of served) first.set(personId, Math.min(first.get(personId) ?? Infinity, confirmedAt.getTime()));
    for (const [personId, since] of first) this.wishes(personId, since);
    this.named();
    for (const one of this.given) this.plan(one.at, () => this.give(one));
    for (const hours of [34, 31, 30, 29])
      this.plan(this.world.now.getTime() - hours * HOUR_MS, () =>
        this.redeem(this.spentId, this.world.now.getTime() - hours * HOUR_MS, 'redeemed'),
      );
    for (const shop of this.shops) if (shop.closedAt) this.plan(shop.closedAt, () => this.close(shop));
    this.plans.sort((a, b) => a.at - b.at);
    for (this.running = 0; this.running < this.plans.length; this.running += 1) this.plans[this.running]!.act();
  }

  /** What is planned while the plans run finds its place among those to come. */
  private plan(at: Date | number, act: () => void): void {
    const time = typeof at === 'number' ? Math.floor(at) : at.getTime();
    if (time >= this.world.now.getTime()) return;
    if (this.running < 0) return void this.plans.push({ at: time, act });
    let place = this.running + 1;
    while (place < this.plans.length && this.plans[place]!.at <= time) place += 1;
    this.plans.splice(place, 0, { at: time, act });
  }
  private running = -1;

  private earn(one: Served): void {
    const rule = this.rules(one.communityCode, one.startedAt);
    const { books } = this;
    const person = books.account({ kind: 'person', ownerId: one.personId, communityCode: one.communityCode }, one.confirmedAt);
    const issuing = books.account({ kind: 'issuing', communityCode: one.communityCode }, one.confirmedAt);
    const pool = books.account({ kind: 'pool', communityCode: one.communityCode }, one.confirmedAt);
    const day = `${one.personId} ${one.startedAt.toISOString().slice(0, 10)}`;
    const holidays = this.world.calendar(one.communityCode).days;
    const elsewhere = this.spansOf.get(one.personId) ?? [];
    const worth = earned({
      startedAt: one.startedAt.getTime(),
      minutes: one.minutes,
      coefficient: one.coefficient,
      terms: rule!.terms,
      isHoliday: (n) => holidays.get(n) === false,
      close: null,
      onDuty: [],
      elsewhere,
      publicServant: false,
      dayMinutes: this.dayMinutes.get(day) ?? 0,
      monthPoints: 0,
      balance: books.freeOf(person),
    });
    const from = one.startedAt.getTime();
    if (worth.earningMinutes > 0) this.spansOf.set(one.personId, [...elsewhere, { from, to: from + one.minutes * MINUTE_MS }]);
    this.dayMinutes.set(day, (this.dayMinutes.get(day) ?? 0) + worth.earningMinutes);
    this.minutesOf.set(one.personId, (this.minutesOf.get(one.personId) ?? 0) + one.minutes);
    const entries = entriesOf(one, { ...worth, policyId: rule!.id, teamBonusPercent: 0 }, 0, { issuing, pool, person });
    for (const entry of entries) books.book({ ...entry, at: one.confirmedAt });
    this.earnt.set(one.id, {
      policyId: rule!.id,
      points: worth.points,
      surplus: worth.surplus + worth.honour,
      earningMinutes: worth.earningMinutes,
      limits: worth.limits,
      transferIds: entries.map(({ id }) => id),
    });
  }

  /** Now and then somebody looks what there is for their points, or gives some away. */
  private wishes(personId: string, since: number): void {
    const { chance } = this;
    for (let at = since + chance.between(3, 30) * DAY_MS; at < this.world.now.getTime(); at += chance.between(6, 40) * DAY_MS) {
      const when = atDaytime(at, chance);
      if (chance.yes(0.06)) this.plan(when, () => this.donate(personId, when));
      else this.plan(when, () => this.redeem(personId, when));
    }
  }

  /** The one-tap volunteer has a breakfast waiting; some have just been to the one-tap merchant's. */
  private named(): void {
    const home = this.world.cast.serving.members.find((m) => m.person.name === SERVING_NAMED.volunteer)!;
    const [shop] = this.shops;
    const now = this.world.now.getTime();
    this.plan(now - 20 * HOUR_MS, () => this.take(home.person.id, shop!, shop!.items[0]!, now - 20 * HOUR_MS, 'ready'));
    const neighbours = this.world.cast.serving.members.filter(
      (m) => m.communityCode === home.communityCode && m !== home && m.state === 'active',
    );
    neighbours.slice(2, 7).forEach(({ person }, i) => {
      const at = now - (26 + i * 3) * HOUR_MS;
      this.plan(at, () =>
        this.take(person.id, shop!, shop!.items[(i + 1) % shop!.items.length]!, at, 'redeemed', now - (25 + i * 37) * MINUTE_MS),
      );
    });
  }

  private give({ id, kind, personId, fromId, communityCode, points, actorId, at }: Given): void {
    const { books } = this;
    const from = books.account(fromId ? { kind: 'person', ownerId: fromId, communityCode } : { kind: 'issuing', communityCode }, at);
    const to = books.account(personId ? { kind: 'person', ownerId: personId, communityCode } : { kind: 'pool', communityCode }, at);
    books.book({ id, from, to, amount: points, reason: kind, ref: [kind === 'gift' ? 'gift' : 'grant', id], communityCode, actorId, at });
  }

  /** The agreement is over: what was not fetched yet goes back. */
  private close(shop: DemoShop): void {
    const at = shop.closedAt!;
    for (const voucher of this.vouchers.filter((v) => v.shop === shop && v.state === 'ready')) this.end(voucher, 'released', at, null);
  }

  private redeem(personId: string, at: number, how?: VoucherState): void {
    const purse = this.purse(personId);
    if (!purse) return;
    const home = this.world.person(personId).homeCommunityCode ?? purse.communityCode;
    const month = new Date(at).toISOString().slice(0, 7);
    const own = this.vouchers.filter((v) => v.personId === personId);
    const offers = this.shops.flatMap((shop) =>
      shop.openFrom.getTime() > at || (shop.closedAt && shop.closedAt.getTime() <= at)
        ? []
        : shop.items
            .filter(
              (item) => item.story.points <= purse.free && (item.story.star ?? 0) * STARRED_MINUTES <= (this.minutesOf.get(personId) ?? 0),
            )
            .filter((item) => {
              const same = own.filter((v) => v.item === item);
              const inMonth = same.filter((v) => v.createdAt.toISOString().slice(0, 7) === month).length;
              return same.length < (item.story.perPerson ?? Infinity) && inMonth < (item.story.perMonth ?? Infinity);
            })
            .map(
              (item) =>
                [{ shop, item }, shop.communityCode === home ? 12 : shop.communityCode.slice(0, 9) === home.slice(0, 9) ? 4 : 0.3] as const,
            ),
    );
    if (!offers.length) return;
    const { shop, item } = this.chance.weighted(offers);
    const end = how ?? this.chance.weighted([['redeemed', 86], ['cancelled', 6], ['expired', 5], ['refunded', 1]] as const); // prettier-ignore
    this.take(personId, shop, item, at, end, how && at + 40 * MINUTE_MS);
  }

  private take(personId: string, shop: DemoShop, item: DemoItem, at: number, end: VoucherState, endsAt?: number): void {
    const { books, chance } = this;
    const purse = this.purse(personId);
    if (!purse || purse.free < item.story.points) return;
    const createdAt = new Date(at);
    const id = chance.uuid();
    const holdId = id;
    const to = books.account({ kind: 'shop', ownerId: shop.id, communityCode: shop.communityCode }, shop.openFrom);
    const row: HeldRow = {
      from: purse.account,
      to,
      amount: item.story.points,
      reason: item.story.kind === 'service' ? 'spend_service' : 'spend_goods',
      ref: ['voucher', id],
      communityCode: purse.communityCode,
    };
    books.book({ ...row, id: holdId, kind: 'hold', actorId: personId, at: createdAt });
    this.heldRows.set(holdId, row);
    const voucher: DemoVoucher = {
      id,
      item,
      shop,
      personId,
      holdId,
      createdAt,
      expiresAt: endOfDay(at + item.validDays * DAY_MS),
      state: 'ready',
      redeemedAt: null,
      endedAt: null,
      refund: null,
    };
    this.vouchers.push(voucher);
    if (end === 'ready') return;
    const over =
      endsAt ??
      (end === 'redeemed' || end === 'refunded'
        ? atDaytime(at + chance.between(0.1, 6) * DAY_MS, chance)
        : end === 'cancelled'
          ? at + chance.between(0.5, 20) * HOUR_MS
          : voucher.expiresAt.getTime() + 5 * MINUTE_MS);
    const then = new Date(Math.floor(Math.max(over, at + MINUTE_MS)));
    this.plan(then, () => {
      if (voucher.state !== 'ready') return;
      const settleId = this.end(voucher, end === 'refunded' ? 'redeemed' : end, then, row);
      if (end === 'refunded') this.plan(then.getTime() + 3 * HOUR_MS, () => this.refund(voucher, settleId, row));
    });
  }

  private end(voucher: DemoVoucher, state: VoucherState, at: Date, as: HeldRow | null): string {
    const { shop, personId, holdId } = voucher;
    const id = this.chance.uuid();
    voucher.state = state;
    if (state === 'redeemed') voucher.redeemedAt = at;
    else voucher.endedAt = at;
    const actorId = state === 'redeemed' ? shop.ownerId : state === 'cancelled' ? personId : null;
    const row = as ?? this.heldRows.get(holdId)!;
    this.books.book({ ...row, id, kind: state === 'redeemed' ? 'settle' : 'release', holdId, actorId, at });
    return id;
  }

  /** It was not what they wanted, and the shop gives the points back the same day. */
  private refund(voucher: DemoVoucher, settleId: string, { from, to, ...row }: HeldRow): void {
    const at = new Date(voucher.redeemedAt!.getTime() + 3 * HOUR_MS);
    const byId = voucher.shop.ownerId;
    Object.assign(voucher, { state: 'refunded', endedAt: at, refund: { byId, reason: '东西有瑕疵，退回店里。' } });
    this.books.book({ ...row, from: to, to: from, id: this.chance.uuid(), reason: 'refund', actorId: byId, at, reversesId: settleId });
  }

  private donate(personId: string, at: number): void {
    const purse = this.purse(personId);
    if (!purse || purse.free < 60) return;
    const when = new Date(at);
    const id = this.chance.uuid();
    const communityCode = this.world.person(personId).homeCommunityCode ?? purse.communityCode;
    const to = this.books.account({ kind: 'pool', communityCode }, when);
    const amount = Math.min(purse.free, this.chance.pick([5, 10, 10, 20, 50]));
    this.books.book({
      id,
      from: purse.account,
      to,
      amount,
      reason: 'donate',
      ref: ['donation', id],
      communityCode: purse.communityCode,
      actorId: personId,
      at: when,
    });
    this.donations.push({ id, personId, communityCode, points: amount, shown: this.chance.yes(0.4) ? 'anonymous' : 'masked', at: when });
  }
  readonly donations: { id: string; personId: string; communityCode: string; points: number; shown: DonorShown; at: Date }[] = [];

  /** The account of this person that holds most. */
  private purse(personId: string): { account: string; communityCode: string; free: number } | null {
    const home = this.world.person(personId).homeCommunityCode;
    if (!home) return null;
    const account = this.books.account({ kind: 'person', ownerId: personId, communityCode: home }, this.world.now);
    const free = this.books.freeOf(account);
    return free > 0 ? { account, communityCode: home, free } : null;
  }
}

/** Shops are open between nine and six in Shanghai. */
function atDaytime(at: number, chance: Chance): number {
  const day = Math.floor((at + 8 * HOUR_MS) / DAY_MS);
  return Math.floor(day * DAY_MS - 8 * HOUR_MS + chance.between(7, 18) * HOUR_MS);
}

/** The last millisecond of its day in Shanghai. */
function endOfDay(at: number): Date {
  const day = Math.floor((at + 8 * HOUR_MS) / DAY_MS);
  return new Date((day + 1) * DAY_MS - 8 * HOUR_MS - 1);
}
