import { HOUR_MS, MINUTE_MS } from '@linli/shared/calendar';
import { NO_SHOW_MINUTES } from '@linli/shared/orders';
import type { Chance } from '../chance.js';
import type { OrdersWorld } from './orders-world.js';
import type { By, ServiceOrder } from './service.js';
import type { ServiceStory } from './stories.js';
import { COOPERATION, DULL, LEVELS, WHY } from './stories.js';

/** What is to happen with an order, and when; nothing after now happens. */
export class Agenda {
  private readonly plans: { at: number; act: (at: Date) => void }[] = [];

  constructor(
    private readonly service: ServiceOrder,
    private readonly now: Date,
  ) {}

  add(at: number, act: (at: Date) => void): void {
    this.plans.push({ at: Math.floor(at), act });
  }

  run(): void {
    for (;;) {
      this.plans.sort((a, b) => a.at - b.at);
      const next = this.plans.shift();
      if (!next || next.at >= this.now.getTime()) break;
      const at = new Date(next.at);
      this.service.passTime(at);
      next.act(at > this.service.lastAt ? at : new Date(this.service.lastAt.getTime() + 1000));
    }
    this.service.passTime(this.now);
  }
}

/** One order from its review to its rating, as such things go in a district. */
export class Course {
  private readonly agenda: Agenda;
  private readonly desk: By;

  constructor(
    private readonly orders: OrdersWorld,
    private readonly chance: Chance,
    private readonly service: ServiceOrder,
    private readonly story: ServiceStory | null,
    /** Who confirms, ends or judges it on the served side. */
    private readonly orderer: By | null,
  ) {
    this.agenda = new Agenda(service, orders.now);
    this.desk = orders.desk(service.order.communityCode, chance);
  }

  run(): void {
    const { order } = this.service;
    const made = order.createdAt.getTime();
    const left = order.fillBy.getTime() - made;
    const look = made + Math.min(this.chance.between(0.15, 5) * HOUR_MS, left * 0.3);
    if (this.service.state === 'submitted') this.agenda.add(look, (at) => this.review(at));
    else this.agenda.add(look, (at) => this.offer(at));
    if (this.chance.yes(0.05))
      this.agenda.add(made + this.chance.between(0.3, 0.9) * (order.startAt.getTime() - made), (at) => this.cancel(at));
    this.agenda.run();
  }

  private review(at: Date): void {
    if (this.service.state !== 'submitted') return;
    if (this.chance.yes(0.05)) return this.service.reject(at, this.desk, this.chance.pick(WHY.reject));
    this.service.approve(at, this.desk);
    this.agenda.add(at.getTime() + this.chance.between(2, 50) * MINUTE_MS, (then) => this.offer(then));
  }

  private cancel(at: Date): void {
    if (!['submitted', 'approved', 'offered', 'filled'].includes(this.service.state) || at >= this.service.order.startAt) return;
    for (const id of this.service.idsIn('accepted')) this.orders.givesBack(this.service, id);
    const own = this.orderer && this.chance.yes(0.8);
    if (own) this.service.cancel(at, this.orderer, this.chance.pick(WHY.cancelByOrderer));
    else this.service.cancel(at, this.desk, this.chance.pick(WHY.cancelByDesk));
  }

  /** Some are asked, some find it in the hall, some both. */
  private offer(at: Date): void {
    const { service, chance } = this;
    if (!['approved', 'offered'].includes(service.state) || at >= service.order.startAt) return;
    const way = chance.weighted([['ask', 55], ['hall', 20], ['both', 25]] as const); // prettier-ignore
    const asked = way === 'hall' ? [] : this.orders.suggest(service, service.order.headcount + chance.whole(1, 2));
    if (asked.length) {
      service.dispatch(at, this.desk, asked);
      const answerBy = service.parts.get(asked[0]!.personId)!.answerBy!.getTime();
      for (const { personId } of asked) this.answers(at.getTime(), answerBy, personId);
    }
    if (way !== 'ask' || !asked.length) {
      const then = new Date(at.getTime() + (asked.length ? 40_000 : 0));
      this.agenda.add(then.getTime(), (when) => {
        if (!['approved', 'offered'].includes(service.state)) return;
        service.publish(when, this.desk);
        this.claims(when.getTime());
      });
    }
    // What nobody has taken by then is hung up for everybody.
    this.agenda.add(at.getTime() + 0.55 * (service.order.fillBy.getTime() - at.getTime()), (when) => {
      if (service.state !== 'offered' || chance.yes(0.12)) return;
      if (!service.order.publishedAt) service.publish(when, this.desk);
      this.claims(when.getTime());
    });
    this.insure(at);
    this.visit();
  }

