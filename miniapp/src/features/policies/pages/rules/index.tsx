import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useMe } from '@/api/me';
import { useRules } from '@/api/policies';
import { AreaField } from '@/components/area-field';
import { Card } from '@/components/card';
import { Empty, Faces, Skeleton } from '@/components/faces';
import { RuleChanges, RulesCards, useWhose } from '@/components/rules';
import { Screen } from '@/components/screen';
import { useAddress } from '@/lib/address';
import { useChosenCommunity } from '@/lib/community';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import s from '../../rules.module.scss';

/** What points are given for and what they are good for, in one's own community: for everybody, signed in or not. */
export default function Rules() {
  const { areaCode } = useRouter().params;
  const [words, change] = useAddress(['area']);
  const me = useMe();
  const { chosen } = useChosenCommunity();
  const code = words.area ?? areaCode ?? me.data?.homeCommunityCode ?? chosen?.code;
  const rules = useRules(code, code !== undefined);
  const whose = useWhose();
  const now = useNow();
  return (
    <Screen title="积分规则">
      <View className={s.area}>
        <AreaField label="社区" placeholder="选社区" value={code ?? null} levels={['community']} onChange={(area) => change({ area })} />
      </View>
      {code === undefined ? (
        <Empty title="先选社区" text="每个社区的积分规则可以不一样。" />
      ) : (
        <Faces of={rules} loading={<Skeleton rows={5} />}>
          {(r) => (
            <View>
              <Text className={s.whose}>{whose(r)}</Text>
              {r.next && (
                <Card title={`${sayTime(msOf(r.next.fromAt), now)} 起有变化`}>
                  <RuleChanges changes={r.next.changes} />
                </Card>
              )}
              <RulesCards terms={r.terms} />
              <Text className={s.whose}>服务按签到时的规则计分，规则改了不追溯以前的服务。</Text>
            </View>
          )}
        </Faces>
      )}
    </Screen>
  );
}
