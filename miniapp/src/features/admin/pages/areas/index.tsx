import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { AREA_LEVELS } from '@linli/shared/areas';
import type { AreaView } from '@linli/shared/areas.dto';
import { type AreaShapes, useArea, useAreas, useAreaShapes } from '@/api/areas';
import { useRetireArea } from '@/api/areas-admin';
import { useMe } from '@/api/me';
import { isProblem } from '@/api/problem';
import { AreaCrumbs } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { MapView } from '@/components/map-view';
import { StateTag } from '@/components/state-tag';
import { Tool, Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { widestArea } from '@/lib/roles';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { AdminFrame } from '../../components/frame';
import { NewAreaSheet } from '../../components/new-area-sheet';
import { RedrawSheet } from '../../components/redraw-sheet';
import { RenameAreaSheet } from '../../components/rename-area-sheet';
import { LevelLabelsSheet } from '../../components/level-labels-sheet';
import s from '../../admin.module.scss';

type Opened = 'new' | 'rename' | 'labels' | 'redraw' | null;

export default function Areas() {
  const [words, change] = useAddress(['code']);
  const me = useMe();
  const within = widestArea(me.data, ['administrator']);
  const code = words.code ?? within;
  const [opened, setOpened] = useState<Opened>(null);
  const area = useArea(code);
  const children = useAreas(code, { enabled: !me.isPending, retired: true });
  const close = () => setOpened(null);
  // the first administrator of a new system holds an area that is still to be made
  const missing = isProblem(area.error, 'not_found');
  const lowest = area.data?.level === AREA_LEVELS.at(-1);
  return (
    <AdminFrame title="区划与网格" here="areas">
      <Tools>
        <Tool wide>
          <AreaCrumbs code={code} within={within} onPress={(c) => change({ code: c ?? null })} />
        </Tool>
        <View className={s.toolButtons}>
          <Button inline kind="secondary" icon="upload" onPress={() => go('/features/admin/pages/areas-import/index')}>
            导入名单
          </Button>
          <Button inline kind="secondary" icon="map" onPress={() => go('/features/admin/pages/shapes/index')}>
            导入图形
          </Button>
        </View>
      </Tools>
      <View className={s.halves}>
        <View className={s.half}>
          {area.data && <Here area={area.data} onOpen={setOpened} onGone={() => change({ code: area.data.parentCode })} />}
          {!lowest && (
            <Card
              title={area.data ? '下级' : missing ? `还没有 ${code}` : '区'}
              flush
              aside={
                <Button size="small" icon="plus" inline onPress={() => setOpened('new')}>
                  新建
                </Button>
              }
            >
              <Faces
                of={children}
                isEmpty={(d) => !d.length}
                empty={<Empty title={missing ? '先把它建起来' : '下面还没有区域'} text="一个个新建，或导入名单。" />}
              >
                {(list) => list.map((a) => <Child key={a.code} area={a} onPress={() => change({ code: a.code })} />)}
              </Faces>
            </Card>
          )}
        </View>
        <View className={s.half}>{area.data && <Shapes code={area.data.code} onPress={(c) => change({ code: c })} />}</View>
      </View>
      {opened === 'new' && <NewAreaSheet parent={area.data ?? null} code={missing ? code : undefined} onClose={close} />}
      {opened === 'rename' && area.data && <RenameAreaSheet area={area.data} onClose={close} />}
      {opened === 'redraw' && area.data && (
        <RedrawSheet
          area={area.data}
          onClose={close}
          onDone={(c) => {
            close();
            change({ code: c });
          }}
        />
      )}
      {opened === 'labels' && area.data && <LevelLabelsSheet district={area.data} onClose={close} />}
    </AdminFrame>
  );
}

function Child({ area, onPress }: { area: AreaView; onPress: () => void }) {
  const value = area.retired ? (
    <StateTag tone="quiet" icon="circle-x" word="已停用" />
  ) : area.mapped ? undefined : (
    <StateTag tone="due" icon="map" word="没有图形" />
  );
  return <Row title={area.name} note={`${area.levelLabel} · ${area.code}`} value={value} onPress={onPress} />;
}

interface HereProps {
  area: AreaView;
  onOpen: (what: Opened) => void;
  onGone: () => void;
}

function Here({ area, onOpen, onGone }: HereProps) {
  const retire = useRetireArea();
  const retireIt = async () => {
    const yes = await ask({
      title: `停用${area.name}？`,
      consequence: '代码 ' + area.code + ' 不会再用，新的事项不再归到这里，旧事项照旧。重新划分请新建一个。',
      yes: '停用',
      danger: true,
    });
    if (!yes) return;
    retire.mutate(area.code, {
      onSuccess: () => {
        say(`已停用${area.name}`, 'done');
        onGone();
      },
      onError: (e) => say(e.message, 'late'),
    });
  };
  return (
    <Card title={area.name} aside={area.retired ? <StateTag tone="quiet" icon="circle-x" word="已停用" /> : undefined}>
      <Text className={s.second}>{`${area.levelLabel} · 代码 ${area.code}${area.shortCode ? ` · 编号字母 ${area.shortCode}` : ''}`}</Text>
      <Text className={s.second}>{area.mapped ? '地图上有图形' : '地图上还没有图形，居民的位置找不到它'}</Text>
      {!area.retired && (
        <View className={s.buttons}>
          <Button kind="secondary" size="small" inline icon="pencil" onPress={() => onOpen('rename')}>
            改名
          </Button>
          {area.level === 'district' && (
            <Button kind="secondary" size="small" inline icon="type" onPress={() => onOpen('labels')}>
              层级名称
            </Button>
          )}
          {area.level === 'grid' && (
            <Button kind="secondary" size="small" inline icon="route" onPress={() => onOpen('redraw')}>
              重新划分
            </Button>
          )}
          <Button kind="danger" size="small" inline pending={retire.isPending} onPress={() => void retireIt()}>
            停用
          </Button>
        </View>
      )}
    </Card>
  );
}

/** The areas below; the area's own border only where nothing lies below, or it would take every tap. */
function below(shapes: AreaShapes, code: string): AreaShapes {
  const features = shapes.features.filter((f) => f.properties?.code !== code);
  return features.length ? { ...shapes, features } : shapes;
}

function Shapes({ code, onPress }: { code: string; onPress: (code: string) => void }) {
  const shapes = useAreaShapes(code);
  return (
    <Faces
      of={shapes}
      isEmpty={(d) => !d.features.length}
      empty={<Empty title="这里还没有图形" text="导入 GeoJSON 后，居民拍照就能找到所在网格。" />}
    >
      {(d) => (
        <MapView
          label="区域图形"
          shapes={below(d, code)}
          highlight={d.features.length === 1 ? code : null}
          height="tall"
          onShape={onPress}
        />
      )}
    </Faces>
  );
}
