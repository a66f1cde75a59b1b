import type { PostView } from '@linli/shared/orders-posts.dto';
import { useMe } from '@/api/me';
import { usePosts } from '@/api/posts';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Line } from '@/components/order/lines';
import { ServiceFrame } from '@/components/service-frame';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { Marks } from '@/components/state-tag';
import { Tool, Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { widestArea } from '@/lib/roles';
import { go } from '@/lib/router';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import { useWide } from '@/lib/wide';

/** 岗位: what is manned by shifts, once or every week. */
export default function Posts() {
  const [words, change] = useAddress(['area']);
  const me = useMe();
  const within = widestArea(me.data, ['dispatcher']);
  const list = usePosts({ areaCode: words.area });
  const wide = useWide();
  const make = (
    <Button icon="plus" inline={wide} onPress={() => go(SERVICE_PATHS.newPost)}>
      新建岗位
    </Button>
  );
  return (
    <ServiceFrame title="服务岗位" here="posts" footer={wide ? undefined : make}>
      <Tools>
        <Tool>
          <AreaField
            label="区域"
            placeholder="我负责的全部"
            value={words.area ?? null}
            within={within}
            clearable
            onChange={(area) => change({ area })}
          />
        </Tool>
        {wide && make}
      </Tools>
      <List of={list} keyOf={(p) => p.id} empty={<Empty title="还没有岗位" text="红袖章、清洁日、值守、义诊：排一次，或排每周固定的。" />}>
        {(p) => <PostCard post={p} />}
      </List>
    </ServiceFrame>
  );
}

function PostCard({ post: p }: { post: PostView }) {
  const now = useNow();
  const next = p.shifts[0];
  return (
    <Card title={p.title} label={p.title} onPress={() => go(SERVICE_PATHS.post, { id: p.id })}>
      <Line icon="calendar" strong>
        {p.whenText}
      </Line>
      <Line icon="map-pin">{`${p.placeText} · ${p.areaText}`}</Line>
      <Line icon="users">{[`每班 ${p.headcount} 人`, p.teamName, `负责人 ${p.inChargeName}`].filter(Boolean).join(' · ')}</Line>
      {next ? (
        <Second>{`下一班 ${sayTime(msOf(next.startAt), now)}，已报 ${next.accepted} / ${next.headcount} 人`}</Second>
      ) : (
        <Second>没有接下来的班次</Second>
      )}
      {p.endedAt && <Marks words={['已结束']} />}
    </Card>
  );
}
