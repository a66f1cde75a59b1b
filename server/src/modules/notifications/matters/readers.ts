import { readAdjustment } from './books.matter.js';
import { readElder } from './elder.matter.js';
import { readGift } from './gift.matter.js';
import { readCertificate, readStar } from './honours.matter.js';
import type { MatterReader } from './matter.js';
import { readNotice } from './notice.matter.js';
import { readOrder } from './order.matter.js';
import { readLeave, readMember, readMembership, readQualification, readRole } from './people.matter.js';
import { readRecord, readRecordCase, readRecordFlag } from './record.matter.js';
import { readReport } from './report.matter.js';
import { readSheet, readShop } from './shop.matter.js';
import { readVoucher } from './voucher.matter.js';
import { readWish } from './wish.matter.js';

/** Subject type → how the notifier reads it. */
export const READERS: ReadonlyMap<string, MatterReader> = new Map([
  ['report', readReport],
  ['notice', readNotice],
  ['order', readOrder],
  ['elder', readElder],
  ['gift', readGift],
  ['wish', readWish],
  ['voucher', readVoucher],
  ['shop', readShop],
  ['shop_sheet', readSheet],
  ['role', readRole],
  ['leave', readLeave],
  ['unit_membership', readMembership],
  ['member', readMember],
  ['qualification', readQualification],
  ['star', readStar],
  ['service_record', readRecord],
  ['record_case', readRecordCase],
  ['record_flag', readRecordFlag],
  ['certificate', readCertificate],
  ['adjustment', readAdjustment],
]);
