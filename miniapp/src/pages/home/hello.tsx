import { Text, View } from '@tarojs/components';
import type { MeView } from '@linli/shared/accounts.dto';
import { Drawing } from '@/components/drawing';
import { Icon } from '@/components/icon';
import { Tap } from '@/components/tap';
import { joinDots } from '@/lib/dots';
import { greeting } from '@/lib/greeting';
import { usePrefs } from '@/lib/prefs';
import { useNow } from '@/lib/ticking';
import s from './home.module.scss';

/** Greeting, community, and the switch to large letters where everybody finds it. */
export function Hello({ me }: { me: MeView | null }) {
  const { textSize, setTextSize } = usePrefs();
  const elder = textSize !== 'normal';
  const now = useNow(60_000);
  const duty = me?.roles[0];
  return (
    <View className={s.hello}>
      <View className={s.helloInner}>
        <View className={s.helloWords}>
          <Text className={s.greeting}>
            {greeting(now)}
            {me?.name ? `，${me.name}` : ''}
          </Text>
          <Text className={s.community}>
            {duty
              ? joinDots([duty.roleLabel, ...(duty.areaName ? [duty.areaName] : [])])
              : (me?.homeCommunityName ?? '家门口的事，拍一下就有人管')}
          </Text>
          <Tap role="switch" checked={elder} label="长辈版" className={s.elder} onPress={() => setTextSize(elder ? 'normal' : 'elder')}>
            <View className={s.elderInner}>
              <Icon name="type" size="small" />
              <Text>{elder ? '回到标准版' : '长辈版'}</Text>
            </View>
          </Tap>
        </View>
        <View className={s.picture}>
          <Drawing name="street" wide />
        </View>
      </View>
    </View>
  );
}