  private answers(from: number, by: number, personId: string): void {
    const at = from + this.chance.between(0.02, 0.6) * (by - from);
    const mood = this.chance.weighted([['yes', 76], ['no', 14], ['silent', 10]] as const); // prettier-ignore
    if (mood === 'silent') return;
    this.agenda.add(at, (when) => {
      if (this.service.parts.get(personId)?.state !== 'invited') return;
      if (mood === 'yes' && this.accept(when, personId)) return;
      if (mood === 'no') this.service.decline(when, personId, this.chance.pick(WHY.decline));
    });
  }

  private accept(at: Date, personId: string): boolean {
    const { service } = this;
    if (service.state !== 'offered' || at >= service.order.startAt || !this.orders.takes(service, personId)) return false;
    service.accept(at, personId);
    if (this.chance.yes(0.04)) {
      const until = service.order.startAt.getTime();
      this.agenda.add(at.getTime() + this.chance.between(0.3, 0.95) * (until - at.getTime()), (when) => this.withdraw(when, personId));
    }
    return true;
  }

  private withdraw(at: Date, personId: string): void {
    if (!['offered', 'filled'].includes(this.service.state) || !this.service.idsIn('accepted').includes(personId)) return;
    this.orders.givesBack(this.service, personId);
    this.service.withdraw(at, personId, this.chance.pick(WHY.withdraw));
    this.claims(at.getTime());
  }

  /** Whoever looks into the hall takes what is left. */
  private claims(from: number): void {
    const { order } = this.service;
    const until = Math.min(order.startAt.getTime(), order.fillBy.getTime() > from ? order.fillBy.getTime() : order.startAt.getTime());
    for (let place = order.acceptedCount; place < order.headcount; place += 1) {
      if (this.chance.yes(0.04)) continue;
      this.agenda.add(from + this.chance.between(0.02, 0.7) * (until - from), (at) => {
        const [willing] = this.orders.candidates(this.service);
        if (willing) this.accept(at, willing.id);
      });
    }
  }

  private insure(from: Date): void {
    if (!this.service.order.insuranceRequired) return;
    const until = this.service.order.startAt.getTime();
    this.agenda.add(from.getTime() + this.chance.between(0.3, 0.8) * (until - from.getTime()), (at) => {
      if (['offered', 'filled'].includes(this.service.state)) this.service.insure(at, this.desk, INSURANCE);
    });
  }

  /** The day itself. */
  private visit(): void {
    const { startAt, endAt } = this.service.order;
    const [start, end] = [startAt.getTime(), endAt.getTime()];
    this.agenda.add(start - 12 * MINUTE_MS, (at) => {
      for (const id of this.service.idsIn('accepted')) {
        if (this.chance.yes(0.025))
          this.agenda.add(start + (NO_SHOW_MINUTES + this.chance.whole(1, 15)) * MINUTE_MS, (when) => this.absent(when, id));
        else this.agenda.add(Math.max(at.getTime(), start + this.chance.between(-9, 6) * MINUTE_MS), (when) => this.comes(when, id, end));
      }
    });
  }

  private comes(at: Date, personId: string, end: number): void {
    const { service, chance } = this;
    if (!['filled', 'in_service'].includes(service.state) || service.parts.get(personId)?.state !== 'accepted') return;
    if (service.order.insuranceRequired && !service.order.insuranceReference) return;
    const card = this.byCard();
    const way = service.order.source === 'group' ? 'place_code' : card ? 'paper_card' : 'display_code';
    service.start(at, personId, way, card && chance.yes(0.2) ? ['call_back'] : []);
    if (chance.yes(0.035)) return;
    const leaves = Math.min(end + chance.between(-12, 0) * MINUTE_MS, end - 20_000);
    const forgot = chance.yes(0.03);
    this.agenda.add(Math.max(leaves, at.getTime() + 5 * MINUTE_MS), (when) => {
      if (service.parts.get(personId)?.state !== 'in_service') return;
      if (forgot) service.recordFinish(when, this.desk, personId, new Date(when.getTime() - 6 * MINUTE_MS), chance.pick(WHY.recordFinish));
      else service.finish(when, personId, way);
      this.after();
    });
    this.agenda.add(end + MINUTE_MS, () => this.after());
  }

  private byCard(): boolean {
    const elder = this.orders.elders.find((e) => e.id === this.service.order.elderId);
    return elder?.person === null && elder.cards.length > 0;
  }

