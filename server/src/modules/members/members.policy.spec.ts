import type { Role } from '@linli/shared/accounts';
import type { Actor } from '../../common/actor.js';
import { seesMembers } from '../units/units.policy.js';
import { deskScopes, isDesk, keepsTeam, readsParty } from './members.policy.js';

const COMMUNITY = '990101001001';
const as = (role: Role, areaCode: string, unitId: string | null = null): Actor => ({
  personId: 'x',
  sessionId: 's',
  phoneVerified: true,
  homeCommunityCode: null,
  roles: [{ role, areaCode, teamId: null, unitId, shopId: null, lead: false }],
});

describe('who may what with those who serve', () => {
  it.each([
    ['dispatcher', COMMUNITY, true, true],
    ['dispatcher', '990101001', true, false],
    ['dispatcher', '990101', true, false],
    ['dispatcher', '990101001002', false, false],
    ['street_chief', '990101001', false, false],
    ['administrator', '990101', false, false],
    ['auditor', '990101', false, false],
    ['volunteer', COMMUNITY, false, false],
    ['unit_contact', COMMUNITY, false, false],
  ] as const)('%s of %s: desk %s, party membership %s', (role, areaCode, desk, party) => {
    const actor = as(role, areaCode, role === 'unit_contact' ? 'u' : null);
    expect(isDesk(actor, COMMUNITY)).toBe(desk);
    expect(readsParty(actor, COMMUNITY)).toBe(party);
    if (role !== 'dispatcher') expect(() => deskScopes(actor)).toThrow();
  });

  it('a team is kept by its leader and the desk', () => {
    const team = { area_code: COMMUNITY, leader_id: 'x' };
    expect(keepsTeam(as('volunteer', COMMUNITY), team)).toBe(true);
    expect(keepsTeam(as('volunteer', COMMUNITY), { ...team, leader_id: null })).toBe(false);
    expect(keepsTeam(as('dispatcher', '990101001'), { ...team, leader_id: null })).toBe(true);
  });

  it.each([
    ['unit_contact', COMMUNITY, 'own', true, true],
    ['unit_contact', '990101001', 'above', true, true],
    ['unit_contact', COMMUNITY, 'other', false, false],
    ['dispatcher', COMMUNITY, null, true, true],
    ['dispatcher', '990101001', null, false, true],
    ['dispatcher', '990101001002', null, false, false],
    ['administrator', '990101', null, false, false],
  ] as const)('%s of %s (%s): members of a party organisation %s, of a work unit %s', (role, areaCode, unitId, party, work) => {
    const place = { area_code: COMMUNITY, path: ['above', 'own'] };
    expect(seesMembers(as(role, areaCode, unitId), { ...place, kind: 'party_org' })).toBe(party);
    expect(seesMembers(as(role, areaCode, unitId), { ...place, kind: 'work_unit' })).toBe(work);
  });
});
