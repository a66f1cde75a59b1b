import { useState } from 'react';
import { useDidHide, useDidShow } from '@tarojs/taro';

/** Is this page on top? Pages below stay in the document: they neither poll nor draw codes. */
export function useVisible(): boolean {
  const [visible, setVisible] = useState(true);
  useDidShow(() => setVisible(true));
  useDidHide(() => setVisible(false));
  return visible;
}
