/** The rules of the books once more, as plainly as they can be said: what Postgres does is compared with this. */
export interface Side {
  balance: number;
  held: number;
  debts: { id: string; to: string; left: number }[];
}
export interface Booked {
  id: string;
  from: string;
  to: string;
  amount: number;
  state: 'done' | 'held' | 'released' | 'reversed';
}
export const ISSUING = 'issuing';

export class LedgerModel {
  readonly sides = new Map<string, Side>();
  readonly rows: Booked[] = [];

  side(name: string): Side {
    const known = this.sides.get(name);
    if (known) return known;
    const fresh = { balance: 0, held: 0, debts: [] };
    this.sides.set(name, fresh);
    return fresh;
  }

  free(name: string): number {
    const { balance, held } = this.side(name);
    return balance - held;
  }

  owed(name: string): number {
    return this.side(name).debts.reduce((sum, debt) => sum + debt.left, 0);
  }

  /** Why it may not be spent, or null. */
  refusal(name: string, amount: number): string | null {
    if (this.owed(name) > 0) return 'in_debt';
    return this.free(name) < amount ? 'not_enough_points' : null;
  }

  transfer(id: string, from: string, to: string, amount: number): void {
    this.move(from, to, amount);
    this.rows.push({ id, from, to, amount, state: 'done' });
  }

  hold(id: string, from: string, to: string, amount: number): void {
    this.side(from).held += amount;
    this.rows.push({ id, from, to, amount, state: 'held' });
  }

  close(row: Booked, how: 'settle' | 'release'): void {
    this.side(row.from).held -= row.amount;
    row.state = how === 'settle' ? 'done' : 'released';
    if (how === 'settle') this.move(row.from, row.to, row.amount);
    else this.repay(row.from);
  }

  reverse(id: string, row: Booked): number {
    const taken = Math.min(this.free(row.to), row.amount);
    row.state = 'reversed';
    if (taken > 0) this.move(row.to, row.from, taken);
    if (taken < row.amount) {
      this.side(row.to).debts.push({ id, to: row.from, left: row.amount - taken });
      this.repay(row.to);
    }
    return taken;
  }

  private move(from: string, to: string, amount: number): void {
    this.side(from).balance -= amount;
    this.side(to).balance += amount;
    if (to !== ISSUING) this.repay(to);
  }

  /** What comes in pays what is owed; made in the same moment, the lower id first. */
  private repay(name: string): void {
    const side = this.side(name);
    for (;;) {
      const debt = side.debts.filter(({ left }) => left > 0).sort((a, b) => (a.id < b.id ? -1 : 1))[0];
      const paid = Math.min(debt?.left ?? 0, this.free(name));
      if (!debt || paid <= 0) return;
      debt.left -= paid;
      this.move(name, debt.to, paid);
    }
  }
}
