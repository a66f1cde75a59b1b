import { Text, View } from '@tarojs/components';
import { MESSAGE_TOPIC_LABELS, type MessageTopic } from '@linli/shared/notifications';
import type { MessageView } from '@linli/shared/notifications.dto';
import { Icon, type IconName } from '@/components/icon';
import { Tap } from '@/components/tap';
import { classes } from '@/lib/classes';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import s from './messages.module.scss';

const ICONS: Record<MessageTopic, IconName> = {
  my_reports: 'camera',
  following: 'eye',
  duty: 'clipboard-list',
  orders: 'hand-heart',
  volunteering: 'users',
  wishes: 'sparkles',
  points: 'gift',
  account: 'id-card',
};

/** Unread: a dot, a bold line and the word, never the colour alone. */
export function MessageCard({ message: m, onPress }: { message: MessageView; onPress: () => void }) {
  const now = useNow(60_000);
  const when = sayTime(msOf(m.at), now);
  return (
    <Tap className={s.card} label={`${m.read ? '' : '未读，'}${m.title}。${m.body}${when}`} onPress={onPress}>
      <View className={s.inner}>
        <View className={classes(s.disc, m.urgent && s.urgent)}>
          <Icon name={m.urgent ? 'triangle-alert' : ICONS[m.topic]} />
        </View>
        <View className={s.words}>
          <View className={s.line}>
            <Text className={classes(s.title, !m.read && s.unread)}>{m.title}</Text>
            {!m.read && <Text className={s.tag}>未读</Text>}
          </View>
          <Text className={s.body}>{m.body}</Text>
          <Text className={s.when}>
            {MESSAGE_TOPIC_LABELS[m.topic]} · {when}
          </Text>
        </View>
        {m.path && <Icon name="chevron-right" size="small" className={s.arrow} />}
      </View>
    </Tap>
  );
}
