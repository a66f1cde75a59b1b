import { useEffect, useState } from 'react';
import { Text, View } from '@tarojs/components';
import { CODE_STEP_SECONDS } from '@linli/shared/display-code';
import type { ShownCode } from '@/lib/display-secret';
import { Qr } from '../qr';
import s from './display-code.module.scss';

/** 1234 5678: read aloud in two breaths. */
const spaced = (digits: string) => `${digits.slice(0, 4)} ${digits.slice(4)}`;

/** A code that renews itself every half minute, from this phone alone: to be scanned, or read aloud. */
export function LiveCode({ at, label }: { at: (phoneMs: number) => ShownCode; label: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const code = at(now);
  const turn = Math.round((code.secondsLeft / CODE_STEP_SECONDS) * 360);
  return (
    <View className={s.code}>
      <Qr text={code.qrText} label={label} />
      <Text className={s.digits} ariaLabel={`${label} ${code.digits.split('').join(' ')}`}>
        {spaced(code.digits)}
      </Text>
      <View className={s.step}>
        <View className={s.ring} style={{ '--turn': `${turn}deg` } as object}>
          <View className={s.hole} />
        </View>
        <Text className={s.seconds}>{`${code.secondsLeft} 秒后换新的`}</Text>
      </View>
    </View>
  );
}
