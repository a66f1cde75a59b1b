// A person with WeChat on a phone, for journeys through the WeChat build.
const path = require('node:path');
const { createRuntime } = require('./harness.cjs');

const dist = process.env.WEAPP_DIST ?? path.resolve(__dirname, '../dist/weapp');
const PATIENCE = 15_000;
const PRESSABLE = ['button', 'radio', 'checkbox', 'switch'];

/** A person with this phone in the hand: reads, presses, writes. */
function takePhone(who, { session, ...options }) {
  const storage = new Map(session ? [['session', session]] : []);
  const rt = createRuntime(dist, { apiOrigin: process.env.TEST_ORIGIN, who: `${who}${process.pid}`, storage, ...options });
  const until = (what, words) =>
    rt.wait(what, PATIENCE).catch(() => {
      throw new Error(`“${words}” is not on ${rt.top().route}: ${rt.text(rt.root())}`);
    });
  const says = (n, words) => rt.text(n) === words || rt.named(n)['aria-label'] === words;
  const button = (words) =>
    rt.findAll((n) => PRESSABLE.includes(rt.named(n)['aria-role']) && !rt.named(n)['aria-disabled'] && says(n, words)).at(-1); // what lies on top comes last
  const field = (label) => rt.findAll((n) => !rt.named(n)['aria-role'] && rt.named(n)['aria-label'] === label).at(-1);
  rt.launch();
  return {
    rt,
    see: (words) => until(() => rt.text(rt.root()).includes(words), words),
    press: async (words) => rt.tap(await until(() => button(words), words)),
    pressCard: async (words) => {
      const card = () => rt.find((n) => rt.named(n)['aria-role'] === 'button' && (rt.named(n)['aria-label'] ?? rt.text(n)).includes(words));
      rt.tap(await until(card, words));
    },
    /** A form answers to what was written only when it shows it. */
    write: async (label, value) => {
      rt.fire(await until(() => field(label), label), 'input', { value });
      await until(() => rt.named(field(label)).value === value, value);
    },
    choose: async (words) => {
      rt.tap(await until(() => button(words), words));
      await until(() => rt.named(button(words) ?? {})['aria-checked'] === true, `${words} chosen`);
    },
    hasPhoto: () => until(() => rt.find((n) => String(rt.named(n)['aria-label'] ?? '').startsWith('照片 1')), 'the photo'),
    go: (url) => rt.open(url),
  };
}

module.exports = { takePhone, PATIENCE };
