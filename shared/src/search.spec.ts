import fc from 'fast-check';
import { likePattern, searchDocument, searchQuery } from './search.js';

test.each([
  ['路灯不亮', ['路灯', '灯不', '不亮']],
  ['灯', ['灯']],
  ['3栋2单元', ['3', '栋', '2', '单元']],
  ['Ａ座 WiFi', ['a', '座', 'wifi']],
  ['井盖，井盖！', ['井盖']],
  ['  。！ ', []],
  ['', []],
])('%j is searched as %j', (text, tokens) => expect(searchQuery(text)).toEqual(tokens));

test('what stands in a text is found by every part of it', () => {
  const han = fc.array(fc.constantFrom(...'路灯不亮井盖破损小区门口三号楼'), { minLength: 1, maxLength: 20 }).map((c) => c.join(''));
  fc.assert(
    fc.property(han, fc.nat(), fc.nat(), (text, a, b) => {
      const from = a % text.length;
      const part = text.slice(from, from + 1 + (b % (text.length - from)));
      const words = new Set(searchDocument(text).split(' '));
      for (const token of searchQuery(part)) expect(words.has(token)).toBe(true);
    }),
  );
});

test('any text gives plain words and a bounded query', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(searchQuery(text).length).toBeLessThanOrEqual(24);
      expect(searchDocument(text)).not.toMatch(/['":&|!()<>*\\]/);
    }),
  );
});

test('texts that are missing are passed over', () => expect(searchDocument('路灯', null, undefined, '')).toBe('路灯 路 灯'));

test('LIKE signs are meant as typed', () => expect(likePattern(' 100%_\\')).toBe('%100\\%\\_\\\\%'));
