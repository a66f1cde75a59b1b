import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '@linli/shared/calendar';
import { isoWeekday } from '@linli/shared/menu';
import { type Chance, chanceOf } from '../chance.js';
import { HOME_COMMUNITY, NAMED } from '../people/cast.js';
import type { Person } from '../people/person.js';
import { SERVING_NAMED } from '../people/serving.js';
import type { TownArea } from '../town/town.js';
import { pointIn } from '../town/landmarks.js';
import type { Elder } from './elders.js';
import type { OrdersWorld, Wish } from './orders-world.js';
import { doorIn, placesOf } from './places.js';
import { makeShift, type Post, postAt } from './posts.js';
import type { By, ServiceOrder } from './service.js';
import type { Servant } from './serving.js';

const QUARTER = 15 * MINUTE_MS;
type For = { elder: Elder; by?: Person } | { person: Person };

/** What the one-tap people must find on their phones whatever day and hour it is. */
export function stagedOrders(orders: OrdersWorld): Post[] {
  return new Stage(orders, chanceOf('staged orders')).all();
}

class Stage {
  private readonly home: TownArea;
  private readonly desk: By & { id: string };
  private readonly wang: Elder;
  private readonly chen: Person;
  private readonly qin: Servant | undefined;
  private readonly lu: Servant | undefined;
  private readonly others: Elder[];
  private readonly neighbours: Person[];

  constructor(
    private readonly orders: OrdersWorld,
    private readonly chance: Chance,
  ) {
    const { world, serving, elders } = orders;
    this.home = world.areaNamed(HOME_COMMUNITY);
    const named = (name: string): Person => world.cast.people.find((p) => p.name === name)!;
    this.desk = { id: named(NAMED.dispatcher).id, role: 'dispatcher' };
    this.chen = named(NAMED.resident);
    this.wang = elders.find((e) => e.person?.name === NAMED.elder)!;
    this.qin = serving.all.find((s) => s.name === SERVING_NAMED.volunteer);
    this.lu = serving.all.find((s) => s.name === SERVING_NAMED.partyMember);
    this.others = elders.filter((e) => e.communityCode === this.home.code && e !== this.wang);
    const servants = new Set(serving.all.map((s) => s.id));
    this.neighbours = chance.shuffle(
      world
        .residentsOf(this.home.code)
        .filter((p) => p.phone && p.since > 40 && p !== this.chen && p !== this.wang.person && !servants.has(p.id)),
    );
    for (const id of [this.wang.id, this.wang.person!.id, this.chen.id, this.qin?.id, this.lu?.id]) if (id) orders.reserved.add(id);
  }

  all(): Post[] {
    if (this.orders.serving.of(this.home.code).length === 0) return [];
    const shift = this.cleaningToday();
    this.pastOfTheServing();
    this.ofWang();
    this.ofChen();
    this.today();
    this.invitations();
    this.waitingForTheDesk();
    this.runningShort();
    this.notRight();
    this.withFewer();
    this.inTheHall();
    return shift;
  }

  private get now(): number {
    return this.orders.now.getTime();
  }

  /** So many hours ago; nobody orders or reviews at night: what falls there happened late in the evening, in the same order. */
  private ago(hours: number): Date {
    const at = this.now - hours * HOUR_MS;
    const bed = startOfDay(dayOf(at - 7 * HOUR_MS)) + 22 * HOUR_MS;
    return new Date(Math.floor(at < bed ? at : bed + (at - bed) / 27));
  }

  /** A full quarter of an hour, so many minutes from now. */
  private around(minutes: number): Date {
    return new Date(Math.round((this.now + minutes * MINUTE_MS) / QUARTER) * QUARTER);
  }

  private ask(code: string, whom: For, startAt: Date, createdAt: Date, remark: string, more: Partial<Wish> = {}): ServiceOrder {
    const item = this.orders.itemIn(this.home.code, code, createdAt);
    const who = 'elder' in whom ? this.ofElder(whom.elder, whom.by) : this.ofPerson(whom.person);
    const words = { ...who.words, remark };
    const where = item.atPlace
      ? { placeText: placesOf(this.home.name)[0]!, words }
      : { words: { ...words, address: item.mode === 'remote' ? null : who.address } };
    const { gridCode, position, by, source, principalId, elder } = who;
    return this.orders.make({ item, source, gridCode, position, by, principalId, elder, createdAt, startAt, ...where, ...more });
  }

