import { Image, Text, View } from '@tarojs/components';
import { type OutboxItem, useOutboxStore } from '@/api/outbox';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { StateTag } from '@/components/state-tag';
import { useShown } from '../hooks/use-shown';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import s from './outbox.module.scss';

interface Props {
  item: OutboxItem;
  onSend: () => void;
  onPlace: (communityCode: string) => void;
  onChoose: () => void;
  onDrop: () => void;
}

const TAGS = {
  waiting: <StateTag tone="due" icon="wifi-off" word="等信号" />,
  sending: <StateTag tone="info" icon="upload" word="正在发" />,
  failed: <StateTag tone="late" icon="circle-alert" word="没发出去" />,
};

export function OutboxCard({ item, onSend, onPlace, onChoose, onDrop }: Props) {
  const now = useNow();
  const progress = useOutboxStore((o) => o.progress);
  const pictures = useShown(item.shots);
  const sent = item.shots.filter((x) => progress[x.id] === 'done').length;
  const needsPlace = item.problem?.code === 'place_needed';
  return (
    <Card>
      <View className={s.head}>
        <Text className={s.title}>{item.title}</Text>
        {TAGS[item.state]}
      </View>
      <Text className={s.note}>
        {sayTime(msOf(item.madeAt), now)} · {item.body.placeText ?? '位置已记下'}
      </Text>
      <View className={s.pictures}>
        {pictures.map(({ id, path }) =>
          path ? (
            <Image key={id} className={s.picture} src={path} mode="aspectFill" />
          ) : (
            <View key={id} className={s.gone}>
              <Text>照片已不在</Text>
            </View>
          ),
        )}
      </View>
      {item.state === 'sending' && item.shots.length > 0 && (
        <Text className={s.note}>
          照片 {sent}/{item.shots.length}
        </Text>
      )}
      {item.problem && <Text className={s.problem}>{item.problem.sentence}</Text>}
      {needsPlace && item.problem && item.problem.choices.length > 0 && (
        <View className={s.choices}>
          <Chips label="选择社区" chips={item.problem.choices.map((c) => ({ value: c.code, label: c.name }))} onPress={onPlace} />
        </View>
      )}
      <View className={s.ways}>
        <Button kind="secondary" size="small" icon="trash-2" disabled={item.state === 'sending'} onPress={onDrop}>
          删掉
        </Button>
        {needsPlace ? (
          <Button size="small" icon="house" onPress={onChoose}>
            选择社区
          </Button>
        ) : (
          <Button size="small" icon="send" pending={item.state === 'sending'} onPress={onSend}>
            现在发
          </Button>
        )}
      </View>
    </Card>
  );
}
