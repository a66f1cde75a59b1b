import { addWorkdays, DAY_MS, dayOf, dayTextOf, MINUTE_MS } from '@linli/shared/calendar';
import type { ServiceCategory } from '@linli/shared/members';
import { publicityEnds } from '@linli/shared/publicity';
import { RECORD_CASE_WORKING_DAYS, type RecordCaseKind, type ServedCategory } from '@linli/shared/timebank-records';
import type { EntityManager } from 'typeorm';
import { type Chance, chanceOf } from '../chance.js';
import type { Person } from '../people/person.js';
import { insertRows, tellEvents, type Told } from '../rows.js';
import type { DeskCast } from './desk-cast.js';
import type { Served } from './served.js';

interface Entered {
  id: string;
  batchId: string;
  person: Person;
  communityCode: string;
  title: string;
  category: ServiceCategory;
  served: ServedCategory;
  content: string;
  place: string;
  reason: string;
  daysAgo: number;
  hour: number;
  minutes: number;
  by: Person;
  /** Days ago: entered, and hung up. */
  enteredDaysAgo: number;
  hungUp?: { daysAgo: number; by: Person };
  refused?: { daysAgo: number; by: Person; reason: string };
}

const FORGOT = '签到码那天没有带到现场。';
const PAPER = '活动在小区外，没有签到码，按纸质签到表补录。';

/** Hours entered by hand in every state, and what people say against records. */
export async function seedDeskRecords(tx: EntityManager, cast: DeskCast, served: readonly Served[]): Promise<void> {
  const chance = chanceOf('desk records');
  const entered = enteredAtHome(cast, chance, served);
  await saveEntered(tx, cast, entered);
  await saveCases(tx, cast, casesOf(cast, chance, entered, served));
}

