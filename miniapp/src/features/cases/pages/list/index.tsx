import { useState } from 'react';
import { useDidShow, useRouter } from '@tarojs/taro';
import { fetchCasePlace } from '@/api/cases';
import { boxOf, useReportCounts, useReportList } from '@/api/desk';
import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { useNavigate } from '@/components/navigate';
import { ReportCard } from '@/components/report-card';
import { Screen } from '@/components/screen';
import { Tabs } from '@/components/tabs';
import { go } from '@/lib/router';
import { say } from '@/lib/say';

type Box = 'my_cases' | 'team_cases';
const EMPTY = {
  my_cases: { title: '手上没有在办的案件', text: '看看“本队待办”，有没有可以接的。' },
  team_cases: { title: '队里没有待办的案件', text: '新派来的会出现在这里。' },
};

/** A handler's work by due time: where to go first, and how to get there. */
export default function Cases() {
  const wanted = useRouter().params.box;
  const [box, setBox] = useState<Box>(wanted === 'team_cases' ? 'team_cases' : 'my_cases');
  const cases = useReportList({ box, order: 'due' });
  const counts = useReportCounts();
  const count = (of: Box) => boxOf(counts.data, of)?.count;
  const way = useNavigate();
  const [finding, setFinding] = useState<string | null>(null);
  useDidShow(() => {
    void cases.refetch();
    void counts.refetch();
  });
  const lead = async (id: string) => {
    setFinding(id);
    try {
      const { position, placeText, areaText } = await fetchCasePlace(id);
      if (position) way.go(position, placeText ?? areaText);
      else say('这件没有定位，请看地点说明', 'late');
    } catch (error) {
      say(error instanceof Error ? error.message : '没取到位置，请再试一次', 'late');
    } finally {
      setFinding(null);
    }
  };
  const tabs = [
    { value: 'my_cases', label: '我在办', count: count('my_cases') },
    { value: 'team_cases', label: '本队待办', count: count('team_cases') },
  ] as const;
  return (
    <Screen title="我的案件">
      <Tabs tabs={tabs} value={box} onChange={setBox} />
      <List of={cases} keyOf={(r) => r.id} empty={<Empty {...EMPTY[box]} />} picture>
        {(report, i) => {
          const open = () => go('/features/reports/pages/detail/index', { id: report.id });
          return (
            <ReportCard report={report} staff onPress={open}>
              <Button kind="secondary" size="small" icon="navigation" pending={finding === report.id} onPress={() => void lead(report.id)}>
                导航
              </Button>
              <Button kind={i === 0 && report.state !== 'handled' ? 'primary' : 'secondary'} size="small" onPress={open}>
                {NEXT[report.state] ?? '查看'}
              </Button>
            </ReportCard>
          );
        }}
      </List>
      {way.view}
    </Screen>
  );
}

/** What opening it is for; what may be done there the page itself says. */
const NEXT: Partial<Record<string, string>> = { dispatched: '去接手', in_progress: '去处置' };
