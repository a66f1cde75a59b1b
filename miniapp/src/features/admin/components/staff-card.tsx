import { Text, View } from '@tarojs/components';
import type { GrantView, StaffView } from '@linli/shared/accounts.dto';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { StateTag } from '@/components/state-tag';
import { spanWords } from '../words';
import s from '../admin.module.scss';

interface Props {
  person: StaffView;
  onGrant: () => void;
  onEnd: (grant: GrantView) => void;
}

export function StaffCard({ person, onGrant, onEnd }: Props) {
  return (
    <Card>
      <View className={s.record}>
        <View className={s.recordHead}>
          <Text className={s.name}>{person.name}</Text>
          <Text className={s.figures}>{person.phone}</Text>
          {person.joined ? (
            <StateTag tone="done" icon="user-check" word="已登录过" />
          ) : (
            <StateTag tone="quiet" icon="hourglass" word="还没登录过" />
          )}
        </View>
        <View className={s.recordBody}>
          {person.grants.map((g) => (
            <View key={g.id} className={s.grant}>
              <View className={s.grantWords}>
                <Text className={g.active ? s.role : s.roleOver}>
                  {g.roleLabel}
                  {g.lead ? '（队长）' : ''}
                </Text>
                <Text className={s.second}>{[g.teamName, g.areaName].filter(Boolean).join(' · ')}</Text>
                <Text className={s.second}>{spanWords(g)}</Text>
              </View>
              {g.active && !g.teamId && (
                <Button kind="secondary" size="small" inline label={`结束${person.name}的${g.roleLabel}`} onPress={() => onEnd(g)}>
                  结束
                </Button>
              )}
            </View>
          ))}
          <View className={s.addLine}>
            <Button kind="text" size="small" icon="plus" inline onPress={onGrant}>
              再授一个角色
            </Button>
          </View>
        </View>
      </View>
    </Card>
  );
}
