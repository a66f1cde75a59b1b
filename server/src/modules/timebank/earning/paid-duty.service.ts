import { Injectable } from '@nestjs/common';
import type { Span } from '@linli/shared/points';
import type { EntityManager } from 'typeorm';

/** When these people were at paid work between two instants; more than that may be given. */
export type DutySource = (tx: EntityManager, personIds: readonly string[], from: Date, to: Date) => Promise<readonly DutySpan[]>;
export interface DutySpan {
  personId: string;
  from: Date;
  to: Date;
}

/** Nothing is earned on paid duty. Whoever knows when somebody is on duty (office hours, patrols) says so here. */
@Injectable()
export class PaidDuty {
  private readonly sources: DutySource[] = [];

  register(source: DutySource): void {
    this.sources.push(source);
  }

  async of(tx: EntityManager, personIds: readonly string[], from: Date, to: Date): Promise<Map<string, Span[]>> {
    const spans = new Map<string, Span[]>();
    for (const source of this.sources)
      for (const span of await source(tx, personIds, from, to)) {
        const own = spans.get(span.personId) ?? [];
        spans.set(span.personId, [...own, { from: span.from.getTime(), to: span.to.getTime() }]);
      }
    return spans;
  }
}
