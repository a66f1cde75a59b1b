import { View } from '@tarojs/components';
import { useNoticeArea, useNotices } from '@/api/notices';
import { Button } from '@/components/button';
import { NoticeCard } from '@/components/notice-card';
import { go } from '@/lib/router';
import { Heading } from './heading';

const SHOWN = 2;

/** What the community is told now; nothing when nothing is on. */
export function Notices() {
  const area = useNoticeArea();
  const notices = useNotices(area.code);
  const items = notices.data?.pages[0]?.items ?? [];
  if (!items.length) return null;
  return (
    <View>
      <Heading
        title="社区公告"
        aside={
          <Button kind="text" size="small" inline onPress={() => go('/features/notices/pages/list/index')}>
            全部
          </Button>
        }
      />
      {items.slice(0, SHOWN).map((n) => (
        <NoticeCard key={n.id} notice={n} onPress={() => go('/features/notices/pages/detail/index', { id: n.id })} />
      ))}
    </View>
  );
}
