import { useState } from 'react';
import { View } from '@tarojs/components';
import { useAreas } from '@/api/areas';
import { usePublicFigures, usePublicReports } from '@/api/reports';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty, Faces, Skeleton } from '@/components/faces';
import { List } from '@/components/list';
import { PublicCard } from '@/components/report-card/public';
import { Screen } from '@/components/screen';
import { Stats } from '@/components/stat';
import { go } from '@/lib/router';
import { figuresOf } from '../../public-figures';

const ALL = 'all';

/** Open to everybody, without signing in: released cases and the figures, never a name. */
export default function PublicReports() {
  const [area, setArea] = useState(ALL);
  const code = area === ALL ? null : area;
  const districts = useAreas(undefined);
  const district = districts.data?.[0];
  const streets = useAreas(district?.code, { enabled: district !== undefined });
  const figures = usePublicFigures(code);
  const released = usePublicReports(code);
  return (
    <Screen title="办结公示">
      {streets.data && streets.data.length > 1 && (
        <Chips
          line
          label="街道"
          chips={[{ value: ALL, label: district?.name ?? '全部' }, ...streets.data.map((a) => ({ value: a.code, label: a.name }))]}
          value={area}
          onPress={setArea}
        />
      )}
      <View style={{ height: 'var(--s-3)' }} />
      <Faces of={figures} loading={<Skeleton rows={1} />}>
        {(f) => (
          <Card title={f.period}>
            <Stats figures={figuresOf(f)} />
          </Card>
        )}
      </Faces>
      <List
        of={released}
        keyOf={(r) => r.id}
        picture
        empty={<Empty title="还没有公示的案例" text="办结后由工作人员逐件审核，遮住人脸和车牌再公开" />}
      >
        {(r) => <PublicCard report={r} onPress={() => go('/features/reports/pages/public-detail/index', { id: r.id })} />}
      </List>
    </Screen>
  );
}
