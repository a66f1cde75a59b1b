import type { ReactNode } from 'react';
import Taro from '@tarojs/taro';

export interface Scanner {
  scan: () => void;
  /** put it somewhere in the page */
  view: ReactNode;
}

/** WeChat's own scanner. */
export function useScanner(onCode: (code: string) => void): Scanner {
  const scan = () => {
    void Taro.scanCode({ onlyFromCamera: false })
      .then((r) => onCode(r.result || r.path || ''))
      .catch(() => undefined);
  };
  return { scan, view: null };
}
