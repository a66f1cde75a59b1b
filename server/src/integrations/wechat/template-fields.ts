/** What WeChat allows in a field of a subscription message, by the kind its name begins with (thing2, phrase3 …). */
const characters = (most: number) => (text: string) => {
  const all = Array.from(text);
  return all.length > most ? `${all.slice(0, most - 1).join('')}…` : text;
};
const only = (wanted: RegExp, most: number) => (text: string) => (text.match(wanted) ?? []).join('').slice(0, most);
const CUTS = new Map<string, (text: string) => string>([
  ['thing', characters(20)],
  ['name', (text) => cutName(text)],
  ['phrase', only(/\p{Script=Han}/gu, 5)],
  ['character_string', only(/[\x21-\x7e]/g, 32)],
  ['number', only(/[\d.]/g, 32)],
  ['letter', only(/[A-Za-z]/g, 32)],
  ['symbol', only(/[^\p{L}\p{N}\s]/gu, 5)],
  ['time', characters(30)],
  ['date', characters(30)],
  ['amount', only(/[\d.¥元]/g, 10)],
  ['phone_number', only(/[\d+-]/g, 17)],
  ['car_number', characters(8)],
]);
/** An empty field is refused (47003). */
const NOTHING = new Map([
  ['thing', '请打开查看'],
  ['phrase', '有进展'],
  ['character_string', '-'],
  ['number', '0'],
]);

/** Ten Chinese characters or twenty letters. */
const cutName = (text: string): string =>
  Array.from(text)
    .slice(0, /^[\x20-\x7e]*$/.test(text) ? 20 : 10)
    .join('');

/** The fields of a message as WeChat takes them: one that is too long would cost the whole message. Lines become spaces. */
export function fitted(fields: Readonly<Record<string, string>>): Record<string, { value: string }> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, text]) => {
      const kind = name.replace(/\d+$/, '');
      const value = (CUTS.get(kind) ?? characters(20))(text.replace(/\s+/gu, ' ').trim());
      return [name, { value: value || (NOTHING.get(kind) ?? '请打开查看') }];
    }),
  );
}
