import type { EventFacts } from '@linli/shared/notification-tellings';
import type { MessageTopic } from '@linli/shared/notifications';
import type { EntityManager } from 'typeorm';

export interface ToldEvent {
  id: string;
  at: Date;
  subjectType: string;
  subjectId: string;
  action: string;
  actorId: string | null;
  principalId: string | null;
  data: EventFacts;
}
/** What a message says of its matter: numbers, categories, times, names of teams and areas. Never a person, an address or their words. */
export type Facts = Readonly<Record<string, string>>;

/** A subject as the notifier sees it: what can be said of it, and who stands in which relation to it. */
export interface Matter {
  facts: Facts;
  /** Number and name on a WeChat card. */
  no: string;
  what: string;
  /** The time on the card: due, begin. Null: when it happened. */
  when: Date | null;
  /** Rings at night. */
  urgent: boolean;
  /** The page it opens, ?id= and all; some topics open another one. */
  path: string | null;
  paths?: Readonly<Partial<Record<MessageTopic, string>>>;
  /** What is different for each of these people, beside `facts`, which say it for everybody. */
  own?: (tx: EntityManager, personIds: readonly string[]) => Promise<ReadonlyMap<string, Facts>>;
  audiences: Readonly<Record<string, () => Promise<readonly (string | null)[]>>>;
}
/** Null: the matter is gone. */
export type MatterReader = (tx: EntityManager, event: ToldEvent, now: Date) => Promise<Matter | null>;
