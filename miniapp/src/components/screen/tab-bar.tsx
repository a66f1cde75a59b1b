import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { go } from '@/lib/router';
import { Icon, type IconName } from '../icon';
import { Tap } from '../tap';
import s from './screen.module.scss';

export type TabName = 'home' | 'me';

interface Tab {
  name: TabName;
  icon: IconName;
  word: string;
  path: string;
}

const HOME: Tab = { name: 'home', icon: 'house', word: '首页', path: '/pages/home/index' };
const ME: Tab = { name: 'me', icon: 'user', word: '我的', path: '/pages/me/index' };
const REPORT = '/features/reports/pages/new/index';

/** Two rooms and, between them, the camera: it never scrolls away. */
export function TabBar({ here }: { here: TabName }) {
  const tab = ({ name, icon, word, path }: Tab) => (
    <Tap
      key={name}
      role="tab"
      checked={name === here}
      className={classes(s.tab, name === here && s.tabHere)}
      onPress={() => name !== here && go(path)}
    >
      <Icon name={icon} />
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
        {tab(ME)}
      </View>
    </View>
  );
}
