import { useState } from 'react';
import { Image, Text, View } from '@tarojs/components';
import { useMe } from '@/api/me';
import { useUpdateCheckpoint } from '@/api/checkpoints';
import { useUpdatePoint } from '@/api/points';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { StateTag } from '@/components/state-tag';
import { Tabs } from '@/components/tabs';
import { Tool, Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { widestArea } from '@/lib/roles';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import { AdminFrame } from '../../components/frame';
import { PointSheet } from '../../components/point-sheet';
import { RenamePointSheet } from '../../components/rename-point-sheet';
import { POINT_KINDS, POINT_KIND_LABELS, svgAddress, useBothKinds, type Point, type PointKind } from '../../points';
import s from '../../admin.module.scss';

const TABS = POINT_KINDS.map((value) => ({ value, label: POINT_KIND_LABELS[value] }));
const ROLES = ['administrator', 'dispatcher', 'grid_leader'] as const;

export default function Points() {
  const [words, change] = useAddress(['kind', 'area']);
  const [making, setMaking] = useState(false);
  const [naming, setNaming] = useState<Point | null>(null);
  const me = useMe();
  const within = widestArea(me.data, ROLES);
  const kind: PointKind = words.kind === 'checkpoint' ? 'checkpoint' : 'report';
  const list = useBothKinds(kind, words.area);
  return (
    <AdminFrame title="点位与二维码" here="points">
      <Tabs tabs={TABS} value={kind} onChange={(k) => change({ kind: k })} />
      <Tools>
        <Tool>
          <AreaField
            label="区域"
            placeholder="全部区域"
            value={words.area ?? null}
            within={within}
            clearable
            onChange={(area) => change({ area })}
          />
        </Tool>
        <View className={s.toolButtons}>
          <Button inline icon="plus" onPress={() => setMaking(true)}>
            新建
          </Button>
          <Button
            inline
            kind="secondary"
            icon="printer"
            onPress={() => go('/features/admin/pages/print/index', { kind, area: words.area })}
          >
            打印二维码
          </Button>
        </View>
      </Tools>
      <List
        of={list}
        keyOf={(p) => p.id}
        empty={
          <Empty
            title={kind === 'report' ? '还没有上报点' : '还没有打卡点'}
            text={kind === 'report' ? '贴在垃圾亭、公示栏，居民扫一下就能上报，地点已经填好。' : '贴在楼道、消防栓，网格员巡查时扫一下。'}
          >
            <Button inline onPress={() => setMaking(true)}>
              新建
            </Button>
          </Empty>
        }
      >
        {(p) => <Line point={p} kind={kind} onRename={() => setNaming(p)} />}
      </List>
      {making && <PointSheet kind={kind} areaCode={words.area ?? within} onClose={() => setMaking(false)} />}
      {naming && <RenamePointSheet kind={kind} point={naming} onClose={() => setNaming(null)} />}
    </AdminFrame>
  );
}

function Line({ point: p, kind, onRename }: { point: Point; kind: PointKind; onRename: () => void }) {
  const now = useNow();
  const updatePoint = useUpdatePoint();
  const updateCheckpoint = useUpdateCheckpoint();
  const update = kind === 'report' ? updatePoint : updateCheckpoint;
  const visit = p.lastVisitAt ? `上次打卡 ${sayTime(msOf(p.lastVisitAt), now)}` : '还没打过卡';
  const retire = async () => {
    const yes =
      p.retired ||
      (await ask({ title: `停用${p.name}？`, consequence: '扫这个码会提示已停用。以后可以恢复，码不变。', yes: '停用', danger: true }));
    if (!yes) return;
    update.mutate(
      { id: p.id, retired: !p.retired },
      { onSuccess: () => say(p.retired ? '已恢复' : '已停用', 'done'), onError: (e) => say(e.message, 'late') },
    );
  };
  return (
    <Card>
      <View className={s.point}>
        <Image className={s.qrSmall} src={svgAddress(p.qrSvg)} mode="aspectFit" ariaLabel={`${p.name}的二维码`} />
        <View className={s.grantWords}>
          <Text className={p.retired ? s.roleOver : s.role}>{p.name}</Text>
          <Text className={s.second}>{p.areaText}</Text>
          <Text className={s.second}>{p.reports === null ? visit : `扫码上报 ${p.reports} 件`}</Text>
          {p.retired && <StateTag tone="quiet" icon="circle-x" word="已停用" />}
        </View>
        <View className={s.pointButtons}>
          <Button kind="secondary" size="small" inline label={`${p.name}改名`} onPress={onRename}>
            改名
          </Button>
          <Button kind={p.retired ? 'secondary' : 'danger'} size="small" inline pending={update.isPending} onPress={() => void retire()}>
            {p.retired ? '恢复' : '停用'}
          </Button>
        </View>
      </View>
    </Card>
  );
}
