import { ADJUSTMENT_TELLINGS } from './notification-kinds-books.js';
import { ELDER_TELLINGS } from './notification-kinds-elders.js';
import { CERTIFICATE_TELLINGS, STAR_TELLINGS } from './notification-kinds-honours.js';
import { NOTICE_TELLINGS } from './notification-kinds-notices.js';
import { ORDER_TELLINGS } from './notification-kinds-orders.js';
import {
  LEAVE_TELLINGS,
  MEMBER_TELLINGS,
  MEMBERSHIP_TELLINGS,
  QUALIFICATION_TELLINGS,
  ROLE_TELLINGS,
} from './notification-kinds-people.js';
import { VOUCHER_TELLINGS } from './notification-kinds-rewards.js';
import { RECORD_CASE_TELLINGS, RECORD_FLAG_TELLINGS, RECORD_TELLINGS } from './notification-kinds-records.js';
import { GIFT_TELLINGS } from './notification-kinds-wallet.js';
import { SHEET_TELLINGS, SHOP_TELLINGS } from './notification-kinds-shops.js';
import { WISH_TELLINGS } from './notification-kinds-wishes.js';
import { REPORT_TELLINGS } from './notification-kinds-reports.js';
import type { EventFacts, Telling, Tellings } from './notification-tellings.js';

/** Subject type → its actions. A new kind of message is a line here. */
export const TELLINGS: Readonly<Record<string, Tellings>> = {
  report: REPORT_TELLINGS,
  notice: NOTICE_TELLINGS,
  order: ORDER_TELLINGS,
  elder: ELDER_TELLINGS,
  wish: WISH_TELLINGS,
  voucher: VOUCHER_TELLINGS,
  gift: GIFT_TELLINGS,
  shop: SHOP_TELLINGS,
  shop_sheet: SHEET_TELLINGS,
  role: ROLE_TELLINGS,
  leave: LEAVE_TELLINGS,
  unit_membership: MEMBERSHIP_TELLINGS,
  member: MEMBER_TELLINGS,
  qualification: QUALIFICATION_TELLINGS,
  star: STAR_TELLINGS,
  service_record: RECORD_TELLINGS,
  record_case: RECORD_CASE_TELLINGS,
  record_flag: RECORD_FLAG_TELLINGS,
  certificate: CERTIFICATE_TELLINGS,
  adjustment: ADJUSTMENT_TELLINGS,
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
