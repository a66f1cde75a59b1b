import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { UnitView } from '@linli/shared/units.dto';
import { useUpdateUnit } from '@/api/units';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { StateTag } from '@/components/state-tag';
import { ask, say } from '@/lib/say';
import { Facts } from '@/components/facts';
import { UnitSheet } from './unit-sheet';
import s from '../members.module.scss';

export function UnitCard({ unit: u, within }: { unit: UnitView; within: string | undefined }) {
  const [editing, setEditing] = useState(false);
  const update = useUpdateUnit();
  const may = (action: string) => u.actions.includes(action);
  const retire = async (retired: boolean) => {
    const yes =
      !retired ||
      (await ask({
        title: `停用${u.name}？`,
        consequence: '不再能向它报到，已有的成员和记录保留，可以再启用。',
        yes: '停用',
        danger: true,
      }));
    if (yes)
      update.mutate(
        { id: u.id, retired },
        { onSuccess: () => say(retired ? '已停用' : '已启用', 'done'), onError: (e) => say(e.message, 'late') },
      );
  };
  return (
    <Card>
      <View className={s.head}>
        <Text className={s.name}>{u.name}</Text>
        {u.partner && <StateTag tone="info" icon="hand-heart" word="共建单位" />}
        {u.retired && <StateTag tone="quiet" icon="circle-x" word="已停用" />}
      </View>
      <Facts
        facts={[
          ['层级', u.levelLabel],
          ['隶属', u.pathText],
          ['所在', u.areaName],
          ['报到', u.members !== null ? `${u.members} 人` : null],
          ['待确认', u.applying ? `${u.applying} 人` : null],
        ]}
      />
      <View className={s.buttons}>
        {may('update') && (
          <Button kind="secondary" size="small" inline icon="pencil" onPress={() => setEditing(true)}>
            修改
          </Button>
        )}
        {may('retire') && (
          <Button kind="danger" size="small" inline pending={update.isPending} onPress={() => void retire(true)}>
            停用
          </Button>
        )}
        {may('reopen') && (
          <Button kind="secondary" size="small" inline pending={update.isPending} onPress={() => void retire(false)}>
            再启用
          </Button>
        )}
      </View>
      {editing && (
        <UnitSheet
          kind={u.kind}
          parent={null}
          unit={u}
          within={within}
          onClose={() => setEditing(false)}
          onDone={() => setEditing(false)}
        />
      )}
    </Card>
  );
}
