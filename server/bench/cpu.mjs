import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of Linux are a hundredth of a second. */
const TICK_MS = 10;

function statOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number);
  return { parent: Number(fields[1]), own: (user + system) * TICK_MS, children: (childUser + childSystem) * TICK_MS };
}

/** Milliseconds of processor time of a Postgres so far: the postmaster, its living children and those that ended. Null off Linux. */
export function postgresCpu(postmaster) {
  try {
    const main = statOf(postmaster);
    let total = main.own + main.children;
    for (const entry of readdirSync('/proc')) {
      if (!/^\d+$/.test(entry)) continue;
      try {
        const { parent, own } = statOf(entry);
        if (parent === postmaster) total += own;
      } catch {
        // ended between the two looks
      }
    }
    return total;
  } catch {
    return null;
  }
}
