import { Text, View } from '@tarojs/components';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { ToggleRow } from '@/components/choice';
import { type Look, type TextSize, usePrefs } from '@/lib/prefs';
import s from './me.module.scss';

const SIZES: { value: TextSize; label: string }[] = [
  { value: 'elder', label: '大字' },
  { value: 'largest', label: '特大字' },
];
const LOOKS: { value: Look; label: string }[] = [
  { value: 'auto', label: '跟随手机' },
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
];

/** 长辈版 and the colours: kept on this phone. */
export function Letters() {
  const { textSize, setTextSize, look, setLook } = usePrefs();
  const elder = textSize !== 'normal';
  return (
    <Card>
      <ToggleRow title="长辈版" note="字大、按钮大、更清楚" on={elder} onChange={(on) => setTextSize(on ? 'elder' : 'normal')} />
      {elder && <Chips label="字的大小" chips={SIZES} value={textSize} onPress={setTextSize} />}
      <View className={s.look}>
        <Text className={s.lookName}>外观</Text>
        <Chips label="外观" chips={LOOKS} value={look} onPress={setLook} />
      </View>
    </Card>
  );
}
