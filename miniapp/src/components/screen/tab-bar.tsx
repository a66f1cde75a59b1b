import { Text, View } from '@tarojs/components';
import { unreadText } from '@linli/shared/notifications';
import { useUnread } from '@/api/notifications';
import { classes } from '@/lib/classes';
import { go } from '@/lib/router';
import { Icon, type IconName } from '../icon';
import { Tap } from '../tap';
import s from './screen.module.scss';

export type TabName = 'home' | 'messages' | 'me';

interface Tab {
  name: TabName;
  icon: IconName;
  word: string;
  path: string;
}

const HOME: Tab = { name: 'home', icon: 'house', word: '首页', path: '/pages/home/index' };
const MESSAGES: Tab = { name: 'messages', icon: 'bell', word: '消息', path: '/pages/messages/index' };
const ME: Tab = { name: 'me', icon: 'user', word: '我的', path: '/pages/me/index' };
const REPORT = '/features/reports/pages/new/index';

/** Three rooms and, beside the first, the camera: it never scrolls away. The bar of the page that is looked at keeps the count fresh. */
export function TabBar({ here, live }: { here: TabName; live: boolean }) {
  const unread = useUnread(live)?.unread ?? 0;
  const tab = ({ name, icon, word, path }: Tab, badge = 0) => (
    <Tap
      key={name}
      role="tab"
      checked={name === here}
      label={badge ? `${word}，${unreadText(badge)} 条未读` : undefined}
      className={classes(s.tab, name === here && s.tabHere)}
      onPress={() => name !== here && go(path)}
    >
      <View className={s.tabIcon}>
        <Icon name={icon} />
        {badge > 0 && <Text className={s.badge}>{unreadText(badge)}</Text>}
      </View>
      <Text className={s.tabWord}>{word}</Text>
    </Tap>
  );
  return (
    <View className={s.tabs}>
      <View className={s.tabsInner}>
        {tab(HOME)}
        <Tap className={s.shutter} label="随手拍，报告问题" onPress={() => go(REPORT)}>
          <View className={s.shutterDisc}>
            <Icon name="camera" size="large" />
          </View>
          <Text className={s.tabWord}>随手拍</Text>
        </Tap>
        {tab(MESSAGES, unread)}
        {tab(ME)}
      </View>
    </View>
  );
}