  private ofElder(elder: Elder, by?: Person) {
    const own = elder.person && !by;
    const source = by ? ('helper' as const) : own ? ('resident' as const) : ('staff' as const);
    const role = by ? ('helper' as const) : own ? ('requester' as const) : ('dispatcher' as const);
    const id = by?.id ?? elder.person?.id ?? this.desk.id;
    return {
      source,
      by: { id, role },
      principalId: elder.person?.id ?? null,
      elder,
      gridCode: elder.gridCode,
      position: elder.position,
      address: elder.address,
      words: { contactName: elder.name, contactPhone: elder.person?.phone ?? elder.phone },
    };
  }

  private ofPerson(person: Person) {
    const grid = this.chance.pick(this.orders.world.grids.filter((g) => g.code.startsWith(this.home.code)));
    return {
      source: 'resident' as const,
      by: { id: person.id, role: 'requester' as const },
      principalId: person.id,
      elder: null,
      gridCode: grid.code,
      position: pointIn(grid.ring, this.chance.next, 0.7),
      address: doorIn(this.orders.world, grid.code, this.chance),
      words: { contactName: person.name, contactPhone: person.phone },
    };
  }

  private orderer({ order }: ServiceOrder): By {
    const role = order.principalId === order.requesterId ? 'requester' : order.source === 'helper' ? 'helper' : 'principal';
    return { id: role === 'principal' ? order.principalId : order.requesterId, role };
  }

  /** Reviewed, dispatched to these and accepted by them, in the hours after it came in. */
  private filled(service: ServiceOrder, ...wanted: (Servant | undefined)[]): boolean {
    const { order } = service;
    const free = (s: Servant) =>
      this.orders.eligible(service, s) && this.orders.diary.free(s.id, order.startAt.getTime(), order.endAt.getTime());
    const named = wanted.filter((s): s is Servant => s !== undefined && free(s));
    const going = [...named, ...this.orders.candidates(service)].slice(0, order.headcount);
    if (going.length < order.headcount) return false;
    const step = Math.min(25 * MINUTE_MS, (Math.min(this.now, order.startAt.getTime()) - order.createdAt.getTime()) / 8);
    let at = order.createdAt.getTime();
    const next = () => new Date(Math.floor((at += step)));
    if (service.state === 'submitted') service.approve(next(), this.desk, '已电话核实。');
    service.dispatch(
      next(),
      this.desk,
      going.map((s) => ({ personId: s.id, reasons: this.orders.reasons(service, s) })),
    );
    if (order.insuranceRequired) service.insure(next(), this.desk, '临江区志愿者意外险团体单 2026-0318');
    for (const { id } of going) {
      this.orders.takes(service, id);
      service.accept(next(), id);
    }
    return true;
  }

  /** There from a little before the start to a little before the end. */
  private served(service: ServiceOrder): void {
    const { startAt, endAt } = service.order;
    const way = service.order.elderId && service.order.principalId === null ? 'paper_card' : 'display_code';
    const ids = service.idsIn('accepted');
    service.passTime(startAt);
    ids.forEach((id, i) => service.start(new Date(startAt.getTime() - (4 - i) * MINUTE_MS), id, way));
    ids.forEach((id, i) => service.finish(new Date(endAt.getTime() - (6 - i) * MINUTE_MS - 20_000), id, way));
  }

  private confirmed(service: ServiceOrder, hoursLater: number, level: number, comment: string | null): void {
    const by = this.orderer(service);
    const at = service.lastAt.getTime() + hoursLater * HOUR_MS;
    service.confirm(new Date(at), by);
    service.rate(new Date(at + 40_000), by, 'service', level, comment);
    for (const id of service.idsIn('confirmed'))
      service.rate(
        new Date(service.lastAt.getTime() + this.chance.whole(20, 200) * MINUTE_MS),
        { id, role: 'server' },
        'cooperation',
        5,
        null,
      );
  }

  private past(
    code: string,
    whom: For,
    day: number,
    hour: number,
    remark: string,
    level: number,
    comment: string | null,
    ...who: (Servant | undefined)[]
  ): void {
    const startAt = this.orders.day(day, hour);
    const service = this.ask(code, whom, startAt, this.orders.day(day - 3, this.chance.between(8, 20.5)), remark);
    if (!this.filled(service, ...who)) return void this.orders.services.pop();
    this.served(service);
    this.confirmed(service, this.chance.between(0.1, 2), level, comment);
    service.passTime(this.orders.now);
  }

