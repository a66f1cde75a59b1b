import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What one person did in a span of days. */
export interface PersonFigures {
  personId: string;
  /** Confirmed service minutes, server-made. */
  minutes: number;
  services: number;
  /** Of these, posts and shifts 岗位. */
  posts: number;
}
/** What a unit itself did: wishes and projects it claimed. */
export interface UnitDeeds {
  claims: number;
  delivered: number;
}
/** Days in Asia/Shanghai, both included. */
export interface Span {
  from: string;
  to: string;
}
/** Who keeps hours (orders, later the time bank) or claims (wishes) answers here; units lie below them and cannot ask. */
export interface FigureSource {
  ofPeople?(tx: EntityManager, personIds: readonly string[], span: Span): Promise<PersonFigures[]>;
  ofUnits?(tx: EntityManager, unitIds: readonly string[], span: Span): Promise<UnitDeeds>;
}

/** Modules above register what they know: `figures.register({ ofPeople: … })` in their `onModuleInit`. */
@Injectable()
export class UnitFigures {
  private readonly sources: FigureSource[] = [];

  register(source: FigureSource): void {
    this.sources.push(source);
  }

  /** By person; nobody without figures. */
  async ofPeople(tx: EntityManager, personIds: readonly string[], span: Span): Promise<Map<string, PersonFigures>> {
    const sums = new Map<string, PersonFigures>();
    if (!personIds.length) return sums;
    for (const source of this.sources)
      for (const one of (await source.ofPeople?.(tx, personIds, span)) ?? []) {
        const sum = sums.get(one.personId) ?? { personId: one.personId, minutes: 0, services: 0, posts: 0 };
        sum.minutes += one.minutes;
        sum.services += one.services;
        sum.posts += one.posts;
        sums.set(one.personId, sum);
      }
    return sums;
  }

  async ofUnits(tx: EntityManager, unitIds: readonly string[], span: Span): Promise<UnitDeeds> {
    const sum: UnitDeeds = { claims: 0, delivered: 0 };
    for (const source of this.sources) {
      const one = await source.ofUnits?.(tx, unitIds, span);
      sum.claims += one?.claims ?? 0;
      sum.delivered += one?.delivered ?? 0;
    }
    return sum;
  }
}