  private absent(at: Date, personId: string): void {
    const { service } = this;
    if (service.parts.get(personId)?.state !== 'accepted' || !['filled', 'in_service'].includes(service.state)) return;
    this.orders.givesBack(service, personId);
    service.noShow(at, this.desk, personId, this.chance.pick(WHY.noShow));
    if (service.state !== 'offered') return;
    this.agenda.add(at.getTime() + 4 * MINUTE_MS, (when) => {
      if (service.state === 'offered') service.cancel(when, this.desk, '约好的人没有到，已向居民道歉，另约时间。');
    });
  }

  /** Confirmed by whoever was served, or by silence; seldom something is not right. */
  private after(): void {
    const { service, chance, orderer } = this;
    if (service.state !== 'finished' || this.settled) return;
    this.settled = true;
    const end = service.order.finishedAt!.getTime();
    const mood = chance.weighted([['good', 72], ['silent', 22], ['bad', 3]] as const); // prettier-ignore
    if (!orderer) this.agenda.add(end + chance.between(2, 40) * HOUR_MS, (at) => this.ring(at, mood === 'bad'));
    else if (mood === 'bad') this.agenda.add(end + chance.between(0.2, 20) * HOUR_MS, (at) => this.dispute(at, orderer));
    else if (mood === 'good')
      this.agenda.add(end + chance.weighted([[chance.between(0.02, 2), 70], [chance.between(2, 50), 30]] as const) * HOUR_MS, (at) => this.confirm(at, orderer)); // prettier-ignore
    this.agenda.add(end + 74 * HOUR_MS, (at) => this.ringAfterSilence(at));
    this.agenda.add(end + 80 * HOUR_MS, () => this.rate());
  }
  private settled = false;

  private confirm(at: Date, by: By): void {
    if (this.service.state !== 'finished') return;
    this.service.confirm(at, by);
    this.rate();
  }

  /** Without an account nobody answers by phone app: the desk rings. */
  private ring(at: Date, bad: boolean): void {
    const { service, chance } = this;
    if (service.state !== 'finished' || chance.yes(0.12)) return;
    service.callBack(at, this.desk, !bad, chance.pick(bad ? WHY.callBackNo : WHY.callBackYes));
    if (bad) return this.judge(at);
    const other = this.orders.desk(service.order.communityCode, chance);
    this.agenda.add(at.getTime() + chance.between(1, 20) * MINUTE_MS, (when) => {
      if (service.state === 'finished' && other.id !== service.order.requesterId) service.confirm(when, other);
    });
  }

  private ringAfterSilence(at: Date): void {
    const { service, chance } = this;
    const { flags, calledBackAt } = service.order;
    if (service.state === 'confirmed' && flags.includes('call_back') && calledBackAt === null && chance.yes(0.75))
      this.agenda.add(at.getTime() + chance.between(1, 60) * HOUR_MS, (when) => {
        if (service.order.calledBackAt === null) service.callBack(when, this.desk, true, chance.pick(WHY.callBackYes));
      });
  }

  private dispute(at: Date, by: By): void {
    if (this.service.state !== 'finished') return;
    this.service.dispute(at, by, this.chance.pick(WHY.dispute));
    this.judge(at);
  }

  private judge(from: Date): void {
    const { service, chance } = this;
    const judge = this.orders.judge(service, chance);
    this.agenda.add(from.getTime() + chance.between(3, 70) * HOUR_MS, (at) => {
      if (service.state !== 'disputed' || !judge) return;
      if (chance.yes(0.3)) return service.void(at, judge, chance.pick(WHY.void));
      service.uphold(at, judge, chance.pick(WHY.uphold), Math.min(40, service.order.minutes));
    });
  }

  /** Both sides, where they like. */
  private rate(): void {
    const { service, chance, orderer, story } = this;
    if (service.state !== 'confirmed' || service.ratings.length) return;
    const from = service.order.confirmedAt!.getTime();
    if (orderer && chance.yes(0.65)) {
      const level = chance.weighted(LEVELS);
      const words = level === 5 ? (chance.yes(0.6) && story ? chance.pick(story.praise) : null) : (DULL[level] ?? null);
      this.agenda.add(from + chance.between(0.3, 30) * MINUTE_MS, (at) => service.rate(at, orderer, 'service', level, words));
    }
    for (const id of service.idsIn('confirmed'))
      if (chance.yes(0.45))
        this.agenda.add(from + chance.between(0.5, 20) * HOUR_MS, (at) =>
          service.rate(at, { id, role: 'server' }, 'cooperation', chance.yes(0.85) ? 5 : 4, chance.pick(COOPERATION)),
        );
  }
}

export const INSURANCE = '临江区志愿者意外险团体单 2026-0318';
