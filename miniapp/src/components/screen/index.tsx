import { type PropsWithChildren, type ReactNode, useEffect, useState } from 'react';
import { Text, View } from '@tarojs/components';
import Taro, { useDidHide, useDidShow } from '@tarojs/taro';
import { classes } from '@/lib/classes';
import { useDark } from '@/lib/dark';
import { usePrefs } from '@/lib/prefs';
import { back } from '@/lib/router';
import { BARS } from '@/theme/bars';
import { Icon } from '../icon';
import { Tap } from '../tap';
import { Fence } from './fence';
import { TabBar, type TabName } from './tab-bar';
import { Voice } from './voice';
import s from './screen.module.scss';

interface Props extends PropsWithChildren {
  title: string;
  /** One of the rooms of the tab bar: no way back, the bar below. */
  tab?: TabName;
  /** Up to the width of a desk instead of that of a text. */
  wide?: boolean;
  /** Stays at the thumb: the one primary button. */
  footer?: ReactNode;
  /** Right in the title bar (browsers) — keep it small. */
  aside?: ReactNode;
  /** Edge to edge: no page margin. */
  bare?: boolean;
  onBack?: () => void;
}

const h5 = process.env.TARO_ENV === 'h5';

function paintBars(dark: boolean) {
  if (h5) {
    document.documentElement.dataset.dark = dark ? '1' : '';
    document.documentElement.lang = 'zh-CN';
    return;
  }
  void Promise.resolve(Taro.setNavigationBarColor?.(dark ? BARS.dark : BARS.light)).catch(() => undefined);
}

/** Every page is one of these: letters, colours, title bar, foot, and the voice that tells and asks. */
export function Screen({ title, tab, wide, footer, aside, bare, onBack, children }: Props) {
  const textSize = usePrefs((p) => p.textSize);
  const dark = useDark();
  const [visible, setVisible] = useState(true);
  useDidShow(() => setVisible(true));
  useDidHide(() => setVisible(false));
  useEffect(() => {
    if (visible) void Promise.resolve(Taro.setNavigationBarTitle({ title })).catch(() => undefined);
  }, [title, visible]);
  useEffect(() => {
    if (visible) paintBars(dark);
  }, [dark, visible]);
  return (
    <View
      className={classes(
        'root',
        s.screen,
        textSize !== 'normal' && 'root--elder',
        textSize === 'largest' && 'root--largest',
        dark && 'root--dark',
      )}
    >
      {h5 && !tab && (
        <View className={s.bar}>
          <View className={classes(s.barInner, wide && s.barWide)}>
            <Tap className={s.back} label="返回" onPress={onBack ?? back}>
              <Icon name="chevron-left" />
            </Tap>
            <Text className={s.barTitle} ariaRole="heading">
              {title}
            </Text>
            <View className={s.barAside}>{aside}</View>
          </View>
        </View>
      )}
      <View className={classes(s.body, wide && s.wide, bare && s.bare)}>
        {!h5 && aside && <View className={s.asideLine}>{aside}</View>}
        <Fence>{children}</Fence>
      </View>
      {footer && (
        <View className={s.footer}>
          <View className={classes(s.footerInner, wide && s.footerWide)}>{footer}</View>
        </View>
      )}
      {tab && <TabBar here={tab} live={visible} />}
      {visible && <Voice />}
    </View>
  );
}
