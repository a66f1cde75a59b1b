import {
  ORDER_ACTIONS,
  ORDER_STATES,
  ORDER_WORKFLOW,
  type AssignmentState,
  type OrderAction,
  type OrderSource,
  type OrderState,
} from '@linli/shared/orders';
import type { Actor } from '../../common/actor.js';
import { actionsFor, stateAfter } from './orders.conditions.js';
import { OrderEntity } from './order.entity.js';
import { AssignmentEntity } from './order-parts.entity.js';
import type { Matter } from './orders.matter.js';
import { maySeeContact, ORDER_POLICY, seesNames, viewerOf } from './orders.policy.js';

const GRID = '990101001001001';
const COMMUNITY = '990101001001';
const now = new Date('2026-03-11T02:00:00Z');
const person = (personId: string, ...roles: [Actor['roles'][number]['role'], string][]): Actor => ({
  personId,
  sessionId: 's',
  phoneVerified: true,
  homeCommunityCode: COMMUNITY,
  roles: roles.map(([role, areaCode]) => ({ role, areaCode, teamId: null, lead: false, unitId: null, shopId: null })),
});
const PEOPLE = {
  resident: person('resident'),
  principal: person('principal'),
  helper: person('helper'),
  desk: person('desk', ['dispatcher', COMMUNITY]),
  street: person('street', ['dispatcher', '990101001']),
  /** Entered the order. */
  clerk: person('clerk', ['dispatcher', COMMUNITY]),
  /** Of the desk, and served. */
  servingDesk: person('servingDesk', ['dispatcher', COMMUNITY]),
  /** Of the desk, and checked somebody in by hand. */
  recorder: person('recorder', ['dispatcher', COMMUNITY]),
  inCharge: person('inCharge'),
  server: person('server'),
  invited: person('invited'),
  stranger: person('stranger'),
  far: person('far', ['dispatcher', '990101001002']),
  prefix: person('prefix', ['dispatcher', '990101010']),
  chief: person('chief', ['street_chief', '990101001']),
  leader: person('leader', ['grid_leader', GRID]),
  auditor: person('auditor', ['auditor', '990101']),
  administrator: person('administrator', ['administrator', '990101']),
} as const;
type Who = keyof typeof PEOPLE;

const part = (personId: string, state: AssignmentState, more: Partial<AssignmentEntity> = {}): AssignmentEntity =>
  Object.assign(new AssignmentEntity(), { personId, state, startedAt: null, recordedBy: [], flags: [], answerBy: null, ...more });
const CAME: Partial<AssignmentEntity> = { startedAt: now };

function matterOf(source: OrderSource, state: OrderState, serverState: AssignmentState = 'finished'): Matter {
  const order = Object.assign(new OrderEntity(), {
    source,
    state,
    gridCode: GRID,
    communityCode: COMMUNITY,
    requesterId: source === 'resident' ? 'resident' : source === 'helper' ? 'helper' : 'clerk',
    principalId: source === 'resident' ? 'resident' : source === 'helper' ? 'principal' : null,
    inChargeId: source === 'post' || source === 'group' ? 'inCharge' : null,
    startAt: new Date(now.getTime() + 3_600_000),
    endAt: new Date(now.getTime() + 7_200_000),
    fillBy: new Date(now.getTime() + 1_800_000),
    publishedAt: null,
    tookPlace: true,
    calledBackAt: null,
    flags: [],
    acceptedCount: 1,
    headcount: 2,
    twoPerson: false,
    insuranceRequired: false,
  });
  const assignments = [
    part('server', serverState, serverState === 'accepted' ? {} : CAME),
    part('servingDesk', serverState, { ...CAME, recordedBy: ['recorder'] }),
    part('invited', 'invited'),
  ];
  return { order, assignments, helperIds: source === 'helper' ? ['helper'] : [], inHall: false };
}
const mayOf = (action: OrderAction, source: OrderSource): Who[] =>
  (Object.keys(PEOPLE) as Who[]).filter((who) => {
    const matter = matterOf(source, 'finished');
    return viewerOf(PEOPLE[who], matter) !== null && ORDER_POLICY[action](PEOPLE[who], matter);
  });

const DESKS: Who[] = ['desk', 'street', 'clerk', 'servingDesk', 'recorder'];
const PARTS: Who[] = ['servingDesk', 'server', 'invited'];
/** Written by hand: for a resident's own order. */
const RESIDENT: Record<OrderAction, Who[]> = {
  approve: ['desk', 'street', 'clerk'],
  reject: ['desk', 'street', 'clerk'],
  dispatch: DESKS,
  publish: DESKS,
  unpublish: DESKS,
  insure: DESKS,
  start_with_fewer: DESKS,
  accept: ['resident', ...DESKS, 'server', 'invited', 'chief', 'leader', 'auditor'],
  decline: PARTS,
  withdraw: PARTS,
  start: PARTS,
  finish: PARTS,
  no_show: DESKS,
  record_start: DESKS,
  record_finish: DESKS,
  end: DESKS,
  confirm: ['resident', 'desk', 'street', 'clerk'],
  dispute: ['resident', 'desk', 'street', 'clerk'],
  uphold: ['desk', 'street', 'clerk'],
  void: ['desk', 'street', 'clerk'],
  rate: ['resident', ...PARTS],
  call_back: ['desk', 'street', 'clerk'],
  cancel: ['resident', ...DESKS],
};
const sorted = (names: readonly string[]) => [...names].sort();

