import { Text, View } from '@tarojs/components';
import type { MyMemberView } from '@linli/shared/members.dto';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { StateTag } from '@/components/state-tag';
import { go } from '@/lib/router';
import { PATHS } from '../paths';
import { MemberStateTag } from './tags';
import s from '../members.module.scss';

/** Who I am here, and what stands in the way when something does. */
export function ProfileHead({ member: m }: { member: MyMemberView }) {
  const why =
    m.state === 'applying'
      ? '社区会给您的监护人打个电话，同意后就能接任务。'
      : m.state === 'suspended'
        ? `${m.suspendedUntil ? `${m.suspendedUntil} 自动恢复` : '恢复请联系社区'}${m.reason ? `。原因：${m.reason}` : ''}`
        : null;
  return (
    <Card>
      <View className={s.head}>
        <Text className={s.name}>{m.name}</Text>
        {m.state && <MemberStateTag state={m.state} />}
      </View>
      <View className={s.tags}>
        <Second>{m.communityName}</Second>
        {m.partyState === 'confirmed' && <StateTag tone="info" icon="badge-check" word={m.showBadge ? '党员 · 已亮身份' : '党员'} />}
        {m.partyState === 'claimed' && <StateTag tone="due" icon="hourglass" word="党员身份等待确认" />}
      </View>
      {why && <Text className={s.reason}>{why}</Text>}
      {m.state === 'active' && (
        <View className={s.buttons}>
          <Button icon="search" onPress={() => go(PATHS.hall)}>
            去任务大厅看看
          </Button>
        </View>
      )}
    </Card>
  );
}
