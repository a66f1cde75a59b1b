import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { PolicyView } from '@linli/shared/timebank-policies.dto';
import { usePolicy, usePolicyAct } from '@/api/policies';
import { fieldError } from '@/api/problem';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Select } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Faces, NotForYou, Skeleton } from '@/components/faces';
import { Field, FieldError } from '@/components/field';
import { RuleChanges, RulesCards } from '@/components/rules';
import { Sheet } from '@/components/sheet';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import { TimebankFrame } from '../../components/frame';
import { PolicyTag, useMadeText } from '../../components/policy-tag';
import { TrialCard } from '../../components/trial-card';
import s from '../../policies.module.scss';

/** One version: what it changes, its dry run, and its publication by a second person. */
export default function Policy() {
  const { id = '' } = useRouter().params;
  const policy = usePolicy(id);
  const [publishing, setPublishing] = useState(false);
  const act = usePolicyAct(id);
  const p = policy.data;
  const discard = () =>
    void ask({ title: '作废这一稿？', consequence: '作废后不能恢复，可以另起草一稿。', yes: '作废', danger: true }).then(
      (yes) => yes && act.mutate({ action: 'discard' }, { onError: (e) => say(e.message, 'late') }),
    );
  const footer = p && p.actions.length > 0 && (
    <View className={s.acts}>
      {p.actions.includes('discard') && (
        <Button kind="secondary" onPress={discard}>
          作废
        </Button>
      )}
      {p.actions.includes('edit') && !p.inherits && (
        <Button kind="secondary" onPress={() => go('/features/timebank-desk/pages/policy-edit/index', { id })}>
          修改
        </Button>
      )}
      {p.actions.includes('publish') && (
        <Button disabled={p.cannotPublish !== null} onPress={() => setPublishing(true)}>
          发布
        </Button>
      )}
    </View>
  );
  return (
    <TimebankFrame title={p ? `${p.areaName} · 第 ${p.version} 版` : '规则版本'} here="policies" footer={footer}>
      <Faces of={policy} loading={<Skeleton rows={5} />} hidden={<NotForYou what="这一版规则" text="规则由管理员和值班员管理。" />}>
        {(one) => <Body policy={one} />}
      </Faces>
      {p && publishing && <PublishSheet policy={p} onClose={() => setPublishing(false)} />}
    </TimebankFrame>
  );
}

function Body({ policy: p }: { policy: PolicyView }) {
  const made = useMadeText();
  return (
    <View className={s.columns}>
      <View className={s.column}>
        <Card title="改了什么" aside={<PolicyTag version={p} />}>
          <RuleChanges changes={p.changes} />
          {p.note && <Text className={s.second}>{`说明：${p.note}`}</Text>}
          <Text className={s.second}>{made(p)}</Text>
          {p.cannotPublish && <Text className={s.stale}>{p.cannotPublish}</Text>}
        </Card>
        {p.actions.includes('try') && <TryCard policy={p} />}
        {p.trial && <TrialCard trial={p.trial} stale={!p.tried} />}
      </View>
      <View className={s.column}>
        <Text className={s.whose}>{p.state === 'draft' ? '施行后的规则' : '这一版的规则'}</Text>
        <RulesCards terms={p.terms} />
      </View>
    </View>
  );
}

/** The last twelve months, this one last. */
function monthsBack(now: number): { value: string; label: string }[] {
  const [year, month] = dayOf(now).split('-').map(Number) as [number, number];
  return Array.from({ length: 12 }, (_, i) => {
    const at = year * 12 + (month - 1) - 1 - i;
    const [y, m] = [Math.floor(at / 12), (at % 12) + 1];
    return { value: `${y}-${String(m).padStart(2, '0')}`, label: `${y}年${m}月` };
  });
}

function TryCard({ policy: p }: { policy: PolicyView }) {
  const [months] = useState(() => monthsBack(serverNow()));
  const [month, setMonth] = useState(p.trial?.month ?? months[0]?.value ?? '');
  const act = usePolicyAct(p.id);
  return (
    <Card title="试算">
      <Text className={s.second}>用过去一个月已确认的服务算一遍：按这一稿，谁会多得、谁会少得。只是试算，不改任何积分。</Text>
      <Field label="哪个月" error={fieldError(act.error, 'month')}>
        <Select label="哪个月" options={months} value={month} onChange={setMonth} />
      </Field>
      {act.error && <FieldError>{act.error.message}</FieldError>}
      <Button kind="secondary" pending={act.isPending} onPress={() => act.mutate({ action: 'try', body: { month } })}>
        {p.trial ? '重新试算' : '试算'}
      </Button>
    </Card>
  );
}

function PublishSheet({ policy: p, onClose }: { policy: PolicyView; onClose: () => void }) {
  const [day, setDay] = useState<string | null>(null);
  const act = usePolicyAct(p.id);
  const publish = () =>
    act.mutate(
      { action: 'publish', body: day ? { fromAt: `${day}T00:00:00+08:00` } : {} },
      {
        onSuccess: () => {
          say(day ? '已发布，到那天自动施行' : '已发布，从现在起施行', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title={`发布第 ${p.version} 版`}
      onClose={onClose}
      footer={
        <Button pending={act.isPending} onPress={publish}>
          {day ? '发布，到时施行' : '发布，立即施行'}
        </Button>
      }
    >
      <RuleChanges changes={p.changes} />
      <Field label="从哪天起" optional hint="不选就从现在起；不能追溯以前的服务" error={fieldError(act.error, 'fromAt')}>
        <DayField label="从哪天起" value={day} from={dayOf(serverNow() + 86_400_000)} onChange={setDay} placeholder="从现在起" />
      </Field>
      {act.error && <FieldError>{act.error.message}</FieldError>}
    </Sheet>
  );
}
