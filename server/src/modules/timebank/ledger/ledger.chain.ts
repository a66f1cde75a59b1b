import { createHash, type Hash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { LedgerRow } from './ledger.rows.js';
import { KEPT_BYTES, NO_SEAL_BEFORE, sealHash } from './ledger.seals.js';

interface Seal {
  day: string;
  rows: number;
  digests: Buffer;
  previousHash: string;
  hash: string;
}
export interface ChainFault {
  /** null: the row is not there any more. */
  row: LedgerRow | null;
  day: string;
  /** In Chinese, for whoever runs the command. */
  text: string;
}

/** Compares the rows of each day, as they pass, with its seal; of a day that differs it says which row was touched, removed or added. */
export class SealChain {
  private day: string | null = null;
  private rows: LedgerRow[] = [];
  private content: Hash = createHash('sha256');
  private previous = NO_SEAL_BEFORE;
  private readonly seals: Seal[];
  readonly faults: ChainFault[] = [];

  private constructor(seals: readonly Seal[]) {
    this.seals = [...seals];
  }

  static async load(tx: EntityManager): Promise<SealChain> {
    return new SealChain(
      await tx.query<Seal[]>(`select day::text, rows, digests, previous_hash as "previousHash", hash from ledger_seals order by day`),
    );
  }

  get sealed(): number {
    return this.seals.length;
  }
  private next = 0;

  /** Rows in the order of days. */
  pass(row: LedgerRow): void {
    if (row.day !== this.day) this.endDay(row.day);
    this.rows.push(row);
    this.content.update(row.digest);
  }

  /** After the last row. */
  end(): void {
    this.endDay(null);
  }

  private endDay(next: string | null): void {
    if (this.day !== null) this.compare(this.day);
    // Sealed days whose rows are all gone.
    while (this.next < this.seals.length && (next === null || this.seals[this.next]!.day < next)) this.compare(this.seals[this.next]!.day);
    this.day = next;
    this.rows = [];
    this.content = createHash('sha256');
  }

  private compare(day: string): void {
    const seal = this.seals[this.next];
    if (seal?.day !== day) {
      // No seal of its own although a later one stands: it was removed, or the rows were put in afterwards.
      if (seal) this.faults.push({ row: this.rows[0] ?? null, day, text: '这一天已过封存期却没有封存，账目是事后加入的，或封存被删除' });
      return;
    }
    this.next += 1;
    const mine = day === this.day ? this.rows : [];
    const content = (day === this.day ? this.content : createHash('sha256')).digest('hex');
    const broken = differing(seal, mine);
    if (broken) this.faults.push(broken);
    else if (seal.previousHash !== this.previous || sealHash(this.previous, { day, rows: mine.length, content }) !== seal.hash)
      this.faults.push({ row: null, day, text: '封存记录本身被改动，与前一天的封存接不上' });
    this.previous = seal.hash;
  }
}

/** The first row of a sealed day that is not what was sealed. */
function differing({ day, rows, digests }: Seal, now: readonly LedgerRow[]): ChainFault | null {
  const kept = (index: number) => digests.subarray(index * KEPT_BYTES, (index + 1) * KEPT_BYTES);
  const same = (sealed: number, row: LedgerRow | undefined) =>
    sealed < rows && row !== undefined && kept(sealed).equals(row.digest.subarray(0, KEPT_BYTES));
  const most = Math.max(rows, now.length);
  for (let at = 0; at < most; at += 1) {
    const row = now[at];
    if (same(at, row)) continue;
    if (rows > now.length) {
      const [before, after] = [now[at - 1], row];
      const between = `${before ? `seq ${before.seq}` : '当天开头'} 与 ${after ? `seq ${after.seq}` : '当天结尾'} 之间`;
      return { row: null, day, text: `封存后被删除：当天第 ${at + 1} 笔（${between}），封存时 ${rows} 笔，现在 ${now.length} 笔` };
    }
    if (rows < now.length) return { row: row!, day, text: `封存后被加入：封存时 ${rows} 笔，现在 ${now.length} 笔` };
    return { row: row!, day, text: '封存后被改动' };
  }
  return null;
}
