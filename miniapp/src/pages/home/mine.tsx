import { View } from '@tarojs/components';
import { useMyReports } from '@/api/reports';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { ReportCard } from '@/components/report-card';
import { Faces, Skeleton } from '@/components/faces';
import { go } from '@/lib/router';
import { Heading } from './heading';

const SHOWN = 3;

/** My matters, the newest three, with their clocks. */
export function Mine({ quiet }: { quiet: boolean }) {
  const personId = usePersonId();
  const mine = useMyReports();
  if (!personId) return null;
  const items = mine.data?.pages[0]?.items ?? [];
  if (mine.data && items.length === 0) return null;
  if (quiet && !mine.data) return null;
  return (
    <View>
      <Heading
        title="我的上报"
        aside={
          items.length > SHOWN && (
            <Button kind="text" size="small" inline onPress={() => go('/features/reports/pages/mine/index')}>
              全部
            </Button>
          )
        }
      />
      <Faces of={mine} loading={<Skeleton rows={1} picture />}>
        {() => (
          <View>
            {items.slice(0, SHOWN).map((r) => (
              <ReportCard key={r.id} report={r} onPress={() => go('/features/reports/pages/detail/index', { id: r.id })} />
            ))}
          </View>
        )}
      </Faces>
    </View>
  );
}
