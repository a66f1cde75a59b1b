import Taro from '@tarojs/taro';

const HOME = '/pages/home/index';
const TABS = [HOME, '/pages/messages/index', '/pages/me/index'];

export type Query = Record<string, string | number | undefined>;

/** The query has no place for undefined; values are escaped here and nowhere else. */
export function urlOf(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([k, v]) => (v === undefined ? [] : [`${k}=${encodeURIComponent(v)}`]));
  return pairs.length ? `${path}?${pairs.join('&')}` : path;
}

export function go(path: string, query?: Query): void {
  if (TABS.includes(path)) {
    void Taro.switchTab({ url: path });
    return;
  }
  // WeChat allows ten pages on the stack
  if (Taro.getCurrentPages().length >= 9) void Taro.redirectTo({ url: urlOf(path, query) });
  else void Taro.navigateTo({ url: urlOf(path, query) });
}

export function swap(path: string, query?: Query): void {
  if (TABS.includes(path)) void Taro.switchTab({ url: path });
  else void Taro.redirectTo({ url: urlOf(path, query) });
}

/** Back to where the person came from; a page opened by a link or a code has nothing behind it and goes home. */
export function back(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else void Taro.switchTab({ url: HOME });
}