  private elder(nth: number): Elder {
    return this.others[nth % this.others.length]!;
  }

  private get withAccount(): Elder {
    return this.others.find((e) => e.person) ?? this.wang;
  }

  private pastOfTheServing(): void {
    const own = this.withAccount;
    const [a, b, c] = this.neighbours as [Person, Person, Person];
    this.past('S0102', { elder: own }, -19, 10, '买两斤青菜、一块豆腐。', 5, '菜挑得好，小票也给了。', this.qin);
    this.past('S0601', { person: a }, -17, 9, '老年优待证到期，帮忙换一张。', 5, '一次办成，省了我跑两趟。', this.lu);
    this.past('S0108', { elder: own }, -14, 16, '轮椅推到江边走一圈。', 5, '推得稳，过马路很小心。', this.qin);
    this.past('S0602', { elder: own }, -11, 15, '今年的养老资格还没有认证。', 5, '教了我三遍，耐心。', this.lu);
    this.past('S0102', { person: b }, -9, 17, '快递在小区门口的柜子里。', 4, null, this.qin);
    this.past('S0101', { elder: own }, -8, 9.5, '喜欢听粤剧，会下象棋。', 5, '陪我下了两盘棋。', this.lu, this.qin);
    this.past('S0601', { person: c }, -6, 10, '居住证明要盖章。', 5, '办完拍了回执给我。', this.lu);
    this.past('S0102', { elder: own }, -4, 10.5, '药房的药已经付过钱，凭单取。', 5, '跑了两趟，辛苦了。', this.qin);
    this.past('S0108', { elder: own }, -3, 16.25, '走得慢，请多等等。', 5, null, this.lu);
  }

  private ofWang(): void {
    const own = { elder: this.wang };
    this.past('S0602', own, -20, 15, '不会用手机认证，社保卡已备好。', 5, '五分钟就办好了，还教我怎么看。', this.lu);
    this.past('S0101', own, -12, 9.5, '一个人在家闷，想有人说说话。', 5, '聊得很开心，盼着下次来。', this.qin, this.lu);
    const shopping = this.ask(
      'S0102',
      own,
      this.orders.day(-1, 15),
      this.orders.day(-3, 19.3),
      '米 5 公斤一袋，送到厨房；钱当面给，请留小票。',
    );
    if (this.filled(shopping, this.lu)) this.served(shopping);
    shopping.passTime(this.orders.now);
    const meal = this.ask('S0104', own, this.orders.day(1, 11), this.orders.day(-1, 9.4), '少盐，饭煮软一点，送到门口按门铃。');
    if (!this.filled(meal, this.qin)) meal.publish(this.orders.day(-1, 10), this.desk);
    meal.passTime(this.orders.now);
  }

  private ofChen(): void {
    const mother = { elder: this.wang, by: this.chen };
    this.past('S0104', mother, -7, 11.25, '妈妈一个人在家，麻烦送到四楼。', 5, '妈妈说饭还是热的，谢谢！', this.qin);
    const hospital = this.ask('S0108', mother, this.orders.day(3, 8.5), this.ago(5), '想去江边公园走走，妈妈走得慢，请多等等。');
    hospital.approve(this.ago(4.4), this.desk, '已电话核实。');
    const [other] = this.orders.suggest(hospital, 1);
    const asked = [
      ...(this.lu ? [{ personId: this.lu.id, reasons: this.orders.reasons(hospital, this.lu) }] : []),
      ...(other ? [other] : []),
    ];
    hospital.dispatch(this.ago(3.9), this.desk, asked);
    hospital.passTime(this.orders.now);
    this.ask('S0303', { person: this.chen }, this.orders.day(3, 15), this.ago(0.8), '纱窗破了一个洞，周末在家。').passTime(this.orders.now);
  }

