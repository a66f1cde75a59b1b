import type { ReportAction } from '@linli/shared/reports';
import { useReport } from '@/api/reports';
import { Faces, Skeleton } from '@/components/faces';
import { Matter as Place } from '@/components/panes';
import { Acts } from '@/components/report/acts';
import { ReportBody } from '@/components/report/report-body';

interface Props {
  id: string;
  /** asked for by a key */
  wanted: ReportAction | null;
  onWanted: () => void;
}

/** The matter beside its list: the same body and the same forms as on its own page. */
export function Matter({ id, wanted, onWanted }: Props) {
  const report = useReport(id);
  return (
    <Place foot={report.data && report.data.actions.length > 0 && <Acts report={report.data} wanted={wanted} onWanted={onWanted} />}>
      <Faces of={report} loading={<Skeleton rows={4} />}>
        {(r) => <ReportBody report={r} staff={!r.mine} />}
      </Faces>
    </Place>
  );
}
