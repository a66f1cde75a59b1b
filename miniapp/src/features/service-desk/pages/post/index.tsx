import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { PostView } from '@linli/shared/orders-posts.dto';
import { useHolds } from '@/api/me';
import { useEndPost, usePost } from '@/api/posts';
import { Button } from '@/components/button';
import { Card, Row, Second } from '@/components/card';
import { Faces } from '@/components/faces';
import { Line } from '@/components/order/lines';
import { ServiceFrame } from '@/components/service-frame';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { Sheet } from '@/components/sheet';
import { StateTag } from '@/components/state-tag';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { useNow } from '@/lib/ticking';
import { msOf, sayClock, sayTime } from '@/lib/times';
import { EditPostSheet } from '../../components/edit-post-sheet';
import { EndPostForm } from '../../components/end-post-form';
import s from '../../desk.module.scss';

/** A leader's room for one shift: the code and the list. */
const CHARGE = '/features/tasks/pages/charge/index';

export default function Post() {
  const { id = '' } = useRouter().params;
  const post = usePost(id);
  return (
    <ServiceFrame title={post.data?.title ?? '服务岗位'} here="posts">
      <Faces of={post}>{(p) => <Body post={p} />}</Faces>
    </ServiceFrame>
  );
}

function Body({ post: p }: { post: PostView }) {
  const [opened, setOpened] = useState<'edit' | 'end' | null>(null);
  const end = useEndPost(p.id);
  const now = useNow();
  const desk = useHolds('dispatcher');
  return (
    <View>
      <Card>
        <View className={s.head}>
          <Text className={s.title}>{p.title}</Text>
          {p.endedAt && <StateTag tone="quiet" icon="circle-x" word="已结束" />}
        </View>
        <Line icon="calendar" strong>
          {p.whenText}
        </Line>
        <Line icon="map-pin">{`${p.placeText} · ${p.areaText}`}</Line>
        <Line icon="users">{[`每班 ${p.headcount} 人`, p.teamName].filter(Boolean).join(' · ')}</Line>
        <Line icon="user">{`负责人 ${p.inChargeName}：出示现场码、确认名单`}</Line>
        {p.remark && <Text className={s.note}>{p.remark}</Text>}
        {p.mayEdit && !p.endedAt && (
          <View className={s.buttons}>
            <Button kind="secondary" size="small" inline icon="pencil" onPress={() => setOpened('edit')}>
              修改
            </Button>
            <Button kind="danger" size="small" inline onPress={() => setOpened('end')}>
              结束岗位
            </Button>
          </View>
        )}
      </Card>
      <Card title="接下来的班次" flush>
        {!p.shifts.length && (
          <View className={s.item}>
            <Second>没有接下来的班次</Second>
          </View>
        )}
        {p.shifts.map((x) => (
          <Row
            key={x.orderId}
            icon="calendar-days"
            title={`${sayTime(msOf(x.startAt), now)}–${sayClock(msOf(x.endAt))}`}
            value={`${x.accepted} / ${x.headcount} 人`}
            onPress={() => go(desk ? SERVICE_PATHS.order : CHARGE, { id: x.orderId })}
          />
        ))}
      </Card>
      {opened === 'edit' && <EditPostSheet post={p} onClose={() => setOpened(null)} />}
      <Sheet open={opened === 'end'} title="结束岗位" onClose={() => setOpened(null)}>
        <EndPostForm
          pending={end.isPending}
          error={end.error}
          onSend={(reason) =>
            end.mutate(reason, {
              onSuccess: () => {
                setOpened(null);
                say('已结束，不再排班', 'done');
              },
            })
          }
        />
      </Sheet>
    </View>
  );
}