  /** The board of today: served, in service, not checked in, still to come. */
  private today(): void {
    const [, , , d, e, f, g, h] = this.neighbours;
    const done = this.ask('S0102', { person: d! }, this.around(-170), this.ago(45), '取快递，取件码电话里说。');
    if (this.filled(done)) this.served(done);
    done.passTime(this.orders.now);
    const alone = this.others.find((one) => !one.person && one.cards.some((c) => !c.revokedAt)) ?? this.elder(0);
    for (const service of [
      this.ask('S0601', { person: e! }, this.around(-30), this.ago(50), '帮忙去政务中心交材料，材料已装好袋。'),
      this.ask('S0102', { elder: alone }, this.around(-20), this.ago(30), '买菜和一瓶酱油，钱当面给。'),
    ])
      this.underWay(service);
    this.underWay(this.ask('S0101', { elder: this.withAccount }, this.around(-45), this.ago(74), '想听人读读报纸。'), 1);
    const missing = this.ask('S0102', { person: f! }, this.around(-45), this.ago(40), '药房的药已付款，凭单取。');
    this.filled(missing);
    missing.passTime(this.orders.now);
    const walk = this.ask('S0108', { elder: this.elder(1) }, this.nextToday(75), this.ago(70), '想去公园看看花，走得慢。');
    this.filled(walk, this.qin);
    walk.passTime(this.orders.now);
    const papers = this.ask('S0601', { person: g! }, this.nextToday(150), this.ago(60), '老年优待证换新证，材料齐了。');
    this.filled(papers, this.lu);
    papers.passTime(this.orders.now);
    const call = this.ask('S0109', { elder: this.elder(2) }, this.nextToday(50), this.ago(26), '听力不好，请说大声点。');
    this.filled(call);
    call.passTime(this.orders.now);
    const later = this.ask('S0102', { person: h! }, this.nextToday(200), this.ago(33), '两袋米，五楼没有电梯。');
    this.filled(later);
    later.passTime(this.orders.now);
  }

  /** So many minutes from now, if that is still today; late at night tomorrow morning. */
  private nextToday(minutes: number): Date {
    const at = this.around(minutes);
    return dayOf(at.getTime()) === dayOf(this.now) ? at : this.orders.day(1, 8 + minutes / 60);
  }

  private underWay(service: ServiceOrder, only?: number): void {
    if (!this.filled(service)) return service.passTime(this.orders.now);
    const { startAt, elderId, principalId } = service.order;
    const way = elderId && principalId === null ? 'paper_card' : 'display_code';
    service.passTime(startAt);
    for (const id of service.idsIn('accepted').slice(0, only)) {
      const at = new Date(Math.min(startAt.getTime() - 2 * MINUTE_MS, this.now - MINUTE_MS));
      service.start(at > service.lastAt ? at : new Date(service.lastAt.getTime() + 1000), id, way);
    }
    service.passTime(this.orders.now);
  }

  private invitations(): void {
    const ask = (servant: Servant | undefined, code: string, whom: For, startAt: Date, hours: number, remark: string) => {
      if (!servant) return;
      const service = this.ask(code, whom, startAt, this.ago(hours), remark);
      if (service.state === 'submitted') service.approve(this.ago(hours * 0.8), this.desk);
      const [other] = this.orders.suggest(service, 1);
      const own = { personId: servant.id, reasons: this.orders.reasons(service, servant) };
      service.dispatch(this.ago(hours * 0.6), this.desk, other ? [own, other] : [own]);
      service.passTime(this.orders.now);
    };
    const [a, b] = [this.neighbours[8]!, this.neighbours[9]!];
    ask(this.qin, 'S0102', { elder: this.elder(3) }, this.orders.day(2, 10), 3, '药和青菜，腿脚不便下不了楼。');
    ask(this.qin, 'S0601', { person: a }, this.orders.day(3, 9), 1.5, '老房子过户，材料不知道齐不齐，帮忙去问一问。');
    ask(this.lu, 'S0602', { elder: this.withAccount }, this.orders.day(3, 15.5), 2.2, '今年的还没认证，怕耽误养老金。');
    ask(this.lu, 'S0102', { person: b }, this.orders.day(4, 10), 0.9, '家里有小宝宝走不开，买点米和油。');
  }

  private waitingForTheDesk(): void {
    const [, , , , , , , , , , k, l, m, n] = this.neighbours;
    for (const [code, whom, day, hour, hours, remark] of [
      ['S0105', { elder: this.withAccount }, 3, 9, 2.1, '厨房油烟机外面擦一擦，高处不用擦。'],
      ['S0601', { person: k! }, 2, 9.5, 1.2, '帮忙去派出所拿居住证，本人行动不便。'],
      ['S0503', { person: l! }, 4, 15, 0.4, '想学用手机挂号和视频通话。'],
      // Nothing asks for a review here: the desk looks for people at once.
      ['S0102', { person: m! }, 2, 16, 0.7, '快递三件，比较重。'],
      ['S0104', { elder: this.elder(4) }, 2, 11, 1.6, '不吃辣，汤分开装。'],
      ['S0101', { elder: this.elder(5) }, 3, 9.5, 2.8, '只会说本地话，想有人聊聊天。'],
      ['S0401', { person: n! }, 4, 14.5, 3.3, '租房押金不退，想问问怎么办。'],
    ] as const)
      this.ask(code, whom, this.orders.day(day, hour), this.ago(hours), remark).passTime(this.orders.now);
  }

