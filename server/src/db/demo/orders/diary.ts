import { dayOf, startOfDay } from '@linli/shared/calendar';
import { ACCEPTED_A_DAY, MINUTES_A_DAY } from '@linli/shared/orders';

interface Span {
  from: number;
  to: number;
}

/** Who is where when: nobody is in two places at once, nor does more than three services or eight hours a day. */
export class Diary {
  private readonly held = new Map<string, Span[]>();

  free(personId: string, from: number, to: number): boolean {
    const spans = this.held.get(personId) ?? [];
    if (spans.some((span) => span.from < to && from < span.to)) return false;
    const day = dayOf(from);
    if (spans.filter((span) => dayOf(span.from) === day).length >= ACCEPTED_A_DAY) return false;
    return [day, dayOf(to - 1)].every((d) => [...spans, { from, to }].reduce((sum, span) => sum + minutesOn(d, span), 0) <= MINUTES_A_DAY);
  }

  hold(personId: string, from: number, to: number): void {
    this.held.set(personId, [...(this.held.get(personId) ?? []), { from, to }]);
  }

  release(personId: string, from: number): void {
    this.held.set(
      personId,
      (this.held.get(personId) ?? []).filter((span) => span.from !== from),
    );
  }

  /** How often somebody has been busy. */
  turns(personId: string): number {
    return this.held.get(personId)?.length ?? 0;
  }
}

const minutesOn = (day: number, { from, to }: Span): number =>
  Math.max(0, Math.min(to, startOfDay(day + 1)) - Math.max(from, startOfDay(day))) / 60_000;
