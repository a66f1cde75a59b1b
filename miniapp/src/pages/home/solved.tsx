import { View } from '@tarojs/components';
import { usePublicReports } from '@/api/reports';
import { Button } from '@/components/button';
import { PublicCard } from '@/components/report-card/public';
import { go } from '@/lib/router';
import { Heading } from './heading';

/** The last two that were mended and released: before and after. */
export function Solved() {
  const { data } = usePublicReports();
  const items = data?.pages[0]?.items.slice(0, 2) ?? [];
  if (!items.length) return null;
  return (
    <View>
      <Heading
        title="刚刚办结"
        aside={
          <Button kind="text" size="small" inline onPress={() => go('/features/reports/pages/public/index')}>
            更多
          </Button>
        }
      />
      {items.map((r) => (
        <PublicCard key={r.id} report={r} onPress={() => go('/features/reports/pages/public-detail/index', { id: r.id })} />
      ))}
    </View>
  );
}