function enteredAtHome(cast: DeskCast, chance: Chance, served: readonly Served[]): Entered[] {
  const { own, desk, colleague, home, street, world } = cast;
  const busy = new Set(served.map(({ personId, startedAt }) => `${personId} ${dayOf(startedAt.getTime())}`));
  const today = dayOf(world.now.getTime());
  const made = (person: Person, one: Omit<Entered, 'id' | 'batchId' | 'person' | 'communityCode'> & Partial<Entered>): Entered => {
    let { daysAgo } = one;
    // A day on which nothing else of theirs stands: two things at once would be refused.
    while (busy.has(`${person.id} ${today - daysAgo}`)) daysAgo += 1;
    return { id: chance.uuid(), batchId: chance.uuid(), person, communityCode: home, ...one, daysAgo };
  };
  const stalls = { title: '便民服务日摆摊', category: 'agency', served: 'resident', content: '磨刀、理发、量血压的引导和登记。', place: '万福里小广场', reason: PAPER, hour: 8.5, minutes: 180 } as const; // prettier-ignore
  const batchId = chance.uuid();
  const at = (nth: number): Person => own[nth]!;
  // One list of one day: whoever was elsewhere that day is not on it.
  const stood = own.slice(23).filter(({ id }) => !busy.has(`${id} ${today - 3}`)).slice(0, 3); // prettier-ignore
  const elsewhere = ['文昌社区', '望江社区'].map((name) => world.areaNamed(name).code);
  return [
    ...stood.map((person) => made(person, { ...stalls, daysAgo: 3, by: colleague, enteredDaysAgo: 1, batchId })),
    made(at(16), { title: '陪独居老人过生日', category: 'elder_care', served: 'elder', content: '买蛋糕、布置、陪着吃饭。', place: '福安小区', reason: FORGOT, daysAgo: 4, hour: 17, minutes: 120, by: desk, enteredDaysAgo: 2 }), // prettier-ignore
    made(at(17), { title: '清运楼道旧家具', category: 'environment', served: 'public', content: '三个单元，搬到小区门口。', place: '福星楼', reason: FORGOT, daysAgo: 6, hour: 8, minutes: 150, by: colleague, enteredDaysAgo: 2, hungUp: { daysAgo: 1, by: desk } }), // prettier-ignore
    made(at(18), { title: '儿童安全课', category: 'education', served: 'child', content: '讲过马路和防溺水，十六个孩子。', place: '万福社区服务站', reason: PAPER, daysAgo: 7, hour: 15, minutes: 90, by: desk, enteredDaysAgo: 2, hungUp: { daysAgo: 1, by: colleague } }), // prettier-ignore
    made(at(19), { title: '社区运动会裁判', category: 'culture', served: 'public', content: '老年组投篮和套圈。', place: '临江一中操场', reason: PAPER, daysAgo: 19, hour: 8, minutes: 240, by: colleague, enteredDaysAgo: 18, hungUp: { daysAgo: 17, by: colleague } }), // prettier-ignore
    made(at(20), { title: '社区运动会后勤', category: 'culture', served: 'public', content: '搬桌椅、分水、收场地。', place: '临江一中操场', reason: PAPER, daysAgo: 19, hour: 7.5, minutes: 300, by: desk, enteredDaysAgo: 18, hungUp: { daysAgo: 17, by: desk } }), // prettier-ignore
    made(at(21), { title: '上门教用手机挂号', category: 'education', served: 'elder', content: '教两位老人用手机挂号。', place: '万福花园', reason: FORGOT, daysAgo: 21, hour: 9, minutes: 480, by: colleague, enteredDaysAgo: 20, refused: { daysAgo: 19, by: desk, reason: '两位老人说一共一个多小时，八小时对不上，请核对后重新补录。' } }), // prettier-ignore
    made(at(22), { title: '义务写春联', category: 'culture', served: 'resident', content: '写了六十多副。', place: '万福社区服务站', reason: PAPER, daysAgo: 27, hour: 9, minutes: 180, by: colleague, enteredDaysAgo: 26, hungUp: { daysAgo: 25, by: colleague }, refused: { daysAgo: 22, by: desk, reason: '异议属实：当天签到表上没有这位志愿者。' } }), // prettier-ignore
    ...elsewhere.flatMap((communityCode, i) => {
      const [first, second] = cast.membersOf(communityCode) as [Person, Person];
      const by = world.desksOf(communityCode)[0]!;
      const place = `${world.area(communityCode).name}服务站`;
      const entry = { communityCode, category: 'environment', served: 'public', place, reason: PAPER, by } as const;
      return [
        made(first, { ...entry, title: '河堤捡垃圾', content: '捡了十来袋。', daysAgo: 3 + i, hour: 8, minutes: 120, enteredDaysAgo: 1 }),
        made(second, { ...entry, title: '文明劝导岗', content: '早高峰路口。', daysAgo: 20 + i, hour: 7.5, minutes: 90, enteredDaysAgo: 19, hungUp: { daysAgo: 18, by: i ? street : by } }), // prettier-ignore
      ];
    }),
  ];
}

const startOf = (cast: DeskCast, { daysAgo, hour }: Entered): Date => cast.at(daysAgo, hour);

