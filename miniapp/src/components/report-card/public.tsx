import { Text, View } from '@tarojs/components';
import type { PublicReportView } from '@linli/shared/reports.dto';
import { useNow } from '@/lib/ticking';
import { msOf, sayLength, sayTime } from '@/lib/times';
import { Card } from '../card';
import { BeforeAfter, PhotoGrid } from '../photo-grid';
import { PlaceLine } from '../place-line';
import { StateTag } from '../state-tag';
import s from './public.module.scss';

/** A released case: what the public may see of it. */
export function PublicCard({ report, onPress }: { report: PublicReportView; onPress?: () => void }) {
  const now = useNow();
  const took = msOf(report.closedAt) - msOf(report.reportedAt);
  return (
    <Card onPress={onPress} label={`${report.categoryName}，${report.placeText}`}>
      <View className={s.head}>
        <Text className={s.title}>{report.categoryName}</Text>
        <StateTag tone="done" icon="circle-check" word={`用时 ${sayLength(took)}`} />
      </View>
      <PlaceLine text={report.placeText} />
      <View className={s.pictures}>
        {report.before.length > 0 && report.after.length > 0 ? (
          <BeforeAfter before={report.before} after={report.after} />
        ) : (
          <PhotoGrid photos={[...report.before, ...report.after]} />
        )}
      </View>
      <Text className={s.when}>{sayTime(msOf(report.closedAt), now)} 办结</Text>
    </Card>
  );
}
