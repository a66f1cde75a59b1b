import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { PatrolDetailView } from '@linli/shared/patrols.dto';
import { PATROL_STATE_LABELS } from '@linli/shared/patrols';
import { useAreaShapes, usePlace } from '@/api/areas';
import { usePatrol } from '@/api/patrols';
import { Card, Second, Title } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { MapView } from '@/components/map-view';
import { Screen } from '@/components/screen';
import { Stats } from '@/components/stat';
import { StateTag } from '@/components/state-tag';
import { useNow } from '@/lib/ticking';
import { msOf, sayClock, sayDay } from '@/lib/times';
import { AnchorList, pinsOf, wayOf } from '../../components/anchor-list';
import { FlagMarks } from '../../components/patrol-row';
import { SpanList } from '../../components/span-list';
import s from './detail.module.scss';

/** One patrol: where it went, what counted, and why the rest did not. */
export default function Detail() {
  const asked = usePatrol(useRouter().params.id ?? null);
  return (
    <Screen title="巡查记录">
      <Faces of={asked}>{(patrol) => <Full patrol={patrol} />}</Faces>
    </Screen>
  );
}

const sayMetres = (metres: number) => (metres < 1000 ? `${metres} 米` : `${(metres / 1000).toFixed(1)} 公里`);

function Full({ patrol }: { patrol: PatrolDetailView }) {
  const now = useNow();
  const start = msOf(patrol.startedAt);
  const way = wayOf(patrol.anchors);
  const place = usePlace(way[0] ?? null);
  const grids = useAreaShapes(place.data?.communityCode ?? undefined);
  return (
    <>
      <Card>
        <View className={s.head}>
          <Title>{`${sayDay(start, now)} ${sayClock(start)}${patrol.endedAt ? `–${sayClock(msOf(patrol.endedAt))}` : ' 起'}`}</Title>
          <StateTag tone={patrol.state === 'ended' ? 'quiet' : 'done'} icon="footprints" word={PATROL_STATE_LABELS[patrol.state]} />
        </View>
        <Second>{patrol.metres ? `${patrol.personName} · 走了 ${sayMetres(patrol.metres)}` : patrol.personName}</Second>
        {patrol.endedBySystem && <Second>30 分钟没有记录，系统自动结束</Second>}
        <View className={s.figures}>
          <Stats
            figures={[
              { label: '计入', value: patrol.countedMinutes, unit: '分钟', tone: 'done' },
              { label: '未计入', value: patrol.uncountedMinutes, unit: '分钟', tone: patrol.uncountedMinutes ? 'due' : 'plain' },
              { label: '扫点', value: patrol.scans, unit: '次' },
              { label: '上报', value: patrol.reports, unit: '件' },
            ]}
          />
        </View>
        {patrol.flags.length > 0 && (
          <View className={s.flags}>
            <FlagMarks flags={patrol.flags} />
            <Second>标记只提醒人看一眼，不扣时长。</Second>
          </View>
        )}
      </Card>
      {way.length > 0 && (
        <Card title="走过的路">
          <MapView
            label="巡查路线"
            lines={way.length > 1 ? [way] : []}
            pins={pinsOf(patrol.anchors)}
            shapes={grids.data ?? null}
            height="tall"
          />
        </Card>
      )}
      {!patrol.trackKept && (
        <Card>
          <Second>轨迹点保存 90 天，这次的已经删除，时长不变。</Second>
        </Card>
      )}
      <Card title="时长怎么算的">
        {patrol.spans.length ? <SpanList spans={patrol.spans} /> : <Empty title="还没有记录" text="走动、扫巡查点、拍照上报都会计时。" />}
      </Card>
      <Card title="经过">
        <AnchorList anchors={patrol.anchors} />
      </Card>
    </>
  );
}
