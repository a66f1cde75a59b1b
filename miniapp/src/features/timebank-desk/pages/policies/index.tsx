import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { PolicyCardView } from '@linli/shared/timebank-policies.dto';
import { areaContains, areaLevel } from '@linli/shared/areas';
import { useMe } from '@/api/me';
import { useDraftPolicy, usePolicies, useRules } from '@/api/policies';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Empty, Faces, Skeleton } from '@/components/faces';
import { List } from '@/components/list';
import { RuleChanges, RulesCards, useWhose } from '@/components/rules';
import { useAddress } from '@/lib/address';
import { newId } from '@/lib/ids';
import { widestArea } from '@/lib/roles';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { TimebankFrame } from '../../components/frame';
import { PolicyTag, useMadeText } from '../../components/policy-tag';
import s from '../../policies.module.scss';

const PAGE = '/features/timebank-desk/pages/policy/index';

/** The rules of an area: what is in force, every version with what it changed, and the way to a new one. */
export default function Policies() {
  const [words, change] = useAddress(['area']);
  const me = useMe();
  const within = widestArea(me.data, ['administrator', 'dispatcher', 'auditor']);
  const areaCode = words.area ?? within ?? '';
  const writes = me.data?.roles.some((r) => r.role === 'administrator' && areaContains(r.areaCode, areaCode)) ?? false;
  const rules = useRules(areaCode, areaCode !== '');
  const versions = usePolicies(areaCode);
  const whose = useWhose();
  const [draftId] = useState(newId);
  const drafting = useDraftPolicy();
  const inherit = () =>
    void ask({ title: '改为沿用上级规则？', consequence: '先存成草稿，试算、由另一个人发布后才施行。', yes: '存成草稿' }).then((yes) => {
      if (!yes) return;
      drafting.mutate(
        { id: draftId, areaCode, inherits: true },
        { onSuccess: ({ id }) => go(PAGE, { id }), onError: (e) => say(e.message, 'late') },
      );
    });
  return (
    <TimebankFrame title="积分规则" here="policies">
      <View className={s.area}>
        <AreaField
          label="区域"
          value={areaCode || null}
          levels={['district', 'street', 'community']}
          within={within}
          onChange={(area) => change({ area })}
        />
      </View>
      <Faces of={rules} loading={<Skeleton rows={5} />}>
        {(r) => (
          <View className={s.columns}>
            <View className={s.column}>
              <Text className={s.whose}>{whose(r)}</Text>
              <RulesCards terms={r.terms} />
            </View>
            <View className={s.column}>
              {writes && (
                <View className={s.ways}>
                  <Button inline icon="pencil" onPress={() => go('/features/timebank-desk/pages/policy-edit/index', { area: areaCode })}>
                    起草新规则
                  </Button>
                  {r.ofAreaCode === areaCode && areaLevel(areaCode) !== 'district' && (
                    <Button kind="secondary" inline pending={drafting.isPending} onPress={inherit}>
                      改为沿用上级
                    </Button>
                  )}
                </View>
              )}
              <List of={versions} keyOf={(v) => v.id} empty={<Empty title="还没有自己的版本" text="现在沿用上级或通用的规则。" />}>
                {(v) => <Version version={v} />}
              </List>
            </View>
          </View>
        )}
      </Faces>
    </TimebankFrame>
  );
}

function Version({ version: v }: { version: PolicyCardView }) {
  const made = useMadeText();
  return (
    <Card
      title={`第 ${v.version} 版`}
      aside={<PolicyTag version={v} />}
      label={`第 ${v.version} 版`}
      onPress={() => go(PAGE, { id: v.id })}
    >
      <RuleChanges changes={v.changes} />
      {v.note && <Text className={s.second}>{`说明：${v.note}`}</Text>}
      <Text className={s.second}>{made(v)}</Text>
    </Card>
  );
}
