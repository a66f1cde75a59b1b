import { certificateNumber, hoursInWords, isPaperNumber, maskPaper, numberInGroups, readNumber } from './timebank-certificates.js';

describe('numbers of certificates', () => {
  it('hold 80 bits, are read however they are typed, and nothing else is one', () => {
    const number = certificateNumber(Uint8Array.from({ length: 16 }, (_, i) => i * 17));
    expect(number).toMatch(/^ZM[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(numberInGroups(number)).toMatch(/^ZM(-.{4}){4}$/);
    expect(readNumber(` ${numberInGroups(number).toLowerCase()} `)).toBe(number);
    expect(readNumber('zm-oooo-iiii-llll-0000')).toBe('ZM0000111111110000');
    for (const typed of ['', 'ZM', `${number}0`, number.slice(1), `ZN${number.slice(2)}`, '%00', '证明'])
      expect(readNumber(typed)).toBeNull();
  });

  it('reach every character', () => {
    const seen = new Set(Array.from({ length: 256 }, (_, i) => certificateNumber(new Uint8Array(16).fill(i))[2]));
    expect(seen.size).toBe(32);
  });
});

describe('identity papers', () => {
  it.each([
    ['11010519491231002X', true],
    ['440524188001010014', true],
    ['110105194912310021', false],
    ['110105194913310026', false],
    ['01010519491231002X', false],
    ['11010519491231002', false],
    ['1101051949123100２X', false],
  ])('%s is the number of a card: %s', (number, is) => {
    expect(isPaperNumber('resident_id', number)).toBe(is);
  });

  it('of other kinds have letters and digits', () => {
    expect([
      isPaperNumber('passport', 'E12345678'),
      isPaperNumber('passport', 'E1 2'),
      isPaperNumber('hk_macao_permit', 'H12345678'),
    ]).toEqual([true, false, true]);
  });

  it('are masked by their length', () => {
    expect([maskPaper('11010519491231002X'), maskPaper('E12345678')]).toEqual(['110***********002X', 'E******78']);
  });
});

it.each([
  [30, '30 分钟'],
  [60, '1 小时'],
  [95, '1 小时 35 分钟'],
  [60_000, '1000 小时'],
])('%i minutes are %s', (minutes, words) => {
  expect(hoursInWords(minutes)).toBe(words);
});
