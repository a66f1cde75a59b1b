// Fastify and pg with nothing else: runs the statements that the application ran for one request, and sends the body it sent.
import Fastify from 'fastify';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const fastify = Fastify();
const cases = new Map();
let n = 0;

/** A creation needs a new id and a new number each time; they stand wherever the recorded ones stood. */
function renewed(value, changes) {
  if (typeof value !== 'string') return value;
  return changes.reduce((text, [old, now]) => text.replaceAll(old, now), value);
}

const fresh = { id: () => randomUUID(), no: () => `R-${process.pid}-${n}`, pool: ({ pool }) => pool.pop() };

async function run(given) {
  const { statements, unique, body } = given;
  n += 1;
  const changes = unique.map(([old, kind]) => [old, fresh[kind](given)]);
  const client = await pool.connect();
  try {
    for (const { text, values } of statements)
      await client.query(
        text,
        values.map((value) => renewed(value, changes)),
      );
  } finally {
    client.release();
  }
  return body;
}

fastify.get('/run/:name', (request) => run(cases.get(request.params.name)));
fastify.post('/run/:name', (request) => run(cases.get(request.params.name)));

const answers = { cpu: () => process.cpuUsage(), define: ({ name, ...rest }) => void cases.set(name, rest) };
process.on('message', ({ id, ask, ...rest }) => process.send({ id, answer: answers[ask](rest) ?? null }));
process.on('disconnect', () => process.exit(0));
process.send({ ready: await fastify.listen({ port: 0, host: '127.0.0.1' }) });
