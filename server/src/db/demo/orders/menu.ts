import { changesBetween } from '../../../modules/orders/menu/menu.changes.js';
import { shippedItems } from '../../../modules/orders/menu/menu.catalogue.js';
import type { MenuItem } from '../../../modules/orders/menu/menu.queries.js';

/** What a community's desk set otherwise, so many days ago, and why. */
export interface MenuEdit {
  communityName: string;
  code: string;
  daysAgo: number;
  set: Partial<Pick<MenuItem, 'enabled' | 'minutes' | 'noticeHours' | 'radiusMetres' | 'maxPeople' | 'needsReview' | 'openToNeighbours' | 'description' | 'weekdays' | 'slots'>>; // prettier-ignore
  reason: string | null;
}

export const MENU_EDITS: readonly MenuEdit[] = [
  { communityName: '万福社区', code: 'S0104', daysAgo: 58, set: { description: '午餐由万福长者饭堂统一配好，送到家门口；每份 12 元，饭堂当面结算，志愿者不收钱。' }, reason: '饭堂开张，统一出餐' }, // prettier-ignore
  { communityName: '万福社区', code: 'S0104', daysAgo: 23, set: { noticeHours: 12 }, reason: '饭堂可以当天早上加餐，不用提前一天' }, // prettier-ignore
  { communityName: '万福社区', code: 'S0102', daysAgo: 41, set: { noticeHours: 4, description: '一次不超过 10 公斤；药品只代取已付款的。' }, reason: '老人临时缺药的多，改短一点' }, // prettier-ignore
  { communityName: '万福社区', code: 'S0502', daysAgo: 35, set: { enabled: false }, reason: '开学了，暑假再开' }, // prettier-ignore
  { communityName: '万福社区', code: 'S0107', daysAgo: 19, set: { weekdays: [2, 6], minutes: 45 }, reason: '理发师傅周二、周六有空' }, // prettier-ignore
  { communityName: '万福社区', code: 'S0701', daysAgo: 12, set: { openToNeighbours: true, maxPeople: 30 }, reason: '欢迎隔壁社区一起来' }, // prettier-ignore
  { communityName: '万福社区', code: 'S0302', daysAgo: 6, set: { needsReview: true, radiusMetres: 2000 }, reason: null }, // prettier-ignore
  { communityName: '鼓楼社区', code: 'S0503', daysAgo: 27, set: { minutes: 90, description: '每周在鼓楼服务站二楼，自带手机和充电器。' }, reason: '一小时学不完' }, // prettier-ignore
  { communityName: '鼓楼社区', code: 'S0502', daysAgo: 33, set: { enabled: false }, reason: '没有合适的场地' }, // prettier-ignore
  { communityName: '柳堤社区', code: 'S0108', daysAgo: 16, set: { slots: [{ fromMinute: 420, toMinute: 600 }, { fromMinute: 960, toMinute: 1110 }] }, reason: '天热，避开中午' }, // prettier-ignore
  { communityName: '青山社区', code: 'S0301', daysAgo: 9, set: { enabled: false }, reason: '电工证到期，换证期间先关' }, // prettier-ignore
];

const shipped = (): MenuItem[] =>
  shippedItems().map((item) => ({
    code: item.code,
    category: item.category as MenuItem['category'],
    name: item.name,
    slug: item.slug,
    description: null,
    minutes: item.minutes,
    servedBy: item.served_by as MenuItem['servedBy'],
    qualification: item.qualification,
    qualificationCode: item.qualification_code,
    twoPersonRule: item.two_person_rule,
    mode: item.mode as MenuItem['mode'],
    risk: item.risk as MenuItem['risk'],
    riskNote: item.risk_note,
    insuranceRequired: item.insurance_required,
    needsReview: item.needs_review,
    reviewFixed: item.needs_review,
    noticeHours: item.notice_hours,
    radiusMetres: item.radius_metres,
    minPeople: item.min_people,
    maxPeople: item.max_people,
    atPlace: item.at_place,
    recipients: item.recipients,
    weekdays: [...item.weekdays],
    slots: [...item.slots],
    pointsCoefficient: item.points_coefficient,
    enabled: true,
    openToNeighbours: false,
    edited: false,
  }));

/** The menu as each community offered it on a day, and what every edit changed. */
export class DemoMenu {
  private readonly items = new Map(shipped().map((item) => [item.code, item]));

  item(code: string): MenuItem {
    const item = this.items.get(code);
    if (!item) throw new Error(`the menu has no ${code}`);
    return item;
  }

  /** `daysAgo` days ago: later edits have not been made yet. */
  at(communityName: string, code: string, daysAgo: number): MenuItem {
    const edits = MENU_EDITS.filter((e) => e.communityName === communityName && e.code === code && e.daysAgo >= daysAgo);
    const fixed = this.item(code).reviewFixed;
    const edited = edits.reduce((item, { set }) => ({ ...item, ...set }), this.item(code));
    return { ...edited, needsReview: fixed || edited.needsReview };
  }

  changeOf(edit: MenuEdit) {
    const before = this.at(edit.communityName, edit.code, edit.daysAgo + 1);
    return changesBetween(before, { ...before, ...edit.set });
  }
}
