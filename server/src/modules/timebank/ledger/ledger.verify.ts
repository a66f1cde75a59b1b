import type { EntityManager } from 'typeorm';
import { addDays, dayOf } from '../../../common/days.js';
import { SealChain } from './ledger.chain.js';
import { digestOf, type LedgerRow, ledgerRows } from './ledger.rows.js';

/** One thing that is wrong with the books; `row` when it lies in one. */
export interface LedgerFault {
  row: Pick<LedgerRow, 'seq' | 'id' | 'day'> | null;
  text: string;
}
export interface LedgerVerdict {
  rows: number;
  accounts: number;
  sealedDays: number;
  /** Points outside the issuing accounts. */
  points: bigint;
  /** The first bad row first; at most `FAULTS_MAX`. */
  faults: LedgerFault[];
}
interface Moved {
  balance: bigint;
  held: bigint;
}
const FAULTS_MAX = 20;

/**
 * Adds everything up again, row by row, and compares it with what stands in the tables. Reads only; wants one snapshot around it. With `now` it also
 * finds rows that lie ahead of tomorrow, which would rest unsealed until their day comes, or before their accounts were opened.
 */
export async function verifyLedger(tx: EntityManager, now?: Date): Promise<LedgerVerdict> {
  const tomorrow = now ? addDays(dayOf(now), 1) : null;
  const faults: LedgerFault[] = [];
  const chain = await SealChain.load(tx);
  const sums = new Sums();
  let rows = 0;
  for await (const row of ledgerRows(tx)) {
    rows += 1;
    chain.pass(row);
    if (!row.shaped) faults.push({ row, text: '账目形状不对：账户、方向、金额或日期不合规则' });
    else if (!digestOf(row).equals(row.digest)) faults.push({ row, text: '内容与它的摘要不符，被改动过' });
    else if (tomorrow !== null && row.day > tomorrow) faults.push({ row, text: '记账日期在将来' });
    else if (tomorrow !== null && row.early) faults.push({ row, text: '记账时间早于账户开立的时间' });
    sums.add(row, faults);
    if (faults.length >= FAULTS_MAX) break;
  }
  // A scan cut short says nothing about seals and sums.
  if (faults.length < FAULTS_MAX) {
    chain.end();
    faults.push(...chain.faults.map(({ row, day, text }) => ({ row: row ?? { seq: '—', id: '—', day }, text })));
    faults.push(...sums.closings(), ...(await wrongReversals(tx)), ...(await wrongPayments(tx)));
  }
  faults.sort(byDay);
  if (faults.length < FAULTS_MAX) faults.push(...(await sums.compare(tx)), ...(await wrongDebts(tx)));
  return { rows, accounts: sums.accounts, sealedDays: chain.sealed, points: sums.points(), faults: faults.slice(0, FAULTS_MAX) };
}

const byDay = (a: LedgerFault, b: LedgerFault): number =>
  (a.row?.day ?? '9').localeCompare(b.row?.day ?? '9') || Number(a.row?.seq ?? 0) - Number(b.row?.seq ?? 0) || 0;

/** Balances, and which holds are still open, as the rows give them. */
class Sums {
  private readonly moved = new Map<string, Moved>();
  private readonly open = new Map<string, LedgerRow>();
  /** Closed before its hold came by: processes whose clocks differ around midnight. */
  private readonly early = new Map<string, LedgerRow>();
  private issued = 0n;
  accounts = 0;

  add(row: LedgerRow, faults: LedgerFault[]): void {
    const amount = BigInt(row.amount);
    if (row.kind === 'hold') {
      const closing = this.early.get(row.id);
      this.early.delete(row.id);
      if (!closing) this.open.set(row.id, row);
      else if (!closes(closing, row)) faults.push({ row: closing, text: '结束的预留与它打开时不一样' });
    }
    if (row.holdId !== null) {
      const hold = this.open.get(row.holdId);
      if (hold && !closes(row, hold)) faults.push({ row, text: '结束的预留与它打开时不一样' });
      if (!this.open.delete(row.holdId)) this.early.set(row.holdId, row);
    }
    const from = this.of(row.from);
    if (row.kind === 'hold') from.held += amount;
    if (row.kind === 'settle' || row.kind === 'release') from.held -= amount;
    if (row.kind === 'transfer' || row.kind === 'settle') {
      from.balance -= amount;
      this.of(row.to).balance += amount;
    }
  }

  /** Closings whose hold never came, or was closed before. */
  closings(): LedgerFault[] {
    return [...this.early.values()].map((row) => ({ row, text: '它结束的预留不存在，或已经结束过' }));
  }

  points(): bigint {
    return -this.issued;
  }

