import { useState } from 'react';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { useMe } from '@/api/me';
import { useNoticeArea, useNotices } from '@/api/notices';
import { CommunityPicker } from '@/components/area-picker';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { NoticeCard } from '@/components/notice-card';
import { Screen } from '@/components/screen';
import { chooseCommunity } from '@/lib/community';
import { go } from '@/lib/router';

/** What one's community is told now; a guest chooses one. */
export default function Notices() {
  const area = useNoticeArea();
  const me = useMe();
  const notices = useNotices(area.code);
  const [choosing, setChoosing] = useState(false);
  usePullDownRefresh(() => {
    void notices.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  const own = Boolean(me.data?.homeCommunityCode);
  return (
    <Screen title="社区公告">
      <Card flush>
        <Row
          icon="house"
          title={area.name ?? '全区公告'}
          note={own ? '可在“我的”里更换社区' : '选择社区，看家门口的公告'}
          value={
            own ? undefined : (
              <Button kind="secondary" size="small" inline onPress={() => setChoosing(true)}>
                {area.code ? '换一个' : '选社区'}
              </Button>
            )
          }
        />
      </Card>
      <List of={notices} keyOf={(n) => n.id} empty={<Empty title="现在没有公告" text="停水停电、活动安排，社区会发在这里。" />}>
        {(n) => <NoticeCard notice={n} onPress={() => go('/features/notices/pages/detail/index', { id: n.id })} />}
      </List>
      <CommunityPicker
        open={choosing}
        title="看哪个社区"
        onClose={() => setChoosing(false)}
        onPick={({ code, name }) => {
          setChoosing(false);
          chooseCommunity({ code, name });
        }}
      />
    </Screen>
  );
}
