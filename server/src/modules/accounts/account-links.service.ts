import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Moves what `from` has to `to`, when an openid-only account is joined to the account that has its phone. */
export type Mover = (tx: EntityManager, fromPersonId: string, toPersonId: string) => Promise<void>;

/** Every module whose rows name a person registers how they move. */
@Injectable()
export class AccountMoves {
  private readonly movers: Mover[] = [];

  register(mover: Mover): void {
    this.movers.push(mover);
  }

  async move(tx: EntityManager, fromPersonId: string, toPersonId: string): Promise<void> {
    for (const mover of this.movers) await mover(tx, fromPersonId, toPersonId);
  }
}

/** What a module knows about a person, as plain JSON, for 我的数据. */
export type Contributor = (tx: EntityManager, personId: string) => Promise<unknown>;

/** Every module with rows about a person registers what it can tell them, under a name of its own. */
@Injectable()
export class AccountData {
  private readonly contributors = new Map<string, Contributor>();

  register(name: string, contributor: Contributor): void {
    this.contributors.set(name, contributor);
  }

  async collect(tx: EntityManager, personId: string): Promise<Record<string, unknown>> {
    const data: Record<string, unknown> = {};
    for (const [name, contributor] of this.contributors) data[name] = await contributor(tx, personId);
    return data;
  }
}

/** A sentence that says why the account cannot be closed now, or null. */
export type Refuser = (tx: EntityManager, personId: string) => Promise<string | null>;
/** Erases what is personal in a module's rows; ids stay. */
export type Eraser = (tx: EntityManager, personId: string) => Promise<void>;

/** Points that closing would give away: the person confirms the figure. And those still frozen when everything was released. */
export interface Counter {
  given(tx: EntityManager, personId: string): Promise<number>;
  held(tx: EntityManager, personId: string): Promise<number>;
}

/** Every module says what stands in the way of closing an account, what closing means there, and erases its own. */
@Injectable()
export class AccountClosings {
  private readonly refusers: Refuser[] = [];
  private readonly releasers: Eraser[] = [];
  private readonly erasers: Eraser[] = [];
  private readonly counters: Counter[] = [];
  readonly consequences: string[] = [];

  refuse(refuser: Refuser): void {
    this.refusers.push(refuser);
  }

  /** What holds something of the person's back gives it free, before anybody adds up and erases. */
  letGo(releaser: Eraser, consequence?: string): void {
    this.releasers.push(releaser);
    if (consequence) this.consequences.push(consequence);
  }

  erase(eraser: Eraser, consequence?: string): void {
    this.erasers.push(eraser);
    if (consequence) this.consequences.push(consequence);
  }

  count(counter: Counter): void {
    this.counters.push(counter);
  }

  async obstacles(tx: EntityManager, personId: string): Promise<string[]> {
    const sentences: string[] = [];
    for (const refuser of this.refusers) {
      const sentence = await refuser(tx, personId);
      if (sentence) sentences.push(sentence);
    }
    return sentences;
  }

  /** First of all: what is given free here is added up and confirmed, then erased. */
  async releaseAll(tx: EntityManager, personId: string): Promise<void> {
    for (const releaser of this.releasers) await releaser(tx, personId);
  }

  async points(tx: EntityManager, personId: string): Promise<number> {
    let points = 0;
    for (const counter of this.counters) points += await counter.given(tx, personId);
    return points;
  }

  async held(tx: EntityManager, personId: string): Promise<number> {
    let points = 0;
    for (const counter of this.counters) points += await counter.held(tx, personId);
    return points;
  }

  async eraseAll(tx: EntityManager, personId: string): Promise<void> {
    for (const eraser of this.erasers) await eraser(tx, personId);
  }
}
