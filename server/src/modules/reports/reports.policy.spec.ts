import type { Role } from '@linli/shared/accounts';
import { REPORT_ACTIONS, type ReportAction } from '@linli/shared/reports';
import type { Actor, HeldRole } from '../../common/actor.js';
import { ReportEntity } from './report.entity.js';
import { canSee, mayCallReporter, mayDispatchTo, maySeeReporter, REPORT_POLICY, seesNumbers } from './reports.policy.js';

const [STREET, OTHER, COMMUNITY, GRID] = ['990101001', '990101010', '990101001001', '990101001001001'];
const TEAM = '00000000-0000-4000-8000-000000000001';
const OTHER_TEAM = '00000000-0000-4000-8000-000000000002';

const somebody = (personId: string, ...roles: Partial<HeldRole>[]): Actor => ({
  personId,
  sessionId: 's',
  phoneVerified: true,
  homeCommunityCode: null,
  roles: roles.map((role) => ({ role: 'resident', areaCode: GRID, teamId: null, unitId: null, shopId: null, lead: false, ...role })),
});
const as = (role: Role, areaCode: string, teamId: string | null = null): Actor => somebody('x', { role, areaCode, teamId });
const reportOf = (more: Partial<ReportEntity> = {}): ReportEntity =>
  Object.assign(new ReportEntity(), {
    reporterId: 'reporter',
    enteredBy: null,
    districtCode: '990101',
    streetCode: STREET,
    communityCode: COMMUNITY,
    gridCode: GRID,
    teamId: TEAM,
    handlerId: 'handler',
    workedBy: ['handler'],
    checkedBy: null,
    confidential: false,
    contactable: true,
    anonymous: false,
    ...more,
  });

const ACTORS: Record<string, Actor> = {
  reporter: somebody('reporter'),
  'grid member': as('grid_member', GRID),
  'grid leader': as('grid_leader', COMMUNITY),
  'community dispatcher': as('dispatcher', COMMUNITY),
  'street dispatcher': as('dispatcher', STREET),
  'district dispatcher': as('dispatcher', '990101'),
  'street chief': as('street_chief', STREET),
  handler: somebody('handler', { role: 'handler', areaCode: STREET, teamId: TEAM }),
  'team mate': as('handler', STREET, TEAM),
};
/** Who may ever do what to a case of the team, handled by `handler`. */
const ALLOWED: Record<ReportAction, string[]> = {
  withdraw: ['reporter'],
  accept: ['grid leader', 'community dispatcher', 'street dispatcher', 'district dispatcher'],
  reject: ['grid leader', 'community dispatcher', 'street dispatcher', 'district dispatcher'],
  restore: ['community dispatcher', 'street dispatcher', 'district dispatcher'],
  amend: ['grid leader', 'community dispatcher', 'street dispatcher', 'district dispatcher'],
  dispatch: ['grid leader', 'community dispatcher', 'street dispatcher', 'district dispatcher', 'street chief'],
  merge: ['community dispatcher', 'street dispatcher', 'district dispatcher'],
  unmerge: ['community dispatcher', 'street dispatcher', 'district dispatcher'],
  reply: ['community dispatcher', 'street dispatcher', 'district dispatcher', 'street chief', 'handler', 'team mate'],
  start: ['handler', 'team mate'],
  take_over: ['handler', 'team mate'],
  return: ['handler', 'team mate'],
  handle: ['handler', 'team mate'],
  record_start: ['community dispatcher', 'street dispatcher', 'district dispatcher'],
  record_handle: ['community dispatcher', 'street dispatcher', 'district dispatcher'],
  approve: ['grid member', 'community dispatcher', 'street dispatcher', 'district dispatcher'],
  rework: ['grid member', 'community dispatcher', 'street dispatcher', 'district dispatcher'],
  suspend: ['street dispatcher', 'street chief'],
  resume: ['street dispatcher', 'street chief'],
  extend: ['handler', 'team mate'],
  grant_extension: ['community dispatcher', 'street dispatcher', 'district dispatcher'],
  refuse_extension: ['community dispatcher', 'street dispatcher', 'district dispatcher'],
  self_handle: ['grid member'],
  rate: ['reporter'],
  reopen: [],
  urge: ['reporter'],
  supervise: ['street chief'],
  release: ['community dispatcher', 'street dispatcher', 'district dispatcher'],
  unrelease: ['community dispatcher', 'street dispatcher', 'district dispatcher'],
  second_check: ['street dispatcher', 'street chief'],
};

describe('who may ever do what', () => {
  const report = reportOf();
  it.each(REPORT_ACTIONS.map((action) => [action, ALLOWED[action]] as const))('%s: %j', (action, allowed) => {
    const who = Object.keys(ACTORS).filter((name) => REPORT_POLICY[action](ACTORS[name]!, report));
    expect(who.sort()).toEqual([...allowed].sort());
  });

  it.each([
    ['administrator', '990101', null],
    ['auditor', '990101', null],
    ['volunteer', COMMUNITY, null],
    ['sentinel', COMMUNITY, null],
    ['dispatcher', OTHER, null],
    ['street_chief', OTHER, null],
    ['grid_member', '990101001001002', null],
    ['handler', STREET, OTHER_TEAM],
  ] as const)('%s of %s: nothing', (role, area, team) => {
    expect(REPORT_ACTIONS.filter((action) => REPORT_POLICY[action](as(role, area, team), report))).toEqual([]);
  });
});

