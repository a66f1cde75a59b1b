import { SERVICE_CATEGORY_LABELS } from '@linli/shared/members';
import { chosenLabels, peopleFilter } from './people-filter';

test('what the address says is asked', () => {
  expect(peopleFilter({ state: 'applying', skill: 'repair', party: 'claimed', area: '990101001', q: ' 黄 ' })).toEqual({
    state: 'applying',
    skill: 'repair',
    qualification: undefined,
    partyState: 'claimed',
    areaCode: '990101001',
    q: '黄',
  });
});

test('an old or hand-typed address asks nothing the server does not know', () => {
  const asked = peopleFilter({ state: 'x', skill: 'S', qualification: 'y', party: 'z', area: '99', q: ' ' });
  expect(Object.values(asked).filter((v) => v !== undefined)).toEqual([]);
});

test('conditions in words', () => {
  const labels = chosenLabels({ party: 'claimed', skill: 'repair', area: '990101' }, '滨江区');
  expect([labels.party, labels.skill, labels.area]).toEqual(['党员身份等待确认', SERVICE_CATEGORY_LABELS.repair, '滨江区']);
});
