import type { PropsWithChildren } from 'react';
import { Text, View } from '@tarojs/components';
import type { PatrolFigureView } from '@linli/shared/patrols.dto';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon';
import { classes } from '@/lib/classes';
import { percent } from './percent';
import s from './figure-row.module.scss';

/** A share as words and as a bar; below 80 % amber. */
function Share({ label, share, of }: { label: string; share: number | null; of: string }) {
  const low = share !== null && share < 0.8;
  return (
    <View className={s.share}>
      <View className={s.line}>
        <Text className={s.label}>{label}</Text>
        <Text className={classes(s.value, low && s.low)}>{percent(share)}</Text>
      </View>
      <View className={s.track}>
        <View className={classes(s.bar, low && s.barLow)} style={{ width: `${Math.round((share ?? 0) * 100)}%` }} />
      </View>
      <Text className={s.of}>{of}</Text>
    </View>
  );
}

export function FigureRow({ figure: f, onOpen, children }: PropsWithChildren<{ figure: PatrolFigureView; onOpen?: () => void }>) {
  return (
    <Card
      title={f.areaName}
      aside={onOpen ? <Icon name="chevron-right" size="small" className={s.arrow} /> : <Text className={s.of}>{f.people} 名网格员</Text>}
      onPress={onOpen}
      label={onOpen ? `${f.areaName}，完成率 ${percent(f.completion)}，覆盖率 ${percent(f.coverage)}` : undefined}
    >
      <View className={s.shares}>
        <Share label="完成率" share={f.completion} of={f.dutyDays ? `${f.reachedDays}/${f.dutyDays} 人天达标` : '还没有应巡查的日子'} />
        <Share label="覆盖率" share={f.coverage} of={f.checkpoints ? `${f.visited}/${f.checkpoints} 个巡查点` : '还没有巡查点'} />
      </View>
      {children && <View className={s.members}>{children}</View>}
    </Card>
  );
}
