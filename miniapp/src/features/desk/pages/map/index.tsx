import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { CLOCK_COLOURS, REPORT_STATE_LABELS, type ClockColour } from '@linli/shared/reports';
import type { ReportMapPoint } from '@linli/shared/reports.dto';
import { useAreaShapes } from '@/api/areas';
import { useReportMap } from '@/api/desk';
import { useMe } from '@/api/me';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Faces } from '@/components/faces';
import { MapView, type PinTone } from '@/components/map-view';
import { ReportStateTag } from '@/components/state-tag/report';
import { useAddress } from '@/lib/address';
import { widestArea } from '@/lib/roles';
import { go } from '@/lib/router';
import { DESK_ROLES } from '../../components/filter-fields';
import { DeskFrame } from '../../components/frame';
import { COLOUR_LABELS } from '../../filter';
import { PATHS } from '../../rooms';
import s from '../../map.module.scss';

const TONES: Record<ClockColour, PinTone> = { green: 'done', amber: 'due', red: 'late' };

/** Everything open, by the colour of its clock, over the borders of the grids. */
export default function MapPage() {
  const [words, change] = useAddress(['area', 'colour']);
  const [picked, setPicked] = useState<string | null>(null);
  const me = useMe();
  const within = widestArea(me.data, DESK_ROLES);
  const area = words.area ?? within;
  const points = useReportMap(words.area);
  const shapes = useAreaShapes(area);
  const colour = CLOCK_COLOURS.find((c) => c === words.colour);
  const chips = CLOCK_COLOURS.map((value) => ({
    value,
    label: COLOUR_LABELS[value],
    count: points.data?.filter((p) => p.colour === value).length ?? 0,
  }));
  const shown = (list: readonly ReportMapPoint[]) => list.filter((p) => !colour || p.colour === colour);
  const matter = points.data?.find((p) => p.id === picked);
  return (
    <DeskFrame title="事项地图" here="map" filled>
      <View className={s.place}>
        <View className={s.tools}>
          <View className={s.area}>
            <AreaField
              label="区域"
              placeholder="我负责的全部"
              value={words.area ?? null}
              within={within}
              clearable
              onChange={(a) => change({ area: a })}
            />
          </View>
          <Chips<ClockColour>
            label="时限"
            chips={chips}
            value={colour ?? null}
            onPress={(c) => change({ colour: c === colour ? null : c })}
          />
        </View>
        <View className={s.map}>
          <Faces of={points}>
            {(list) => (
              <MapView
                label={`没办完的事项 ${shown(list).length} 件`}
                height="fill"
                shapes={shapes.data ?? null}
                highlight={words.area ?? null}
                pins={shown(list).map((p) => ({
                  id: p.id,
                  position: p.position,
                  tone: TONES[p.colour],
                  label: `${p.categoryName}，${COLOUR_LABELS[p.colour]}，${REPORT_STATE_LABELS[p.state]}`,
                }))}
                onPin={setPicked}
              />
            )}
          </Faces>
        </View>
        {matter && (
          <View className={s.picked}>
            <View className={s.words}>
              <Text className={s.name}>{matter.categoryName}</Text>
              <View className={s.tags}>
                <ReportStateTag state={matter.state} staff />
                <Text className={s[matter.colour]}>{COLOUR_LABELS[matter.colour]}</Text>
              </View>
            </View>
            <Button inline onPress={() => go(PATHS.report, { id: matter.id })}>
              打开
            </Button>
          </View>
        )}
      </View>
    </DeskFrame>
  );
}
