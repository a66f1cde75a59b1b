import { areaAt, areaContains, areaLevel, areaParent, areaPath } from './areas.js';

describe('area codes', () => {
  it.each([
    ['990101', 'district'],
    ['990101001', 'street'],
    ['990101001002003', 'grid'],
    ['9901010', null],
    ['99010１', null],
    ['', null],
  ])('%s is a %s', (code, level) => expect(areaLevel(code)).toBe(level));

  it.each([
    ['990101001', '990101001002', true],
    ['990101001', '990101010002', false],
    ['990101001', '990101', false],
    ['9901010', '990101001', false],
    ['', '990101001', false],
  ])('%s holds %s: %s', (scope, code, held) => expect(areaContains(scope, code)).toBe(held));

  it('walks up by whole segments', () => {
    expect(areaAt('990101001002003', 'community')).toBe('990101001002');
    expect(areaAt('990101', 'community')).toBeNull();
    expect(areaParent('990101001')).toBe('990101');
    expect(areaParent('990101')).toBeNull();
    expect(areaPath('990101001002')).toEqual(['990101', '990101001', '990101001002']);
  });
});
