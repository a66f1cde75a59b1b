/** +3, −3, 0: a change, with the minus sign of the statement. */
export function signed(change: number): string {
  if (change === 0) return '0';
  return change > 0 ? `+${change}` : `−${-change}`;
}
