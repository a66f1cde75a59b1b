import Taro from '@tarojs/taro';
import { QueryClient, focusManager, onlineManager } from '@tanstack/react-query';
import { OfflineError } from './problem';
import { onPersonChange } from './session';

/** `networkMode: always`: without signal a question fails with a sentence and a button instead of waiting for ever. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: (count, error) => error instanceof OfflineError && count < 1,
      retryDelay: 800,
      staleTime: 15_000,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

onPersonChange(() => queryClient.clear());

// WeChat has no window and no visibilitychange
if (process.env.TARO_ENV === 'weapp') {
  focusManager.setEventListener((set) => {
    Taro.onAppShow?.(() => set(true));
    Taro.onAppHide?.(() => set(false));
    return () => undefined;
  });
  onlineManager.setEventListener((set) => {
    const hear = (r: { isConnected: boolean }) => set(r.isConnected);
    Taro.onNetworkStatusChange(hear);
    return () => Taro.offNetworkStatusChange(hear);
  });
}
