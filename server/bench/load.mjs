import { Agent, request } from 'node:http';

/** Keeps `connections` requests under way for `seconds`; `make(n)` says what the n-th is. Anything but 2xx ends the run. */
export async function load({ origin, connections, seconds, make }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const took = [];
  const end = performance.now() + seconds * 1000;
  let n = 0;
  const lane = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      await once(origin, agent, make((n += 1)));
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0;
  return { requests: took.length, perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99) };
}

function once(origin, agent, { method = 'GET', path, headers = {}, body }) {
  const { hostname, port } = new URL(origin);
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const all = sent ? { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) } : headers;
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, agent, method, path, headers: all }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (answer.statusCode >= 200 && answer.statusCode < 300) return resolve(text);
        reject(new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`));
      });
    });
    asking.on('error', reject);
    asking.end(sent);
  });
}

export const ask = (origin, asking) => once(origin, undefined, asking);
