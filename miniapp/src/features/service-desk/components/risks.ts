import type { OrderView } from '@linli/shared/orders.dto';

/** What has to be looked at before somebody goes there, in words. */
export function risksOf(o: OrderView): string[] {
  return [
    o.risk === 'high' ? '风险较高' : o.risk === 'mid' ? '有一定风险' : null,
    o.riskNote,
    o.twoPersonRule ? '须两人同行' : null,
    o.qualification ? `需要${o.qualification}` : null,
    o.insuranceRequired && !o.insuranceReference ? '开始前要登记意外险' : null,
  ].filter((words): words is string => words !== null);
}
