import { useEffect, useState } from 'react';

const WIDE = '(min-width: 900px)';
const h5 = process.env.TARO_ENV === 'h5';

const isWide = () => h5 && (window.matchMedia?.(WIDE).matches ?? false);

/** A desk: room for a side bar, a list and a matter beside each other. Never in WeChat. */
export function useWide(): boolean {
  const [wide, setWide] = useState(isWide);
  useEffect(() => {
    if (!h5) return;
    const media = window.matchMedia?.(WIDE);
    const on = () => setWide(media.matches);
    media?.addEventListener?.('change', on);
    return () => media?.removeEventListener?.('change', on);
  }, []);
  return wide;
}
