import { halfOf, halfYear } from '@linli/shared/units';

/** This half year and the three before, the newest first. */
export function lastHalves(today: string): { value: string; label: string }[] {
  const now = halfOf(today);
  let [year, half] = [Number(now.slice(0, 4)), Number(now.slice(5))];
  return Array.from({ length: 4 }, () => {
    const value = `${year}H${half}`;
    [year, half] = half === 2 ? [year, 1] : [year - 1, 2];
    return { value, label: halfYear(value).label };
  });
}
