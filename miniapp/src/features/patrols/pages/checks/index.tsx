import { useDidShow } from '@tarojs/taro';
import { useReportList } from '@/api/desk';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { ReportCard } from '@/components/report-card';
import { Screen } from '@/components/screen';
import { go } from '@/lib/router';

/** What teams say is mended in one's grid: looked at on the way, approved or sent back on its own page. */
export default function Checks() {
  const checks = useReportList({ box: 'to_check' });
  useDidShow(() => void checks.refetch());
  return (
    <Screen title="待核查">
      <List of={checks} keyOf={(r) => r.id} empty={<Empty title="没有要核查的" text="队伍处置完成后，会请您到现场看一眼。" />} picture>
        {(report) => <ReportCard report={report} staff onPress={() => go('/features/reports/pages/detail/index', { id: report.id })} />}
      </List>
    </Screen>
  );
}