  async compare(tx: EntityManager): Promise<LedgerFault[]> {
    const stored = await tx.query<{ id: string; kind: string; balance: string | null; held: string | null; known: boolean }[]>(
      `select a.id, a.kind, b.balance, b.held, a.id = ledger_account_id(a.kind, a.owner_id, a.community_code) as known
         from ledger_accounts a left join ledger_balances b on b.account_id = a.id`,
    );
    this.accounts = stored.length;
    const faults: LedgerFault[] = [];
    let total = 0n;
    for (const { id, kind, balance, held, known } of stored) {
      const { balance: ownBalance, held: ownHeld } = this.moved.get(id) ?? { balance: 0n, held: 0n };
      if (!known) faults.push({ row: null, text: `账户 ${id} 的编号与它的主人不符` });
      if (kind === 'issuing') {
        this.issued += ownBalance;
        total += ownBalance;
        if (balance !== null) faults.push({ row: null, text: `发放账户 ${id} 不应有余额行` });
        continue;
      }
      total += BigInt(balance ?? 0);
      if (balance === null) faults.push({ row: null, text: `账户 ${id} 缺少余额行` });
      else if (BigInt(balance) !== ownBalance || BigInt(held!) !== ownHeld)
        faults.push({ row: null, text: `账户 ${id} 的余额 ${balance}（预留 ${held}）与账目之和 ${ownBalance}（预留 ${ownHeld}）不符` });
      else if (ownBalance < 0n || ownHeld < 0n || ownHeld > ownBalance) faults.push({ row: null, text: `账户 ${id} 的余额为负` });
    }
    if (total !== 0n) faults.push({ row: null, text: `全部账户相加应为 0，现在是 ${total}` });
    return faults;
  }

  private of(account: string): Moved {
    const known = this.moved.get(account);
    if (known) return known;
    const fresh = { balance: 0n, held: 0n };
    this.moved.set(account, fresh);
    return fresh;
  }
}

const closes = (end: LedgerRow, hold: LedgerRow): boolean =>
  end.from === hold.from &&
  end.to === hold.to &&
  end.amount === hold.amount &&
  end.communityCode === hold.communityCode &&
  end.reason === hold.reason;

/** A reversal goes back the way its transfer came, and once. */
async function wrongReversals(tx: EntityManager): Promise<LedgerFault[]> {
  const rows = await tx.query<{ seq: string; id: string; day: string }[]>(
    `select t.seq, t.id, t.day::text as day from transfers t left join transfers r on r.id = t.reverses_id
      where (t.reverses_id is not null or t.reason = 'reversal')
        and (r.id is null or r.kind not in ('transfer', 'settle') or t.amount > r.amount
          or (r.from_account_id, r.to_account_id) is distinct from (t.to_account_id, t.from_account_id))
      order by t.day, t.seq limit $1`,
    [FAULTS_MAX],
  );
  return rows.map((row) => ({ row, text: '收回的那一笔不存在，或与它不符' }));
}

/** The debt went with whoever owed it to the account theirs was joined to, of the same community. */
const FOLLOWED = `exists (
    select from ledger_accounts old join people p on p.id = old.owner_id join ledger_accounts heir on heir.owner_id = p.joined_to
     where old.id = t.to_account_id and heir.id = d.account_id and (heir.kind, heir.community_code) = (old.kind, old.community_code))`;

const DEBTS = `select d.id from ledger_debts d left join transfers t on t.id = d.transfer_id left join transfers r on r.reverses_id = d.transfer_id
      where t.id is null or t.from_account_id <> d.to_account_id
         or (t.to_account_id <> d.account_id and not ${FOLLOWED})
         or d.amount + coalesce(r.amount, 0) <> t.amount
         or d.paid <> (select coalesce(sum(p.amount), 0) from transfers p where p.ref_id = d.id and p.reason = 'debt_paid')
      order by d.created_at, d.id limit $1`;

/** Paid for what was never owed, or to somebody else. */
async function wrongPayments(tx: EntityManager): Promise<LedgerFault[]> {
  const rows = await tx.query<{ seq: string; id: string; day: string }[]>(
    `select t.seq, t.id, t.day::text as day from transfers t left join ledger_debts d on d.id = t.ref_id
      where t.reason = 'debt_paid' and d.to_account_id is distinct from t.to_account_id order by t.day, t.seq limit $1`,
    [FAULTS_MAX],
  );
  return rows.map((row) => ({ row, text: '它补还的欠分不存在，或不欠给这个账户' }));
}

/** What stands as a debt is the part of a reversal that was not there, less what was paid since. */
async function wrongDebts(tx: EntityManager): Promise<LedgerFault[]> {
  const debts = await tx.query<{ id: string }[]>(DEBTS, [FAULTS_MAX]);
  const accounts = await tx.query<{ id: string; debt: string; owed: string }[]>(
    `select b.account_id as id, b.debt, coalesce(d.owed, 0) as owed from ledger_balances b
       left join (select account_id, sum(amount - paid) as owed from ledger_debts group by account_id) d on d.account_id = b.account_id
      where b.debt <> coalesce(d.owed, 0) or (b.debt > 0 and b.balance > b.held) limit $1`,
    [FAULTS_MAX],
  );
  return [
    ...debts.map(({ id }) => ({ row: null, text: `欠分 ${id} 与账目不符` })),
    ...accounts.map(({ id, debt, owed }) => ({ row: null, text: `账户 ${id} 的欠分 ${debt} 与应有的 ${owed} 不符，或有余额却未补还` })),
  ];
}
