import type { PropsWithChildren } from 'react';
import { View } from '@tarojs/components';
import s from './tools.module.scss';

/** Above a list: search, fields that narrow it, buttons; side by side where there is room. */
export const Tools = ({ children }: PropsWithChildren) => <View className={s.tools}>{children}</View>;

/** A field among them, that takes its share of the line. */
export const Tool = ({ wide, children }: PropsWithChildren<{ wide?: boolean }>) => (
  <View className={wide ? s.wide : s.tool}>{children}</View>
);
