import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { usePrefs } from './prefs';

const QUERY = '(prefers-color-scheme: dark)';
const h5 = process.env.TARO_ENV === 'h5';

function systemDark(): boolean {
  if (h5) return window.matchMedia?.(QUERY).matches ?? false;
  return (Taro.getAppBaseInfo?.() as { theme?: string } | undefined)?.theme === 'dark';
}

/** Dark when the person chose it, or the phone did and the person left it to the phone. */
export function useDark(): boolean {
  const look = usePrefs((p) => p.look);
  const [system, setSystem] = useState(systemDark);
  useEffect(() => {
    if (h5) {
      const media = window.matchMedia?.(QUERY);
      const on = () => setSystem(media.matches);
      media?.addEventListener?.('change', on);
      return () => media?.removeEventListener?.('change', on);
    }
    const on = ({ theme }: { theme?: string }) => setSystem(theme === 'dark');
    Taro.onThemeChange?.(on);
    return () => Taro.offThemeChange?.(on);
  }, []);
  return look === 'auto' ? system : look === 'dark';
}
