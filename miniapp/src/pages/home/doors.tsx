import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { Icon, type IconName } from '@/components/icon';
import { Tap } from '@/components/tap';
import { go } from '@/lib/router';
import s from './home.module.scss';

const SMALL: { icon: IconName; title: string; note: string; path: string }[] = [
  { icon: 'clipboard-list', title: '我的上报', note: '办到哪一步了', path: '/features/reports/pages/mine/index' },
  { icon: 'megaphone', title: '办结公示', note: '看看邻里的变化', path: '/features/reports/pages/public/index' },
];

/** Only doors that lead somewhere. */
export function Doors() {
  return (
    <View className={s.doors}>
      <Tap className={classes(s.door, s.doorMain)} label="随手拍，报告问题" onPress={() => go('/features/reports/pages/new/index')}>
        <View className={s.doorMainInner}>
          <View className={s.doorDisc}>
            <Icon name="camera" size="large" />
          </View>
          <View className={s.doorWords}>
            <Text className={s.doorMainTitle}>随手拍</Text>
            <Text className={s.doorMainNote}>三十秒上报，24 小时内答复</Text>
          </View>
          <Icon name="chevron-right" />
        </View>
      </Tap>
      <View className={s.smallDoors}>
        {SMALL.map((d) => (
          <Tap key={d.path} className={s.door} onPress={() => go(d.path)}>
            <View className={s.doorSmall}>
              <Icon name={d.icon} className={s.doorIcon} />
              <Text className={s.doorTitle}>{d.title}</Text>
              <Text className={s.doorNote}>{d.note}</Text>
            </View>
          </Tap>
        ))}
      </View>
    </View>
  );
}
