import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type PersonFigures, type Span, UnitFigures } from '../units/unit-figures.service.js';

/** Confirmed services count on the day they were planned for; posts are those of them without a resident. */
const OF_PEOPLE = `
  select a.person_id as "personId", coalesce(sum(a.minutes), 0)::int as minutes, count(*)::int as services,
         (count(*) filter (where o.source = 'post'))::int as posts
    from order_assignments a join orders o on o.id = a.order_id
   where a.person_id = any($1) and a.state = 'confirmed' and a.day between $2 and $3
   group by a.person_id`;

/** Hours of members for the page of their unit, which lies below orders and cannot ask. */
@Injectable()
export class OrderFigures implements OnModuleInit {
  constructor(private readonly figures: UnitFigures) {}

  onModuleInit(): void {
    this.figures.register({ ofPeople: figuresOf });
  }
}

export const figuresOf = (tx: EntityManager, personIds: readonly string[], { from, to }: Span): Promise<PersonFigures[]> =>
  tx.query<PersonFigures[]>(OF_PEOPLE, [personIds, from, to]);
