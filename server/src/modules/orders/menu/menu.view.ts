import type { MenuItemView, MenuSettingView } from '@linli/shared/orders-menu.dto';
import type { MenuItem } from './menu.queries.js';

/** What anybody may see of a service. */
export function menuItemView(item: MenuItem): MenuItemView {
  const { code, category, name, description, minutes, servedBy, qualification, qualificationCode, twoPersonRule, mode } = item;
  const { risk, riskNote, insuranceRequired, needsReview, noticeHours, radiusMetres, minPeople, maxPeople, atPlace } = item;
  const { recipients, weekdays, slots, pointsCoefficient } = item;
  return {
    code,
    category,
    name,
    description,
    minutes,
    servedBy,
    qualification,
    qualificationCode,
    twoPersonRule,
    mode,
    risk,
    riskNote,
    insuranceRequired,
    needsReview,
    noticeHours,
    radiusMetres,
    minPeople,
    maxPeople,
    atPlace,
    recipients,
    weekdays,
    slots,
    pointsCoefficient,
  };
}

export const menuSettingView = (item: MenuItem): MenuSettingView => ({
  ...menuItemView(item),
  enabled: item.enabled,
  openToNeighbours: item.openToNeighbours,
  reviewFixed: item.reviewFixed,
  edited: item.edited,
});
