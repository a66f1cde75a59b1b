import type { ReactNode } from 'react';
import Taro from '@tarojs/taro';

export interface Scanner {
  scan: () => void;
  /** put it somewhere in the page */
  view: ReactNode;
}

/** What may be typed instead, where the scanner has a field for it (browsers). */
export interface ScannerWords {
  field: string;
  hint: string;
}

type UseScanner = (onCode: (code: string) => void, words?: ScannerWords) => Scanner;

/** WeChat's own scanner. */
export const useScanner: UseScanner = (onCode) => {
  const scan = () => {
    void Taro.scanCode({ onlyFromCamera: false })
      .then((r) => onCode(r.result || r.path || ''))
      .catch(() => undefined);
  };
  return { scan, view: null };
};
