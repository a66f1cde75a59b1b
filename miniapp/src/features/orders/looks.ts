import type { ServiceCategory } from '@linli/shared/orders';
import type { IconName } from '@/components/icon';

/** What stands beside the name of a service: categories are found by their picture. */
export const CATEGORY_ICONS: Record<ServiceCategory, IconName> = {
  elder_care: 'heart',
  health: 'stethoscope',
  repair: 'wrench',
  legal: 'gavel',
  education: 'graduation-cap',
  agency: 'clipboard-list',
  environment: 'brush',
  safety: 'shield-check',
  culture: 'music',
  wish: 'gift',
};

const RECIPIENTS: Record<string, string> = { elder: '老人', disabled: '残疾人', child: '孩子', low_income: '困难家庭' };
/** 适合老人、残疾人; null where it is for everybody. */
export function recipientsText(recipients: readonly string[]): string | null {
  const named = recipients.flatMap((r) => RECIPIENTS[r] ?? []);
  return named.length ? `适合${named.join('、')}` : null;
}
