import { Text, View } from '@tarojs/components';
import { GUARDIAN_RELATION_LABELS, QUALIFICATION_LABELS } from '@linli/shared/members';
import type { MemberDetailView } from '@linli/shared/members.dto';
import { useMenu } from '@/api/menu';
import { Button } from '@/components/button';
import { Card, Row, Second } from '@/components/card';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { call } from '@/lib/call';
import { go } from '@/lib/router';
import { sayHours, sayMetres, skillWords } from '../words';
import { Facts } from '@/components/facts';
import { Relatives } from './relatives';
import { MemberStateTag } from './tags';
import s from '../members.module.scss';

/** One who serves, as the desk may know them; opening it is recorded. */
export function PersonBody({ member: m }: { member: MemberDetailView }) {
  const menu = useMenu(m.communityCode);
  return (
    <View>
      <Card>
        <View className={s.head}>
          <Text className={s.name}>{m.name}</Text>
          <MemberStateTag state={m.state} />
        </View>
        <Second>看到姓名和电话会留下记录</Second>
        <Facts
          facts={[
            ['电话', m.phone],
            ['年龄', `${m.age} 岁${m.minor ? '（未成年，不安排上门）' : ''}`],
            ['社区', m.communityName],
            ['加入', m.joinedAt.slice(0, 10)],
            ['意外险', m.insuredUntil ? `到 ${m.insuredUntil}` : '没有登记'],
            ['暂停', m.suspendedAt ? `${m.suspendedAt.slice(0, 10)} 起${m.suspendedUntil ? `到 ${m.suspendedUntil}` : ''}` : null],
            ['原因', m.reason],
          ]}
        />
        {m.phone && (
          <View className={s.buttons}>
            <Button kind="secondary" size="small" inline icon="phone" onPress={() => call(m.phone ?? '')}>
              打电话
            </Button>
          </View>
        )}
      </Card>
      {m.guardian && (
        <Card title="监护人">
          <Facts
            facts={[
              ['姓名', m.guardian.name],
              ['关系', GUARDIAN_RELATION_LABELS[m.guardian.relation]],
              ['电话', m.guardian.phone],
            ]}
          />
          <View className={s.buttons}>
            <Button kind="secondary" size="small" inline icon="phone" onPress={() => call(m.guardian?.phone ?? '')}>
              打给监护人
            </Button>
          </View>
        </Card>
      )}
      <Card title="能做什么">
        <Facts
          facts={[
            ['技能', skillWords(m.skills, menu.data)],
            ['有空', sayHours(m.hours)],
            ['范围', `${sayMetres(m.radiusMetres)}以内，${m.hasPosition ? '从本人选的位置算' : '从社区算'}`],
            ['资质', m.qualifications.map((q) => QUALIFICATION_LABELS[q]).join('、') || '没有'],
          ]}
        />
      </Card>
      {m.partyState && m.partyState !== 'none' && (
        <Card title="党员身份">
          <Facts
            facts={[
              ['状态', m.partyStateLabel],
              ['党组织', m.partyUnitName ?? '没有选，请社区核对'],
            ]}
          />
        </Card>
      )}
      {m.teams.length > 0 && (
        <Card title="服务队" flush>
          {m.teams.map((t) => (
            <Row key={t.id} icon="flag" title={t.name} onPress={() => go(SERVICE_PATHS.team, { id: t.id })} />
          ))}
        </Card>
      )}
      {m.actions.includes('relatives') && <Relatives personId={m.personId} />}
    </View>
  );
}
