import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { Icon, type IconName } from '@/components/icon';
import { Tap } from '@/components/tap';
import { go } from '@/lib/router';
import s from './home.module.scss';

/** The other big doors beside the camera. */
const BIG: { icon: IconName; title: string; note: string; path: string }[] = [
  { icon: 'hand-heart', title: '点单', note: '买菜、理发、陪看病', path: '/features/orders/pages/menu/index' },
  { icon: 'gift', title: '微心愿', note: '许个愿，或帮人圆愿', path: '/features/wishes/pages/board/index' },
];
const SMALL: { icon: IconName; title: string; note: string; path: string }[] = [
  { icon: 'clipboard-list', title: '我的上报', note: '办到哪一步了', path: '/features/reports/pages/mine/index' },
  { icon: 'store', title: '积分商城', note: '换早点、理发、日用品', path: '/features/rewards/pages/mall/index' },
  { icon: 'megaphone', title: '办结公示', note: '看看邻里的变化', path: '/features/reports/pages/public/index' },
  { icon: 'clock', title: '时长公示', note: '谁服务了多久', path: '/features/timebank/pages/listed/index' },
  { icon: 'map-pin', title: '便民地点', note: '食堂、服务站几点开', path: '/features/places/pages/list/index' },
  { icon: 'bell', title: '社区公告', note: '停水停电、活动安排', path: '/features/notices/pages/list/index' },
];

/** Only doors that lead somewhere. Quiet: something else is the first thing to do here. */
export function Doors({ quiet }: { quiet: boolean }) {
  return (
    <View className={s.doors}>
      <Tap
        className={classes(s.door, !quiet && s.doorMain)}
        label="随手拍，报告问题"
        onPress={() => go('/features/reports/pages/new/index')}
      >
        <View className={classes(s.doorMainInner, quiet && s.doorQuiet)}>
          <View className={quiet ? s.doorBigDisc : s.doorDisc}>
            <Icon name="camera" size={quiet ? 'normal' : 'large'} />
          </View>
          <View className={s.doorWords}>
            <Text className={quiet ? s.doorBigTitle : s.doorMainTitle}>随手拍</Text>
            <Text className={quiet ? s.doorNote : s.doorMainNote}>三十秒上报，24 小时内答复</Text>
          </View>
          <Icon name="chevron-right" />
        </View>
      </Tap>
      <View className={classes(s.smallDoors, s.bigDoors)}>
        {BIG.map((d) => (
          <Tap key={d.path} className={s.door} label={`${d.title}，${d.note}`} onPress={() => go(d.path)}>
            <View className={s.doorBig}>
              <View className={s.doorBigDisc}>
                <Icon name={d.icon} />
              </View>
              <View className={s.doorWords}>
                <Text className={s.doorBigTitle}>{d.title}</Text>
                <Text className={s.doorNote}>{d.note}</Text>
              </View>
            </View>
          </Tap>
        ))}
      </View>
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
