import Taro from '@tarojs/taro';
import { say } from '@/lib/say';
import type { Navigator } from './types';

/** WeChat's own map, which hands over to the person's navigation app. */
export function useNavigate(): Navigator {
  return {
    go: ({ lng, lat }, name) => {
      Taro.openLocation({ longitude: lng, latitude: lat, name, scale: 17 }).catch(() => say('地图没有打开，请再试一次', 'late'));
    },
    view: null,
  };
}
