import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { RATING_LABELS } from '@linli/shared/reports';
import { usePublicReport } from '@/api/reports';
import { Card, Title } from '@/components/card';
import { Faces } from '@/components/faces';
import { BeforeAfter, PhotoGrid } from '@/components/photo-grid';
import { PlaceLine } from '@/components/place-line';
import { Screen } from '@/components/screen';
import { Stats, type Figure } from '@/components/stat';
import { useNow } from '@/lib/ticking';
import { msOf, sayLength, sayTime } from '@/lib/times';
import s from './public-detail.module.scss';

export default function PublicDetail() {
  const { id = '' } = useRouter().params;
  const report = usePublicReport(id);
  const now = useNow();
  return (
    <Screen title="办结案例">
      <Faces of={report}>
        {(r) => {
          const figures: Figure[] = [{ label: '从上报到办结', value: sayLength(msOf(r.closedAt) - msOf(r.reportedAt)), tone: 'done' }];
          if (r.answeredHours !== null)
            figures.push({ label: '首次答复', value: Math.max(1, Math.round(r.answeredHours)), unit: '小时内' });
          const rating = r.rating as keyof typeof RATING_LABELS | null;
          if (rating) figures.push({ label: '居民评价', value: RATING_LABELS[rating] });
          return (
            <View>
              <Card>
                <Title>{r.categoryName}</Title>
                <PlaceLine text={r.placeText} />
                <Text className={s.text}>{r.text}</Text>
                {r.before.length > 0 && r.after.length > 0 ? (
                  <BeforeAfter before={r.before} after={r.after} />
                ) : (
                  <PhotoGrid photos={[...r.before, ...r.after]} />
                )}
                <Text className={s.when}>
                  {sayTime(msOf(r.reportedAt), now)} 上报 · {sayTime(msOf(r.closedAt), now)} 办结
                </Text>
              </Card>
              <Card>
                <Stats figures={figures} />
              </Card>
            </View>
          );
        }}
      </Faces>
    </Screen>
  );
}