describe('four eyes', () => {
  it('who worked on it never checks it, in whatever role', () => {
    const both = somebody('handler', { role: 'dispatcher', areaCode: COMMUNITY }, { role: 'grid_member', areaCode: GRID });
    expect(REPORT_POLICY.approve(both, reportOf())).toBe(false);
    expect(REPORT_POLICY.second_check(somebody('c', { role: 'street_chief', areaCode: STREET }), reportOf({ checkedBy: 'c' }))).toBe(false);
  });
  it('a grid member checks a report of their own, a dispatcher does not', () => {
    expect(REPORT_POLICY.approve(somebody('reporter', { role: 'grid_member', areaCode: GRID }), reportOf())).toBe(true);
    expect(REPORT_POLICY.approve(somebody('reporter', { role: 'dispatcher', areaCode: COMMUNITY }), reportOf())).toBe(false);
    expect(REPORT_POLICY.approve(as('dispatcher', COMMUNITY), reportOf({ reporterId: null, enteredBy: 'x' }))).toBe(false);
  });
  it('nobody grants their own extension', () => {
    expect(REPORT_POLICY.grant_extension(as('dispatcher', COMMUNITY), reportOf({ extensionAskedBy: 'x' }))).toBe(false);
  });
});

describe('who sees it', () => {
  const see = (actor: Actor, more: Partial<ReportEntity> = {}) => canSee(actor, reportOf(more));
  it('an administrator sees no matters, an auditor does', () => {
    expect(see(as('administrator', '990101'))).toBe(false);
    expect(see(as('auditor', '990101'))).toBe(true);
  });
  it('without a grid it is the community’s, without that the street’s', () => {
    expect(see(as('grid_member', GRID), { gridCode: null })).toBe(false);
    expect(see(as('dispatcher', COMMUNITY), { gridCode: null })).toBe(true);
    expect(see(as('dispatcher', COMMUNITY), { gridCode: null, communityCode: null })).toBe(false);
    expect(see(as('dispatcher', STREET), { gridCode: null, communityCode: null })).toBe(true);
  });
  it('an anonymous reporter is the community dispatcher’s to know, and nobody’s to call', () => {
    const report = reportOf({ anonymous: true });
    const knows = Object.keys(ACTORS).filter((name) => maySeeReporter(ACTORS[name]!, report));
    expect(knows).toEqual(['community dispatcher']);
    expect(mayCallReporter(ACTORS.handler!, report)).toBe(false);
    expect(mayCallReporter(ACTORS.handler!, reportOf())).toBe(true);
    expect(mayCallReporter(ACTORS.handler!, reportOf({ contactable: false }))).toBe(false);
  });
  it('numbers in free text', () => {
    const reads = Object.keys(ACTORS).filter((name) => seesNumbers(ACTORS[name]!, reportOf()));
    expect(reads).toEqual([
      'reporter',
      'grid leader',
      'community dispatcher',
      'street dispatcher',
      'district dispatcher',
      'handler',
      'team mate',
    ]);
  });
});

describe('whom a grid leader may send', () => {
  it.each([
    ['community', COMMUNITY, [], true],
    ['property_management', COMMUNITY, [], true],
    ['property_management', COMMUNITY, [GRID], true],
    ['property_management', STREET, ['990101001002001', GRID], true],
    ['property_management', '990101', [GRID], true],
    ['property_management', STREET, ['990101001002001'], false],
    ['property_management', STREET, [], false],
    ['sanitation', COMMUNITY, [], false],
    ['sanitation', STREET, [GRID], false],
    ['community', STREET, [GRID], false],
    ['community', '990101001002', [], false],
  ] as const)('%s of %s in %j: %s', (type, areaCode, gridCodes, may) =>
    expect(mayDispatchTo(as('grid_leader', COMMUNITY), reportOf(), { type, areaCode, gridCodes })).toBe(may),
  );
  it('of a grid sends to the property company of its compound', () => {
    const team = { type: 'property_management', areaCode: STREET, gridCodes: [GRID] } as const;
    expect(mayDispatchTo(as('grid_leader', GRID), reportOf(), team)).toBe(true);
    expect(mayDispatchTo(as('grid_leader', '990101001001002'), reportOf(), team)).toBe(false);
    expect(mayDispatchTo(as('grid_leader', COMMUNITY), reportOf({ gridCode: null, communityCode: null }), team)).toBe(false);
  });
  it('a dispatcher sends anybody', () =>
    expect(mayDispatchTo(as('dispatcher', COMMUNITY), reportOf(), { type: 'sanitation', areaCode: STREET, gridCodes: [] })).toBe(true));
});
