import { View } from '@tarojs/components';
import type { ReportAction } from '@linli/shared/reports';
import { useReport } from '@/api/reports';
import { Faces, Skeleton } from '@/components/faces';
import { Acts } from '@/components/report/acts';
import { ReportBody } from '@/components/report/report-body';
import s from '../desk.module.scss';

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
    <View className={s.matter}>
      <View className={s.matterBody}>
        <Faces of={report} loading={<Skeleton rows={4} />}>
          {(r) => <ReportBody report={r} staff={!r.mine} />}
        </Faces>
      </View>
      {report.data && report.data.actions.length > 0 && (
        <View className={s.matterFoot}>
          <Acts report={report.data} wanted={wanted} onWanted={onWanted} />
        </View>
      )}
    </View>
  );
}
