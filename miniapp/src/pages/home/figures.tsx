import { View } from '@tarojs/components';
import { usePublicFigures } from '@/api/reports';
import { Card } from '@/components/card';
import { type Figure, Stats } from '@/components/stat';
import { Heading } from './heading';

/** The neighbourhood's figures, open to everybody. What is not known is left out, not drawn as a zero. */
export function Figures() {
  const { data } = usePublicFigures();
  if (!data || data.reported === 0) return null;
  const figures: Figure[] = [
    { label: '收到问题', value: data.reported, unit: '件' },
    { label: '已经解决', value: data.solved, unit: '件', tone: 'done' },
  ];
  // a rate of few cases says nothing
  const enough = data.reported >= 10;
  if (enough && data.averageAnswerHours !== null)
    figures.push({ label: '平均答复', value: Math.max(1, Math.round(data.averageAnswerHours)), unit: '小时' });
  else if (enough && data.answeredWithin24hRate !== null)
    figures.push({ label: '24 小时内答复', value: Math.round(data.answeredWithin24hRate * 100), unit: '%' });
  return (
    <View>
      <Heading title={`${data.period}的邻里`} />
      <Card>
        <Stats figures={figures} />
      </Card>
    </View>
  );
}
