import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { POLICY_FIELDS, POLICY_GROUP_LABELS, POLICY_GROUPS, POLICY_NOTE_MAX, policyChanges, starsFault } from '@linli/shared/policy-fields';
import type { PolicyTerms } from '@linli/shared/timebank-policy';
import type { PolicyView } from '@linli/shared/timebank-policies.dto';
import { useDraftPolicy, usePolicy, usePolicyAct, useRules } from '@/api/policies';
import { ProblemError } from '@/api/problem';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Faces, NotForYou, Skeleton } from '@/components/faces';
import { Field, FieldError, Input } from '@/components/field';
import { RuleChanges } from '@/components/rules';
import { newId } from '@/lib/ids';
import { swap } from '@/lib/router';
import { say } from '@/lib/say';
import { TimebankFrame } from '../../components/frame';
import { TermField } from '../../components/term-field';
import s from '../../policies.module.scss';

/** A new draft from the rules in force, or a draft again. */
export default function PolicyEdit() {
  const { id = '', area } = useRouter().params;
  const draft = usePolicy(id);
  const rules = useRules(area, id === '' && area !== undefined);
  if (id !== '')
    return (
      <Faces of={draft} loading={<Loading />} hidden={<NotForYou what="这一稿" />}>
        {(p) => <Editor key={p.id} areaCode={p.areaCode} terms={p.terms} draft={p} />}
      </Faces>
    );
  return (
    <Faces of={rules} loading={<Loading />}>
      {(r) => <Editor areaCode={area ?? ''} terms={r.terms} />}
    </Faces>
  );
}

function Loading() {
  return (
    <TimebankFrame title="起草规则" here="policies">
      <Skeleton rows={6} />
    </TimebankFrame>
  );
}

function Editor({ areaCode, terms: before, draft }: { areaCode: string; terms: PolicyTerms; draft?: PolicyView }) {
  const [terms, setTerms] = useState(before);
  const [note, setNote] = useState(draft?.note ?? '');
  const [id] = useState(() => draft?.id ?? newId());
  const making = useDraftPolicy();
  const saving = usePolicyAct(id);
  const error = draft ? saving.error : making.error;
  const changes = policyChanges(before, terms);
  const fault = starsFault(terms);
  const done = {
    onSuccess: (p: PolicyView) => {
      say('草稿已保存，接着试算', 'done');
      swap('/features/timebank-desk/pages/policy/index', { id: p.id });
    },
  };
  const save = () => {
    const body = { terms, note: note.trim() };
    if (draft) saving.mutate({ action: 'edit', body }, done);
    else making.mutate({ id, areaCode, ...body }, done);
  };
  const fieldOf = (key: string) =>
    error instanceof ProblemError ? (Object.entries(error.fields).find(([path]) => path.split('.')[1] === key)?.[1] ?? null) : null;
  return (
    <TimebankFrame
      title={draft ? `修改第 ${draft.version} 版` : '起草规则'}
      here="policies"
      footer={
        <View>
          {error && <FieldError>{error.message}</FieldError>}
          {fault && <FieldError>{fault}</FieldError>}
          <Button pending={saving.isPending || making.isPending} disabled={fault !== null} onPress={save}>
            保存草稿
          </Button>
        </View>
      }
    >
      <View className={s.columns}>
        <View className={s.column}>
          {POLICY_GROUPS.map((group) => (
            <Card key={group} title={POLICY_GROUP_LABELS[group]}>
              {POLICY_FIELDS.filter((field) => field.group === group).map((field) => (
                <TermField
                  key={field.key}
                  field={field}
                  terms={terms}
                  error={fieldOf(field.key)}
                  onChange={(part) => setTerms((now) => ({ ...now, ...part }))}
                />
              ))}
            </Card>
          ))}
        </View>
        <View className={s.column}>
          <Card title="和原来的差别">
            <RuleChanges changes={changes} />
          </Card>
          <Card title="说明">
            <Field label="为什么改" optional hint="写给看历史的人">
              <Input label="为什么改" value={note} maxLength={POLICY_NOTE_MAX} onChange={setNote} />
            </Field>
            <Text className={s.second}>存成草稿后先试算，再由另一位管理员或值班员发布。已发布的版本不再改动，也不追溯以前的服务。</Text>
          </Card>
        </View>
      </View>
    </TimebankFrame>
  );
}
