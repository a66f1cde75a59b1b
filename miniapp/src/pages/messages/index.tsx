import { useState } from 'react';
import { View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { MESSAGE_TOPICS, MESSAGE_TOPIC_LABELS, type MessageTopic } from '@linli/shared/notifications';
import { useMessages, useRead, useUnread } from '@/api/notifications';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Tabs } from '@/components/tabs';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { MessageCard } from './message-card';
import s from './messages.module.scss';

const WHICH = [
  { value: 'all', label: '全部' },
  { value: 'unread', label: '未读' },
] as const;

/** What somebody was told: the real channel. What WeChat brings is a copy. */
export default function Messages() {
  const personId = usePersonId();
  return (
    <Screen title="消息" tab="messages">
      {personId ? <Centre /> : <SignInCard text="您的事项有了进展，会在这里告诉您" />}
    </Screen>
  );
}

function Centre() {
  const [which, setWhich] = useState<'all' | 'unread'>('all');
  const [topic, setTopic] = useState<MessageTopic | null>(null);
  const list = useMessages(topic, which === 'unread');
  const count = useUnread(false);
  const read = useRead();
  const { refetch } = list;
  useDidShow(() => void refetch());
  usePullDownRefresh(() => {
    void refetch().finally(() => Taro.stopPullDownRefresh());
  });
  const unreadOf = (t: MessageTopic) => count?.topics.find((one) => one.topic === t)?.count;
  const waiting = topic === null ? (count?.unread ?? 0) : (unreadOf(topic) ?? 0);
  const readAll = () => read.mutate({ topic }, { onSuccess: () => say('都标为已读了', 'done'), onError: (e) => say(e.message, 'late') });
  return (
    <View>
      <View className={s.head}>
        <Tabs
          tabs={WHICH.map((t) => ({ ...t, count: t.value === 'unread' && count?.unread ? count.unread : undefined }))}
          value={which}
          onChange={setWhich}
        />
        <Button kind="text" size="small" icon="settings" inline label="消息设置" onPress={() => go('/pages/messages/settings/index')}>
          设置
        </Button>
      </View>
      <Chips
        line
        label="按类型看"
        chips={MESSAGE_TOPICS.map((t) => ({ value: t, label: MESSAGE_TOPIC_LABELS[t], count: unreadOf(t) }))}
        value={topic}
        onPress={(t) => setTopic((now) => (now === t ? null : t))}
      />
      <View className={s.gap} />
      {waiting > 0 && (
        <View className={s.all}>
          <Button kind="text" size="small" icon="check" inline pending={read.isPending} onPress={readAll}>
            全部已读
          </Button>
        </View>
      )}
      <List
        of={list}
        keyOf={(m) => m.id}
        empty={<Nothing unread={which === 'unread'} topic={topic} onAll={() => (setTopic(null), setWhich('all'))} />}
      >
        {(m) => (
          <MessageCard
            message={m}
            onPress={() => {
              if (!m.read) read.mutate({ id: m.id });
              if (m.path) go(m.path);
            }}
          />
        )}
      </List>
    </View>
  );
}

function Nothing({ unread, topic, onAll }: { unread: boolean; topic: MessageTopic | null; onAll: () => void }) {
  if (unread || topic)
    return (
      <Empty title={unread ? '没有未读的消息' : `还没有“${topic ? MESSAGE_TOPIC_LABELS[topic] : ''}”的消息`}>
        <Button kind="secondary" inline onPress={onAll}>
          看全部消息
        </Button>
      </Empty>
    );
  return (
    <Empty title="还没有消息" text="您上报的事、点的服务有了进展，会在这里告诉您。">
      <Button inline icon="camera" onPress={() => go('/features/reports/pages/new/index')}>
        随手拍一件
      </Button>
    </Empty>
  );
}
