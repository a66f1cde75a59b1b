import type { PropsWithChildren } from 'react';
import { Image, Text, View } from '@tarojs/components';
import type { ReportCardView } from '@linli/shared/reports.dto';
import { absolute } from '@/lib/origin';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import { ClockChip } from '../clock-chip';
import { Icon } from '../icon';
import { Marks } from '../state-tag';
import { ReportStateTag } from '../state-tag/report';
import { Tap } from '../tap';
import s from './report-card.module.scss';

interface Props extends PropsWithChildren {
  report: ReportCardView;
  /** staff read the standard terms, residents plain words */
  staff?: boolean;
  onPress: () => void;
}

/** One matter in a list: what, where, how long still. What `children` offer stands below, outside the pressable part. */
export function ReportCard({ report: r, staff, onPress, children }: Props) {
  const now = useNow();
  return (
    <View className={s.card}>
      <Tap className={s.press} label={`${r.categoryName}，${r.placeText}`} onPress={onPress}>
        <View className={s.head}>
          <Text className={s.title}>{r.categoryName}</Text>
          <ReportStateTag state={r.state} staff={staff} />
        </View>
        <View className={s.body}>
          {r.photo && <Image className={s.photo} src={absolute(r.photo.smallUrl)} mode="aspectFill" lazyLoad ariaHidden />}
          <View className={s.words}>
            {r.description && <Text className={s.description}>{r.description}</Text>}
            <View className={s.place}>
              <Icon name="map-pin" size="small" />
              <Text className={s.placeText}>{r.placeText}</Text>
            </View>
            <Text className={s.second}>
              {sayTime(msOf(r.createdAt), now)} 上报
              {r.distanceMetres !== null && ` · ${r.distanceMetres} 米`}
              {staff && r.handlerName && ` · ${r.handlerName}`}
            </Text>
          </View>
        </View>
        {(r.clock ?? r.marks.length > 0) && (
          <View className={s.foot}>
            {r.clock && <ClockChip clock={r.clock} />}
            <Marks words={r.marks} />
          </View>
        )}
      </Tap>
      {children && <View className={s.ways}>{children}</View>}
    </View>
  );
}
