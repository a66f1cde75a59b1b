import { useState } from 'react';
import { View } from '@tarojs/components';
import { type OutboxItem, dropFromOutbox, mendOutboxItem, sendFromOutbox, useOutbox } from '@/api/outbox';
import { mayPass } from '@/api/problem';
import { usePersonId } from '@/api/session';
import { CommunityPicker } from '@/components/area-picker';
import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { OutboxCard } from '../../components/outbox-card';

/** What is still on this phone: each goes by itself, and can be seen, mended or thrown away. */
export default function OutboxPage() {
  const personId = usePersonId();
  const items = useOutbox(personId);
  const [placing, setPlacing] = useState<string | null>(null);
  const send = (id: string) =>
    void sendFromOutbox(id).then(
      (made) => say(`已发出，编号 ${made.caseNo}`, 'done'),
      (e: Error) => say(mayPass(e) ? `${e.message}，还在手机里，有信号会自己发` : e.message, 'late'),
    );
  const place = (id: string, communityCode: string) => {
    setPlacing(null);
    mendOutboxItem(id, { communityCode });
    send(id);
  };
  const drop = async (item: OutboxItem) => {
    const yes = await ask({ title: '删掉这份上报？', consequence: '照片和文字会从手机里删除，找不回来。', yes: '删掉', danger: true });
    if (yes) dropFromOutbox(item.id);
  };
  if (!personId)
    return (
      <Screen title="待发送">
        <SignInCard text="没发出去的上报只有本人登录后能看到" />
      </Screen>
    );
  return (
    <Screen title="待发送">
      {items.length === 0 && (
        <Empty title="都发出去了" text="没有信号时做的上报会先存在这里" drawing="sent">
          <Button inline kind="secondary" onPress={() => go('/features/reports/pages/mine/index')}>
            看我的上报
          </Button>
        </Empty>
      )}
      <View>
        {items.map((item) => (
          <OutboxCard
            key={item.id}
            item={item}
            onSend={() => send(item.id)}
            onPlace={(code) => place(item.id, code)}
            onChoose={() => setPlacing(item.id)}
            onDrop={() => void drop(item)}
          />
        ))}
      </View>
      <CommunityPicker open={placing !== null} onClose={() => setPlacing(null)} onPick={(c) => placing && place(placing, c.code)} />
    </Screen>
  );
}
