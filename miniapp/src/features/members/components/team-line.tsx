import { Text, View } from '@tarojs/components';
import type { ServiceTeamView } from '@linli/shared/members.dto';
import { Card } from '@/components/card';
import { StateTag } from '@/components/state-tag';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { go } from '@/lib/router';
import s from '../members.module.scss';

/** One team of a list. */
export function TeamLine({ team: t }: { team: ServiceTeamView }) {
  const mark = t.retired ? (
    <StateTag tone="quiet" icon="circle-x" word="已停用" />
  ) : t.leading ? (
    <StateTag tone="info" icon="flag" word="我是队长" />
  ) : t.mine ? (
    <StateTag tone="done" icon="user-check" word="我在队里" />
  ) : undefined;
  return (
    <Card label={t.name} onPress={() => go(SERVICE_PATHS.team, { id: t.id })}>
      <View className={s.head}>
        <Text className={s.lineName}>{t.name}</Text>
        {mark}
      </View>
      <Text className={s.second}>
        {[t.typeLabel, t.areaName, `${t.memberCount} 人`, t.leaderName ? `队长 ${t.leaderName}` : '还没有队长'].join(' · ')}
      </Text>
    </Card>
  );
}
