import { areaAt } from '@linli/shared/areas';
import { DAY_MS, dayText, dayOf, dayTextOf, HOUR_MS, startOfDay } from '@linli/shared/calendar';
import { DEFAULT_WARNING_WORDS, periodOf, wordsIn } from '@linli/shared/wishes';
import type { EntityManager } from 'typeorm';
import { wishNoOf } from '../../modules/wishes/wishes.creation.js';
import { Album } from './album.js';
import { type Chance, chanceOf } from './chance.js';
import type { World } from './reports/world.js';
import { insertRows } from './rows.js';
import { type DemoUnit, type WishPlan, wishPlans } from './wishes/plan.js';
import { ITEMS, REFUSAL } from './wishes/stories.js';

interface Happening {
  at: Date;
  wishId: string;
  action: string;
  by: string | null;
  role: string;
  principal: string | null;
  areaCode: string;
  data: Record<string, unknown>;
  note: string;
  fileId: string | null;
}
type Rows = Record<'wishes' | 'words' | 'claims', Record<string, unknown>[]> & { happened: Happening[] };

/** The running boards of the whole district, with a wish in every state, and what partner units need and offer. */
export async function seedWishes(tx: EntityManager, world: World, filesDir: string): Promise<void> {
  const units = await unitsOf(tx);
  const chance = chanceOf('wish rows');
  const album = new Album('wishes');
  const marks = new Map(
    (await tx.query<{ code: string; mark: string }[]>(`select code, short_code as mark from areas where level = 'street'`)).map((row) => [
      row.code,
      row.mark,
    ]),
  );
  const last = new Map<string, number>();
  const rows: Rows = { wishes: [], words: [], claims: [], happened: [] };
  for (const plan of wishPlans(world, units)) live(rows, plan, world.now, chance, album, marks, last);
  await album.save(tx, filesDir);
  await insertRows(tx, 'wishes', rows.wishes);
  await insertRows(tx, 'wish_words', rows.words);
  await insertRows(tx, 'wish_claims', rows.claims);
  const month = dayTextOf(world.now.getTime()).slice(0, 7);
  await insertRows(
    tx,
    'wish_counters',
    [...last].map(([mark, number]) => ({ month, street_mark: mark, last: number })),
  );
  await tell(tx, rows.happened);
  await seedItems(tx, world, units, chance);
}

const unitsOf = (tx: EntityManager): Promise<DemoUnit[]> =>
  tx.query<DemoUnit[]>(
    `select distinct on (u.id) u.id, u.name, u.area_code as "areaCode", g.person_id as contact,
       case u.kind when 'party_org' then 'branch' else 'unit' end as kind
     from units u join role_grants g on g.unit_id = u.id and g.role = 'unit_contact'
     where g.person_id is not null and g.ended_at is null and u.retired_at is null order by u.id, g.from_day`,
  );