async function saveEntered(tx: EntityManager, cast: DeskCast, entered: readonly Entered[]): Promise<void> {
  const until = ({ communityCode, hungUp }: Entered): Date | null =>
    hungUp ? new Date(publicityEnds(cast.world.calendar(communityCode), cast.at(hungUp.daysAgo, 10.5).getTime())) : null;
  await insertRows(
    tx,
    'service_records',
    entered.map((one) => {
      const startedAt = startOf(cast, one);
      return {
        id: one.id,
        source: 'manual',
        source_id: one.id,
        person_id: one.person.id,
        district_code: one.communityCode.slice(0, 6),
        street_code: one.communityCode.slice(0, 9),
        community_code: one.communityCode,
        state: one.refused ? 'refused' : one.hungUp ? 'publicised' : 'pending',
        title: one.title,
        item_code: null,
        category: one.category,
        coefficient: 100,
        started_at: startedAt,
        finished_at: new Date(startedAt.getTime() + one.minutes * MINUTE_MS),
        day: dayTextOf(startedAt.getTime()),
        minutes: one.minutes,
        by_code: false,
        silent: false,
        earning_minutes: 0,
        points: 0,
        surplus_points: 0,
        limits: [],
        transfer_ids: [],
        entered_by: one.by.id,
        publicised_until: until(one),
        request_hash: '',
        created_at: cast.at(one.enteredDaysAgo, 9.2),
        updated_at: one.refused
          ? cast.at(one.refused.daysAgo, 15)
          : one.hungUp
            ? cast.at(one.hungUp.daysAgo, 10.5)
            : cast.at(one.enteredDaysAgo, 9.2),
      };
    }),
  );
  await insertRows(
    tx,
    'service_record_details',
    entered.map(({ id, batchId, served, content, place, reason, refused }) => ({
      record_id: id,
      batch_id: batchId,
      entered_as: 'dispatcher',
      served,
      content,
      place_text: place,
      no_codes_reason: reason,
      file_ids: [],
      refuse_reason: refused?.reason ?? null,
    })),
  );
  await tellEvents(
    tx,
    entered.flatMap((one) => {
      const { id, person, communityCode, minutes, batchId, hungUp, refused } = one;
      const form = entered.filter((other) => other.batchId === batchId);
      const told = (at: Date, action: string, byId: string, data: object): Told => ({
        at,
        subject: ['service_record', id],
        action,
        byId,
        role: 'dispatcher',
        principalId: person.id,
        areaCode: communityCode,
        data: { source: 'manual', minutes, ...data },
      });
      const history = [
        told(cast.at(one.enteredDaysAgo, 9.2), 'enter', one.by.id, {
          to: 'pending',
          as: 'dispatcher',
          people: form.length,
          first: form[0] === one,
        }),
      ];
      if (hungUp)
        history.push(told(cast.at(hungUp.daysAgo, 10.5), 'publicise', hungUp.by.id, { from: 'pending', to: 'publicised', until: until(one)!.toISOString() })); // prettier-ignore
      if (refused) history.push(told(cast.at(refused.daysAgo, 15), 'refuse', refused.by.id, { from: hungUp ? 'publicised' : 'pending', to: 'refused' })); // prettier-ignore
      return history;
    }),
  );
}

interface Case {
  id: string;
  kind: RecordCaseKind;
  recordId: string;
  communityCode: string;
  personId: string;
  by: Person;
  text: string;
  at: Date;
  decided?: { state: 'upheld' | 'dismissed'; by: Person; at: Date; answer: string };
}

