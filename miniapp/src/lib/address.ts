import { useCallback, useState } from 'react';
import { useRouter } from '@tarojs/taro';
import { urlOf } from './router';

const h5 = process.env.TARO_ENV === 'h5';

type Words<K extends string> = Partial<Record<K, string>>;

/** Values of the address, unescaped, without the empty ones and what Taro adds of its own. */
export function wordsOf<K extends string>(params: Record<string, string | undefined>, keys: readonly K[]): Words<K> {
  const words: Words<K> = {};
  for (const key of keys) {
    const value = params[key];
    if (value) words[key] = decodeURIComponent(value);
  }
  return words;
}

/**
 * What a page shows, kept in its address: a reload, a bookmark or a link to a colleague opens the same.
 * In WeChat, which has no address bar, it is only state. A null takes a word away.
 */
export function useAddress<K extends string>(keys: readonly K[]): [Words<K>, (change: Partial<Record<K, string | null>>) => void] {
  const { params, path } = useRouter();
  const [words, setWords] = useState(() => wordsOf(params, keys));
  const change = useCallback(
    (part: Partial<Record<K, string | null>>) => {
      setWords((before) => {
        const next: Record<string, string | undefined> = { ...before };
        for (const [key, value] of Object.entries<string | null | undefined>(part)) next[key] = value ?? undefined;
        const kept = Object.fromEntries(Object.entries(next).filter(([, v]) => v)) as Words<K>;
        if (h5) window.history.replaceState(window.history.state, '', `#${urlOf(path.replace(/\?.*$/, ''), kept)}`);
        return kept;
      });
    },
    [path],
  );
  return [words, change];
}