  /** The time is nearly up, and a place is still free. */
  private runningShort(): void {
    const [, , , , , , , , , , , , , , o] = this.neighbours;
    const pair = this.ask('S0101', { elder: this.elder(6) }, this.around(33 * 60), this.ago(66), '盼着有人来坐坐，喜欢听老歌。');
    const [first, second, third] = this.orders.suggest(pair, 3);
    if (first && second && third) {
      pair.dispatch(this.ago(60), this.desk, [first, second, third]);
      this.orders.takes(pair, first.personId);
      pair.accept(this.ago(57), first.personId);
      pair.decline(this.ago(55), second.personId, '那天要上班。');
      pair.publish(this.ago(20), this.desk);
    }
    pair.passTime(this.orders.now);
    const shopping = this.ask('S0102', { person: o! }, this.around(5.6 * 60), this.ago(25), '买奶粉和尿片，家里走不开。', {
      noticeHours: 4,
    });
    const asked = this.orders.suggest(shopping, 2);
    shopping.dispatch(this.ago(24.2), this.desk, asked);
    if (asked[0]) shopping.decline(this.ago(23), asked[0].personId, '孩子家长会，这次去不了。');
    shopping.passTime(this.orders.now);
  }

  /** Something was not right, or somebody must be rung. */
  private notRight(): void {
    const [, , , , , , , , , , , , , , , p, q] = this.neighbours;
    for (const [person, day, hour, why] of [
      [p!, -2, 16, '人来了不到二十分钟就走了，时间写得不对。'],
      [q!, -1, 10, '东西买错了，没有给小票。'],
    ] as const) {
      const startAt = this.orders.day(day, hour);
      const service = this.ask('S0102', { person }, startAt, new Date(startAt.getTime() - 30 * HOUR_MS), '买米和油，请留小票。');
      if (this.filled(service)) {
        this.served(service);
        service.dispute(new Date(service.lastAt.getTime() + 3 * HOUR_MS), this.orderer(service), why);
      }
      service.passTime(this.orders.now);
    }
    const alone = this.others.filter((one) => !one.person && one.cards.length > 0);
    for (const [i, elder] of alone.slice(0, 2).entries()) {
      const startAt = this.orders.day(-5 + i, 10);
      const service = this.ask('S0104', { elder }, startAt, new Date(startAt.getTime() - 30 * HOUR_MS), '送到门口，多敲几下门。');
      if (this.filled(service)) this.served(service);
      service.passTime(this.orders.now);
    }
  }

  /** A reading circle for three to which two came, and one that is still to be. */
  private withFewer(): void {
    for (const [day, hour, remark] of [
      [-5, 15, '读书会，帮忙领读和签到。'],
      [1, 16, '书法班，帮忙铺毡研墨。'],
    ] as const) {
      const startAt = this.orders.day(day, hour);
      const grid = this.chance.pick(this.orders.world.grids.filter((g) => g.code.startsWith(this.home.code)));
      const service = this.orders.make({
        item: this.orders.menu.item('S0902'),
        source: 'group',
        createdAt: new Date(startAt.getTime() - 4 * DAY_MS - 2 * HOUR_MS),
        startAt,
        gridCode: grid.code,
        position: pointIn(grid.ring, this.chance.next, 0.5),
        by: this.desk,
        inChargeId: this.desk.id,
        audience: 18,
        placeText: `${this.home.name}服务站`,
        headcount: 3,
        words: { remark },
      });
      const made = service.order.createdAt.getTime();
      const at = (hours: number) => new Date(made + hours * HOUR_MS);
      const asked = this.orders.suggest(service, 3);
      if (asked.length < 3) return;
      service.dispatch(at(1), this.desk, asked);
      for (const [i, { personId }] of asked.slice(0, 2).entries()) {
        this.orders.takes(service, personId);
        service.accept(at(3 + i), personId);
      }
      service.decline(at(6), asked[2]!.personId, '那天要上班。');
      service.startWithFewer(at(40), this.desk, '两位够了，不再等。');
      if (day < 0) {
        service.passTime(startAt);
        const [a, b] = service.idsIn('accepted') as [string, string];
        for (const [i, id] of [a, b].entries()) service.start(new Date(startAt.getTime() - (8 - i) * MINUTE_MS), id, 'place_code');
        for (const [i, id] of [a, b].entries())
          service.finish(new Date(service.order.endAt.getTime() - (5 - i) * MINUTE_MS), id, 'place_code');
        service.confirm(new Date(service.lastAt.getTime() + HOUR_MS), { id: this.desk.id, role: 'dispatcher' }, '名单核对过，都到了。');
      }
      service.passTime(this.orders.now);
    }
  }

