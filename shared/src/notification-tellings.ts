import type { MessageTopic, TemplateKey } from './notifications.js';

/** Whom a message can be for. Each subject type says in `server/src/modules/notifications/matters` who they are. */
export type Audience = string;
export type EventFacts = Readonly<Record<string, unknown>>;

/**
 * One line of the table: who is told what. In `title` and `body` {no} {what} {area} {team} {due} {until} … are filled with the facts of the
 * matter: numbers, categories, times, names of teams; never a person's name, phone, address or words.
 */
export interface Telling {
  to: readonly Audience[];
  topic: MessageTopic;
  title: string;
  body: string;
  /** Only where the event's data say so. */
  when?: (data: EventFacts) => boolean;
  /** Rings at night too when the matter is urgent (critical, or an hour's limit overrun): for those who must act. */
  wakes?: boolean;
  /** False: there is nothing to open for them any more. */
  opens?: false;
  wechat?: { template: TemplateKey; /** at most five characters */ phrase: string };
}
/** Action → lines, most important first: who stands in two of them is told by the first. */
export type Tellings = Readonly<Record<string, readonly Telling[]>>;