describe('who may ever do what', () => {
  it.each(ORDER_ACTIONS)('%s of a resident’s order', (action) => {
    expect(sorted(mayOf(action, 'resident'))).toEqual(sorted(RESIDENT[action]));
  });

  it('what staff entered they never confirm or judge; whoever is in charge confirms the list, unless they served', () => {
    for (const action of ['confirm', 'uphold', 'void'] as const) expect(mayOf(action, 'staff')).toEqual(['desk', 'street']);
    expect(sorted(mayOf('confirm', 'group'))).toEqual(sorted(['desk', 'street', 'inCharge']));
    const own = matterOf('post', 'finished');
    expect(ORDER_POLICY.confirm(PEOPLE.inCharge, { ...own, assignments: [part('inCharge', 'finished', CAME)] })).toBe(false);
    expect(mayOf('uphold', 'group')).not.toContain('inCharge');
  });

  it('principal and bound helper act alike; a helper whose bond has ended is a stranger', () => {
    for (const action of ['confirm', 'dispute', 'cancel', 'rate'] as const)
      for (const who of ['principal', 'helper'] as const) expect(mayOf(action, 'helper')).toContain(who);
    expect(viewerOf(PEOPLE.helper, { ...matterOf('helper', 'approved'), helperIds: [] })).toBeNull();
  });
});

describe('as what somebody sees it', () => {
  it.each([
    ['resident', 'orderer'],
    ['desk', 'desk'],
    ['server', 'server'],
    ['invited', 'task'],
    ['auditor', 'auditor'],
    ['chief', 'watcher'],
    ['leader', 'watcher'],
    ['administrator', null],
    ['stranger', null],
    ['far', null],
    ['prefix', null],
  ] as const)('%s: %s', (who, viewer) => expect(viewerOf(PEOPLE[who], matterOf('resident', 'filled', 'accepted'))).toBe(viewer));

  it('door and bell: the desk, whose they are, and whoever accepted, until it is over', () => {
    const seen = (state: OrderState, part: AssignmentState) =>
      (Object.keys(PEOPLE) as Who[]).filter((who) => maySeeContact(PEOPLE[who], matterOf('resident', state, part)));
    const always: Who[] = ['resident', ...DESKS];
    for (const state of ['filled', 'in_service', 'finished', 'disputed'] as const)
      expect([state, sorted(seen(state, 'accepted'))]).toEqual([state, sorted([...always, 'server'])]);
    for (const state of ['confirmed', 'cancelled', 'expired', 'voided', 'rejected'] as const)
      expect([state, sorted(seen(state, 'accepted'))]).toEqual([state, sorted(always)]);
    for (const own of ['invited', 'declined', 'lapsed', 'withdrawn', 'released', 'no_show', 'confirmed'] as const)
      expect([own, seen('filled', own).includes('server')]).toEqual([own, false]);
  });

  it('whole names: the desk and the served side', () => {
    expect(sorted((Object.keys(PEOPLE) as Who[]).filter((who) => seesNames(PEOPLE[who], matterOf('resident', 'filled'))))).toEqual(
      sorted(['resident', ...DESKS]),
    );
  });
});

describe('every action in every state', () => {
  const OF_PARTS: Partial<Record<OrderAction, OrderState[]>> = {
    accept: ['offered'],
    decline: ['offered', 'filled', 'in_service'],
    withdraw: ['offered', 'filled'],
    start: ['offered', 'filled', 'in_service'],
    finish: ['in_service'],
    no_show: ['offered', 'filled', 'in_service', 'finished'],
    record_start: ['offered', 'filled', 'in_service'],
    record_finish: ['in_service'],
    end: ['in_service'],
  };
  it.each(ORDER_ACTIONS)('%s', (action) => {
    const from: readonly OrderState[] = OF_PARTS[action] ?? ORDER_WORKFLOW[action as keyof typeof ORDER_WORKFLOW].from;
    for (const state of ORDER_STATES) expect([state, stateAfter(state, action) !== null]).toEqual([state, from.includes(state)]);
  });

  it('nobody is offered a button that is not theirs or not now', () => {
    const known = { mayAccept: false, hasRated: false };
    for (const state of ORDER_STATES)
      for (const who of Object.keys(PEOPLE) as Who[]) {
        const matter = matterOf('resident', state, 'accepted');
        for (const action of actionsFor(PEOPLE[who], matter, now, known)) {
          expect(stateAfter(state, action)).not.toBeNull();
          expect(ORDER_POLICY[action](PEOPLE[who], matter)).toBe(true);
        }
      }
    expect(actionsFor(PEOPLE.resident, matterOf('resident', 'finished'), now, known)).toEqual(['confirm', 'dispute']);
    expect(actionsFor(PEOPLE.server, matterOf('resident', 'filled', 'accepted'), now, known)).toEqual(['withdraw']);
    expect(actionsFor(PEOPLE.invited, matterOf('resident', 'offered', 'accepted'), now, { ...known, mayAccept: true })).toEqual([
      'accept',
      'decline',
    ]);
  });
});