/** One wish from its first day to where it stands now; every step hours or days after the one before. */
function live(
  rows: Rows,
  plan: WishPlan,
  now: Date,
  chance: Chance,
  album: Album,
  marks: ReadonlyMap<string, string>,
  last: Map<string, number>,
): void {
  const { story, kind, state, areaCode, wisher, enteredBy, reviewer, claimer } = plan;
  const id = chance.uuid();
  const streetCode = areaAt(areaCode, 'street') ?? areaCode;
  const mark = marks.get(streetCode) ?? streetCode.slice(6);
  const number = (last.get(mark) ?? 0) + 1;
  last.set(mark, number);
  const today = dayTextOf(now.getTime());
  const author = wisher ?? enteredBy;
  // Back from now: a finished wish began longer ago.
  const age = { submitted: 1, rejected: 3, open: 4, withdrawn: 5, claimed: 6, delivered: 8, fulfilled: 11 }[state];
  let at = now.getTime() - (age + chance.between(0, 2)) * DAY_MS;
  const after = (hours: number): Date => new Date((at = Math.min(now.getTime() - 60_000, at + hours * HOUR_MS)));
  const createdAt = new Date(at);
  let before = 'submitted';
  let claimId: string | null = null;
  const step = (action: string, by: string | null, role: string, to: string, data: Record<string, unknown> = {}, note = ''): Happening => {
    const when = action === 'submit' ? createdAt : after(chance.between(3, 20));
    const whose = claimId ? { claimId, claimKind: claimKindOf(plan), claimerId: claimer?.personId, unitId: claimer?.unit?.id ?? null } : {};
    const happening: Happening = {
      ...{ at: when, wishId: id, action, by, role, note, areaCode, fileId: null },
      principal: wisher && by !== wisher.id ? wisher.id : null,
      data: { ...(action === 'submit' ? {} : { from: before }), to, kind, ...whose, ...data },
    };
    before = to;
    rows.happened.push(happening);
    return happening;
  };
  step('submit', author?.id ?? null, wisher ? 'wisher' : 'grid_member', 'submitted', { source: wisher ? 'resident' : 'grid_member' });
  const period = periodOf(kind, today);
  const row: Record<string, unknown> = {
    ...{ id, wish_no: wishNoOf(today.slice(0, 7), mark, number), request_hash: '', kind, state, what: story.what },
    beneficiary: story.beneficiary,
    source: wisher ? 'resident' : 'grid_member',
    wisher_id: wisher?.id ?? null,
    entered_by: enteredBy?.id ?? null,
    district_code: areaCode.slice(0, 6),
    street_code: streetCode,
    community_code: areaCode,
    grid_code: null,
    value_yuan: story.yuan,
    warning_words: wordsIn(`${story.title}\n${story.detail}`, DEFAULT_WARNING_WORDS),
    ...{ period: null, published_at: null, reviewed_by: null },
    ...{
      claim_id: null,
      claim_kind: null,
      claimer_id: null,
      claim_unit_id: null,
      pledge_day: null,
      claim_due_at: null,
      claim_remind_at: null,
    },
    ...{ delivered_by: null, delivered_at: null, verified_by: null, fulfilled_at: null, redo_count: 0, thanked: plan.thanked },
    created_at: createdAt,
  };
  if (state === 'rejected') step('reject', reviewer.id, 'dispatcher', 'rejected', {}, REFUSAL);
  if (state === 'withdrawn') step('withdraw', author?.id ?? null, 'wisher', 'withdrawn');
  if (['open', 'claimed', 'delivered', 'fulfilled'].includes(state)) {
    const approved = step('approve', reviewer.id, 'dispatcher', 'open', { period });
    Object.assign(row, { period, published_at: approved.at, reviewed_by: reviewer.id });
  }
  if (claimer && row.period) {
    claimId = chance.uuid();
    const pledgeDay = dayText(dayOf(now.getTime()) + chance.whole(3, kind === 'micro' ? 12 : 60));
    const claim = step('claim', claimer.personId, 'claimer', 'claimed', { pledgeDay });
    const dueAt = new Date(startOfDay(dayOf(Date.parse(`${pledgeDay}T12:00:00+08:00`)) + 1) - 1000);
    Object.assign(row, {
      ...{ claim_id: claimId, claim_kind: claimKindOf(plan), claimer_id: claimer.personId, claim_unit_id: claimer.unit?.id ?? null },
      ...{ pledge_day: pledgeDay, claim_due_at: dueAt },
      claim_remind_at: state === 'claimed' ? new Date(dueAt.getTime() - 2 * DAY_MS) : null,
    });
    const record: Record<string, unknown> = {
      ...{ id: claimId, wish_id: id, kind: claimKindOf(plan), person_id: claimer.personId, unit_id: claimer.unit?.id ?? null },
      ...{ pledge_day: pledgeDay, claimed_at: claim.at, ended_at: null, outcome: null },
    };
    rows.claims.push(record);
    if (state === 'delivered' || state === 'fulfilled') {
      const delivery = step('deliver', claimer.personId, 'claimer', 'delivered', {}, story.proof ?? '已经送到了。');
      delivery.fileId = album.take({
        ...{ ownerId: claimer.personId, scene: story.scene ?? 'street_lamp', variant: chance.whole(1, 2), side: 'after' as const },
        ...{ reportId: id, subjectType: 'wish', at: delivery.at, position: null },
      });
      Object.assign(row, { delivered_by: claimer.personId, delivered_at: delivery.at });
    }
    if (state === 'fulfilled') {
      const { yuan: valueYuan, what } = story;
      const done = step('fulfil', reviewer.id, 'dispatcher', 'fulfilled', { deliveredBy: claimer.personId, valueYuan, what, redoCount: 0 });
      Object.assign(row, { verified_by: reviewer.id, fulfilled_at: done.at });
      Object.assign(record, { ended_at: done.at, outcome: 'fulfilled' });
      if (plan.thanked) step('thank', author?.id ?? null, 'wisher', 'fulfilled', {}, THANKS);
    }
  }
  rows.wishes.push({ ...row, updated_at: new Date(at) });
  rows.words.push({
    ...{ wish_id: id, title: story.title, detail: story.detail },
    contact_name: wisher ? null : chance.pick(['孙阿婆', '赵伯', '钱阿姨', '吴大爷']),
    ...{ contact_phone: null, address: null },
    public_title: row.period ? story.publicTitle : null,
    public_text: row.period ? story.publicText : null,
    thanks: plan.thanked ? THANKS : null,
  });
}

