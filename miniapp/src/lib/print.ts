const h5 = process.env.TARO_ENV === 'h5';

/** Phones' mini-programs cannot print: the page says so instead of showing a dead button. */
export const canPrint = h5;

export function printPage(): void {
  if (h5) window.print();
}
