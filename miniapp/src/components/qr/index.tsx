import { useMemo } from 'react';
import { Image, View } from '@tarojs/components';
import { qrSvg } from '@/lib/qr';
import s from './qr.module.scss';

/** A code to be scanned from this screen. The digits beside it say the same. */
export function Qr({ text, label }: { text: string; label: string }) {
  const src = useMemo(() => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(qrSvg(text))}`, [text]);
  return (
    <View className={s.paper}>
      <Image className={s.code} src={src} mode="aspectFit" ariaLabel={label} />
    </View>
  );
}