const THANKS = '谢谢您，帮了大忙，心里暖暖的！';
const claimKindOf = ({ claimer }: WishPlan): string => claimer?.unit?.kind ?? 'person';

async function tell(tx: EntityManager, happened: readonly Happening[]): Promise<void> {
  const [row] = await tx.query<{ last: string }[]>(`select coalesce(max(id), 0) as last from events`);
  const first = Number(row!.last) + 1;
  const told = [...happened].sort((a, b) => a.at.getTime() - b.at.getTime()).map((h, i) => ({ ...h, id: first + i }));
  await insertRows(
    tx,
    'events',
    told.map(({ id, at, wishId, action, by, role, principal, areaCode, data }) => ({
      ...{ id, at, subject_type: 'wish', subject_id: wishId, action, outcome: 'done' },
      ...{ actor_id: by, actor_role: role, principal_id: principal, area_code: areaCode, data },
    })),
  );
  await tx.query(`select setval(pg_get_serial_sequence('events', 'id'), greatest((select max(id) from events), 1))`);
  await insertRows(
    tx,
    'wish_notes',
    told
      .filter(({ note }) => note !== '')
      .map(({ id, wishId, action, by, note }) => ({ event_id: id, wish_id: wishId, kind: action, author_id: by, text: note })),
  );
  await insertRows(
    tx,
    'wish_photos',
    told.flatMap(({ id, wishId, fileId }) => (fileId ? [{ wish_id: wishId, file_id: fileId, event_id: id, position: 1 }] : [])),
  );
}

/** The communities' own entries, and where there are units theirs too. */
async function seedItems(tx: EntityManager, world: World, units: readonly DemoUnit[], chance: Chance): Promise<void> {
  const desks = world.cast.grants.filter((g) => g.role === 'dispatcher' && g.areaCode.length === 12);
  const today = dayOf(world.now.getTime());
  const items = ITEMS.flatMap(([kind, title, detail], i) =>
    [0, 1].map((turn) => {
      const unit = kind === 'need' ? null : (units[(i + turn) % Math.max(1, units.length)] ?? null);
      const desk = desks[(i * 3 + turn) % desks.length]!;
      const at = new Date(world.now.getTime() - chance.between(1, 20) * DAY_MS);
      const areaCode = unit?.areaCode.slice(0, 12) ?? desk.areaCode;
      return {
        ...{ id: chance.uuid(), request_hash: '', kind, state: 'open', title, detail },
        ...{ area_code: areaCode, unit_id: unit?.id ?? null, author_id: unit?.contact ?? desk.person.id },
        valid_until: dayText(today + chance.whole(20, 120)),
        ...{ taken_by: null, taken_unit_id: null, taken_note: null, taken_at: null, created_at: at, updated_at: at },
      };
    }),
  );
  await insertRows(tx, 'partner_items', items);
}
