import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { ImportShapesDto } from '@linli/shared/areas.dto';
import { useImportShapes } from '@/api/areas-admin';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Options } from '@/components/choice';
import { ErrorFace } from '@/components/faces';
import { Field } from '@/components/field';
import { MapView, type ShapeCollection } from '@/components/map-view';
import { pickFile, readPicked } from '@/lib/pick-file';
import { say } from '@/lib/say';
import { AdminFrame } from '../../components/frame';
import { Problems, importable } from '../../components/problems';
import { shapesOf } from '../../shapes';
import s from '../../admin.module.scss';

type Coordinates = ImportShapesDto['coordinates'];
const KINDS: readonly { value: Coordinates; label: string; note: string }[] = [
  { value: 'wgs84', label: 'WGS-84 或 CGCS2000', note: '测绘、GPS、国土数据，导入时换算一次' },
  { value: 'gcj02', label: 'GCJ-02', note: '高德、腾讯地图上画的' },
];

export default function ImportShapes() {
  const [name, setName] = useState('');
  const [shapes, setShapes] = useState<ShapeCollection | null>(null);
  const [coordinates, setCoordinates] = useState<Coordinates>('wgs84');
  const trial = useImportShapes();
  const write = useImportShapes();
  const body = (dryRun: boolean): ImportShapesDto => ({ geojson: shapes as unknown as Record<string, unknown>, coordinates, dryRun });
  const choose = () =>
    void pickFile(['geojson', 'json']).then(async (file) => {
      if (!file) return;
      trial.reset();
      write.reset();
      const found = shapesOf(await readPicked(file).catch(() => ''));
      setName(file.name);
      setShapes(found);
      if (!found) say('这不是 GeoJSON 的 FeatureCollection', 'late');
    });
  const ready = importable(trial.data) ? trial.data : null;
  const send = () =>
    write.mutate(body(false), {
      onSuccess: (r) => {
        if (r.problems.some((p) => !p.notice)) return;
        say(`已导入 ${r.accepted} 个图形`, 'done');
        setShapes(null);
        setName('');
        trial.reset();
      },
    });
  return (
    <AdminFrame
      title="导入图形"
      here="areas"
      footer={
        <View className={s.footer}>
          <Button kind={shapes ? 'secondary' : 'primary'} icon="upload" onPress={choose}>
            {shapes ? '换一个文件' : '选择 GeoJSON 文件'}
          </Button>
          {shapes && !ready && (
            <Button pending={trial.isPending} onPress={() => trial.mutate(body(true))}>
              试一遍
            </Button>
          )}
          {ready && (
            <Button pending={write.isPending} onPress={send}>
              {`导入 ${ready.accepted} 个图形`}
            </Button>
          )}
        </View>
      }
    >
      <View className={s.halves}>
        <View className={s.half}>
          <Card>
            <Text className={s.lead}>每个图形的 properties.code 写它的区划代码。先试一遍，再导入；旧图形会被换掉。</Text>
            <Field label="坐标">
              <Options
                options={KINDS}
                value={coordinates}
                onChange={(v) => {
                  setCoordinates(v);
                  trial.reset();
                }}
              />
            </Field>
          </Card>
          {name && (
            <Card flush>
              <Row icon="file-text" title={name} note={shapes ? `${shapes.features.length} 个图形` : '读不出来'} />
            </Card>
          )}
          {trial.error && <ErrorFace error={trial.error} safe="什么都没有写入" />}
          {write.error && <ErrorFace error={write.error} onRetry={send} />}
          {trial.data && <Problems result={write.data ?? trial.data} unit="个" />}
        </View>
        <View className={s.half}>{shapes && <MapView label="文件里的图形" shapes={shapes} height="tall" />}</View>
      </View>
    </AdminFrame>
  );
}