  private inTheHall(): void {
    const people = this.neighbours.slice(17);
    for (const [i, [code, day, hour, hours, remark]] of (
      [
        ['S0102', 2, 17, 6, '米一袋，油一桶，四楼。'],
        ['S0109', 1, 16, 4, '一个人住，想每周有人打电话问一声。'],
        ['S0102', 3, 10, 9, '取药，药已付款。'],
        ['S0101', 4, 15, 20, '想有人陪着下盘象棋。'],
        ['S0108', 2, 7.5, 26, '早上去公园走走。'],
        ['S0601', 5, 14.5, 7, '帮忙去街道取一份证明。'],
      ] as const
    ).entries()) {
      const person = people[i % people.length]!;
      const whom = code === 'S0601' || code === 'S0102' ? { person } : { elder: this.elder(i + 1) };
      const service = this.ask(code, whom, this.orders.day(day, hour), this.ago(hours), remark);
      if (service.state === 'submitted') service.approve(this.ago(hours * 0.85), this.desk);
      service.publish(this.ago(hours * 0.7), this.desk);
      service.passTime(this.orders.now);
    }
  }

  /** The party member is in charge of a shift that is just beginning; the same hour every week. */
  private cleaningToday(): Post[] {
    const inCharge = this.lu?.id ?? this.desk.id;
    const latest = startOfDay(dayOf(this.now) + 1) - 45 * MINUTE_MS;
    const startAt = new Date(Math.min(this.around(15).getTime(), latest));
    const team = this.orders.serving.teams.find((t) => t.leaderId === this.lu?.id && this.home.code.startsWith(t.areaCode)) ?? null;
    const post = postAt(this.orders, this.home, this.chance, {
      title: '清洁家园·万福里',
      itemCode: 'S0701',
      remark: '扫楼道、清杂物，工具和手套社区准备。',
      placeText: '万福里小广场',
      startAt: new Date(startAt.getTime() - 21 * DAY_MS),
      minutes: 90,
      headcount: 6,
      weekdays: [isoWeekday(startAt.getTime())],
      teamId: team?.id ?? null,
      inChargeId: inCharge,
      createdAt: this.orders.day(-26, 10.3),
    });
    for (let week = -3; week <= 4; week += 1) this.shift(post, new Date(startAt.getTime() + week * 7 * DAY_MS), week);
    return [post];
  }

  private shift(post: Post, startAt: Date, week: number): void {
    const service = makeShift(this.orders, post, startAt);
    const { endAt, createdAt } = service.order;
    const first = Math.max(createdAt.getTime() + HOUR_MS, startAt.getTime() - 8 * DAY_MS);
    const going = first < this.now ? this.orders.candidates(service).slice(0, week === 1 ? 2 : 4) : [];
    const share = (Math.min(this.now, startAt.getTime() - HOUR_MS) - first) / (going.length + 1);
    going.forEach(({ id }, i) => {
      const at = new Date(Math.floor(first + (i + 1) * share));
      service.passTime(at);
      if (service.state === 'offered' && this.orders.takes(service, id)) service.accept(at, id);
    });
    if (week < 0) {
      service.passTime(startAt);
      going.forEach(({ id }, i) => service.start(new Date(startAt.getTime() - (9 - i) * MINUTE_MS), id, 'place_code'));
      going.forEach(({ id }, i) => service.finish(new Date(endAt.getTime() - (5 - i) * MINUTE_MS), id, 'place_code'));
      service.passTime(endAt);
      service.confirm(new Date(endAt.getTime() + 2 * HOUR_MS), { id: post.inChargeId, role: 'person_in_charge' }, '名单核对过，都到了。');
    }
    if (week === 0 && going[0]) {
      const at = new Date(Math.max(service.lastAt.getTime() + 1000, Math.min(this.now - 2 * MINUTE_MS, startAt.getTime())));
      if (at < this.orders.now) service.start(at, going[0].id, 'place_code');
    }
    service.passTime(this.orders.now);
  }
}
