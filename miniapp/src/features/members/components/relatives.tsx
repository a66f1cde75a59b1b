import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { PHONE_PATTERN } from '@linli/shared/accounts';
import { RELATIONS, RELATION_LABELS, type Relation } from '@linli/shared/members';
import type { RelativeView } from '@linli/shared/members.dto';
import { useAddRelative, useEndRelative, useRelatives } from '@/api/members';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { Chips } from '@/components/chips';
import { ToggleRow } from '@/components/choice';
import { Faces } from '@/components/faces';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { ask, say } from '@/lib/say';
import s from '../members.module.scss';

const RELATION_CHIPS = RELATIONS.map((value) => ({ value, label: RELATION_LABELS[value] }));

/** Close relatives, seen in a document: they cannot serve each other. */
export function Relatives({ personId }: { personId: string }) {
  const [adding, setAdding] = useState(false);
  const relatives = useRelatives(personId, true);
  const end = useEndRelative(personId);
  const drop = async (r: RelativeView) => {
    const yes = await ask({ title: `解除和${r.name}的亲属登记？`, consequence: '解除后可以互相服务。', yes: '解除', danger: true });
    if (yes) end.mutate(r.personId, { onSuccess: () => say('已解除', 'done'), onError: (e) => say(e.message, 'late') });
  };
  return (
    <Card
      title="近亲属"
      flush
      aside={
        <Button kind="secondary" size="small" icon="plus" inline onPress={() => setAdding(true)}>
          登记
        </Button>
      }
    >
      <Faces
        of={relatives}
        isEmpty={(d) => !d.length}
        empty={
          <View className={s.line}>
            <Second>没有登记。凭户口簿、结婚证登记后，亲属之间不能互相接单。</Second>
          </View>
        }
      >
        {(list) =>
          list.map((r) => (
            <View key={r.personId} className={s.member}>
              <View className={s.memberWords}>
                <Text className={s.memberName}>{r.name}</Text>
                <Text className={s.second}>{`${r.relationLabel} · ${r.verifiedAt.slice(0, 10)} 登记`}</Text>
              </View>
              <Button kind="danger" size="small" inline label={`解除${r.name}`} onPress={() => void drop(r)}>
                解除
              </Button>
            </View>
          ))
        }
      </Faces>
      {adding && <AddSheet personId={personId} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function AddSheet({ personId, onClose }: { personId: string; onClose: () => void }) {
  const [phone, setPhone] = useState('');
  const [relation, setRelation] = useState<Relation | null>(null);
  const [documentSeen, setDocumentSeen] = useState(false);
  const add = useAddRelative(personId);
  const missing = !PHONE_PATTERN.test(phone) || !relation || !documentSeen;
  return (
    <Sheet
      open
      title="登记近亲属"
      onClose={onClose}
      footer={
        <Button
          disabled={missing}
          pending={add.isPending}
          onPress={() =>
            relation &&
            add.mutate(
              { phone, relation, documentSeen },
              {
                onSuccess: () => {
                  say('已登记', 'done');
                  onClose();
                },
              },
            )
          }
        >
          登记
        </Button>
      }
    >
      <Field label="亲属的手机号" hint="对方要登录过">
        <Input kind="phone" label="亲属的手机号" value={phone} maxLength={11} onChange={setPhone} />
      </Field>
      <Field label="亲属是 TA 的">
        <Chips<Relation> label="关系" chips={RELATION_CHIPS} value={relation} onPress={setRelation} />
      </Field>
      <ToggleRow title="看过证件了" note="户口簿、结婚证、出生证明之一" on={documentSeen} onChange={setDocumentSeen} />
      {add.error && <FieldError>{add.error.message}</FieldError>}
    </Sheet>
  );
}
