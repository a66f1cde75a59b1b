import type { MessageTopic, TemplateKey } from './notifications.js';
import { ELDER_TELLINGS } from './notification-kinds-elders.js';
import { NOTICE_TELLINGS } from './notification-kinds-notices.js';
import { ORDER_TELLINGS } from './notification-kinds-orders.js';
import {
  LEAVE_TELLINGS,
  MEMBER_TELLINGS,
  MEMBERSHIP_TELLINGS,
  QUALIFICATION_TELLINGS,
  ROLE_TELLINGS,
} from './notification-kinds-people.js';
import { WISH_TELLINGS } from './notification-kinds-wishes.js';
import { REPORT_TELLINGS } from './notification-kinds-reports.js';

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
  wechat?: { template: TemplateKey; /** at most five characters */ phrase: string };
}
/** Action → lines, most important first: who stands in two of them is told by the first. */
export type Tellings = Readonly<Record<string, readonly Telling[]>>;

/** Subject type → its actions. A new kind of message is a line here. */
export const TELLINGS: Readonly<Record<string, Tellings>> = {
  report: REPORT_TELLINGS,
  notice: NOTICE_TELLINGS,
  order: ORDER_TELLINGS,
  elder: ELDER_TELLINGS,
  wish: WISH_TELLINGS,
  role: ROLE_TELLINGS,
  leave: LEAVE_TELLINGS,
  unit_membership: MEMBERSHIP_TELLINGS,
  member: MEMBER_TELLINGS,
  qualification: QUALIFICATION_TELLINGS,
};

export const tellingsOf = (subjectType: string, action: string, data: EventFacts = {}): Telling[] => {
  const table = Object.hasOwn(TELLINGS, subjectType) ? TELLINGS[subjectType] : undefined;
  const lines = table && Object.hasOwn(table, action) ? table[action] : undefined;
  return (lines ?? []).filter(({ when }) => when === undefined || when(data));
};

/** Whether anybody is told of this: asked for every event, in its transaction. */
export const isTold = (subjectType: string, action: string, data: EventFacts = {}): boolean =>
  tellingsOf(subjectType, action, data).length > 0;

/** {no} → its fact. A fact that is not there leaves nothing behind. */
export const filled = (template: string, facts: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(facts, name) ? (facts[name] ?? '') : ''));