function casesOf(cast: DeskCast, chance: Chance, entered: readonly Entered[], served: readonly Served[]): Case[] {
  const { neighbours, own, desk, colleague, home, world } = cast;
  const staff = new Set(world.cast.grants.map(({ person }) => person.id));
  const now = world.now.getTime();
  const plain = served.filter(
    (one) => one.communityCode === home && !staff.has(one.personId) && one.byCode && one.confirmedAt.getTime() < now,
  );
  const listed = plain
    .filter((one) => one.publicisedUntil.getTime() > now + DAY_MS / 4 && one.confirmedAt.getTime() < now - DAY_MS / 6)
    .at(-1);
  const old = plain.filter((one) => one.confirmedAt.getTime() < now - 24 * DAY_MS).at(-1)!;
  const about = (one: { id: string; personId: string; communityCode: string }, kind: RecordCaseKind, by: Person, text: string, at: Date, decided?: Case['decided']): Case => ({ id: chance.uuid(), kind, recordId: one.id, communityCode: one.communityCode, personId: one.personId, by, text, at, ...(decided && { decided }) }); // prettier-ignore
  const byHand = (title: string) => entered.filter((one) => one.title === title).map((one) => ({ ...one, personId: one.person.id }))[0]!;
  const ownOf = (nth: number) => {
    const mine = plain.filter((one) => one.personId === own[nth]!.id && one.confirmedAt.getTime() > now - 40 * DAY_MS);
    return mine.at(-1) ?? plain.filter((one) => one.personId === own[nth]!.id).at(-1);
  };
  const late = (days: number, hour: number, after: Date) => new Date(Math.max(cast.at(days, hour).getTime(), after.getTime() + 900_000));
  const asked = [5, 10, 3, 12, 7].flatMap((nth) => {
    const record = ownOf(nth);
    return record ? [{ record, person: own[nth]! }] : [];
  });
  return [
    ...(listed
      ? [
          about(
            listed,
            'objection',
            neighbours[2]!,
            '那天我也在现场，这位只来了半个钟头就走了，时间记长了。',
            late(0, 9, listed.confirmedAt),
          ),
        ]
      : []),
    about(byHand('儿童安全课'), 'objection', neighbours[5]!, '课我孩子去听了，主讲的不是名单上这位，请核对。', cast.at(0, 8.6)),
    about(old, 'objection', neighbours[7]!, '晚上没有见到有人巡逻。', new Date(old.confirmedAt.getTime() + 5 * 3_600_000), { state: 'dismissed', by: desk, at: new Date(old.confirmedAt.getTime() + 2 * DAY_MS), answer: '已调看签到记录，进出都扫过码，队长也证明到场，异议不成立。' }), // prettier-ignore
    about(byHand('义务写春联'), 'objection', neighbours[9]!, '写春联那天我在，没有见到这个人。', cast.at(23, 10), { state: 'upheld', by: desk, at: cast.at(22, 15), answer: '异议属实：当天签到表上没有这位志愿者。' }), // prettier-ignore
    ...asked.slice(0, 1).map(({ record, person }) => about(record, 'correction', person, '我提前二十分钟到场布置，走的时候忘了先签退，时长少了，请按签到表核对。', cast.at(1, 20.2))), // prettier-ignore
    about(byHand('社区运动会裁判'), 'correction', own[19]!, '裁判是从早上七点半开始的，补录写成了八点，少了半小时。', cast.at(2, 12.4)),
    ...asked.slice(1, 2).map(({ record, person }) => about(record, 'correction', person, '应该是两个小时，不是一个半小时。', new Date(record.confirmedAt.getTime() + DAY_MS), { state: 'dismissed', by: colleague, at: new Date(record.confirmedAt.getTime() + 2 * DAY_MS), answer: '签到、签退都是您本人扫码，按系统记录的时间，不作更正。' })), // prettier-ignore
  ].filter(({ at, decided }) => at.getTime() < now && (!decided || decided.at.getTime() < now));
}

async function saveCases(tx: EntityManager, { world }: DeskCast, cases: readonly Case[]): Promise<void> {
  await insertRows(
    tx,
    'record_cases',
    cases.map(({ id, kind, recordId, communityCode, by, text, at, decided }) => ({
      id,
      kind,
      record_id: recordId,
      district_code: communityCode.slice(0, 6),
      street_code: communityCode.slice(0, 9),
      community_code: communityCode,
      raised_by: by.id,
      text,
      file_ids: [],
      state: decided?.state ?? 'open',
      answer: decided?.answer ?? null,
      decided_by: decided?.by.id ?? null,
      decided_at: decided?.at ?? null,
      due_at: new Date(addWorkdays(world.calendar(communityCode), at.getTime(), RECORD_CASE_WORKING_DAYS)),
      new_record_id: null,
      request_hash: '',
      created_at: at,
    })),
  );
  await tellEvents(
    tx,
    cases.flatMap(({ id, kind, recordId, communityCode, personId, by, at, decided }) => {
      const told = (when: Date, action: string, byId: string, to: string): Told => ({
        at: when,
        subject: ['record_case', id],
        action,
        byId,
        role: byId === by.id ? 'resident' : 'dispatcher',
        principalId: personId,
        areaCode: communityCode,
        data: { kind, to, recordId },
      });
      const raised = told(at, kind === 'objection' ? 'object' : 'ask_correction', by.id, 'open');
      return decided
        ? [raised, told(decided.at, decided.state === 'upheld' ? 'uphold' : 'dismiss', decided.by.id, decided.state)]
        : [raised];
    }),
  );
}
