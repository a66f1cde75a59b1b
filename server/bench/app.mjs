// The real application in a process of its own; over the channel it says what it did: CPU spent, the SQL of one request.
import pg from 'pg';
import { buildApp } from '../dist/app.js';
import { SystemClock } from '../dist/common/clock.js';
import { AccessTokens } from '../dist/common/tokens.js';
import { readConfig } from '../dist/config.js';

let recording = null;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (text, values, ...rest) {
  if (recording && typeof text === 'string') recording.push({ text, values: Array.isArray(values) ? values : [] });
  return query.call(this, text, values, ...rest);
};

const many = 1_000_000_000;
const config = readConfig().with({
  runJobs: false,
  limits: { perAddress: many, perAccount: many, writesPerAccount: many, signInsPerAddress: many },
  secret: 'a secret of the benchmark, long enough for everybody',
});
const app = await buildApp(config, new SystemClock());
await app.listen(0, '127.0.0.1');
const answers = {
  cpu: () => process.cpuUsage(),
  record: () => {
    recording = [];
  },
  recorded: () => {
    const statements = recording;
    recording = null;
    return statements;
  },
  token: ({ person }) => app.get(AccessTokens).issue({ sub: person.id, sid: person.sessionId }).token,
};
process.on('message', ({ id, ask, ...rest }) => process.send({ id, answer: answers[ask](rest) ?? null }));
process.on('disconnect', () => process.exit(0));
process.send({ ready: await app.getUrl() });
