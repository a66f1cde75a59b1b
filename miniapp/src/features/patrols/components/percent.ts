/** 0.8 → 80%; – where there is nothing to divide by. */
export const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)}%`);
