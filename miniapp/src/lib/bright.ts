import { useEffect } from 'react';
import Taro from '@tarojs/taro';
import { stayAwake } from '@/lib/awake';

const WHOLE = 1;

/** The screen stays on, and as bright as it can be, while a code is shown; afterwards as before. Browsers leave the brightness to the person. */
export function useBright(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    void stayAwake(true);
    let before: number | null = null;
    let gone = false;
    const set = (value: number) => void Promise.resolve(Taro.setScreenBrightness?.({ value })).catch(() => undefined);
    if (process.env.TARO_ENV === 'weapp')
      void Promise.resolve(Taro.getScreenBrightness?.())
        .then((r) => {
          if (gone) return;
          before = r.value;
          set(WHOLE);
        })
        .catch(() => undefined);
    return () => {
      gone = true;
      void stayAwake(false);
      if (before !== null) set(before);
    };
  }, [on]);
}
