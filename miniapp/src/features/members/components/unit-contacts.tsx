import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { PERSON_NAME_MAX, PHONE_PATTERN } from '@linli/shared/accounts';
import type { UnitContactView, UnitView } from '@linli/shared/units.dto';
import { useEndContact, useGrantContact, useUnitContacts } from '@/api/units';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { ToggleRow } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Faces } from '@/components/faces';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { StateTag } from '@/components/state-tag';
import { newId } from '@/lib/ids';
import { ask, say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import s from '../members.module.scss';

/** 单位联络员: who speaks for the unit, sees those who consented and claims wishes for it. */
export function UnitContacts({ unit }: { unit: UnitView }) {
  const [adding, setAdding] = useState(false);
  const contacts = useUnitContacts(unit.id);
  const end = useEndContact(unit.id);
  const finish = async (c: UnitContactView) => {
    const yes = await ask({ title: `结束${c.name}的联络员？`, consequence: '马上看不到本单位的成员和小结。', yes: '结束', danger: true });
    if (yes) end.mutate(c.grantId, { onSuccess: () => say('已结束', 'done'), onError: (e) => say(e.message, 'late') });
  };
  return (
    <Card
      title="联络员"
      flush
      aside={
        unit.actions.includes('add_contact') && (
          <Button kind="secondary" size="small" icon="plus" inline onPress={() => setAdding(true)}>
            加联络员
          </Button>
        )
      }
    >
      <Faces
        of={contacts}
        isEmpty={(d) => !d.length}
        empty={
          <View className={s.line}>
            <Second>还没有联络员。由管理员登记手机号，对方登录后生效。</Second>
          </View>
        }
      >
        {(list) =>
          list.map((c) => (
            <View key={c.grantId} className={s.member}>
              <View className={s.memberWords}>
                <Text className={s.memberName}>{c.name}</Text>
                <Text className={s.second}>{`${c.phone} · ${c.from} 起${c.to ? `到 ${c.to}` : ''}`}</Text>
              </View>
              {!c.active && <StateTag tone="quiet" icon="circle-x" word="已结束" />}
              {c.active && !c.joined && <StateTag tone="quiet" icon="hourglass" word="还没登录过" />}
              {c.actions.includes('end') && (
                <Button kind="danger" size="small" inline label={`结束${c.name}`} onPress={() => void finish(c)}>
                  结束
                </Button>
              )}
            </View>
          ))
        }
      </Faces>
      {adding && <GrantSheet unit={unit} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function GrantSheet({ unit, onClose }: { unit: UnitView; onClose: () => void }) {
  const [id] = useState(newId);
  const [phone, setPhone] = useState('');
  const [name, setName] = useState('');
  const [open, setOpen] = useState(true);
  const [to, setTo] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const grant = useGrantContact(unit.id);
  const today = dayOf(serverNow());
  const bad = {
    phone: PHONE_PATTERN.test(phone) ? null : '请填 11 位手机号',
    name: name.trim() ? null : '请填姓名',
    to: open || to ? null : '请选最后一天',
  };
  const send = () => {
    setTried(true);
    if (Object.values(bad).some(Boolean)) return;
    grant.mutate(
      { id, phone, name: name.trim(), from: today, to: open ? undefined : (to ?? undefined) },
      {
        onSuccess: () => {
          say(`${name.trim()}是联络员了`, 'done');
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open
      title={`${unit.name}的联络员`}
      onClose={onClose}
      footer={
        <Button pending={grant.isPending} onPress={send}>
          保存
        </Button>
      }
    >
      <Field label="手机号" hint="对方用这个号码登录后生效" error={tried ? bad.phone : null}>
        <Input kind="phone" label="手机号" value={phone} maxLength={11} onChange={setPhone} />
      </Field>
      <Field label="姓名" error={tried ? bad.name : null}>
        <Input label="姓名" value={name} maxLength={PERSON_NAME_MAX} onChange={setName} />
      </Field>
      <ToggleRow title="长期有效" on={open} onChange={setOpen} />
      {!open && (
        <Field label="最后一天" error={tried ? bad.to : null}>
          <DayField label="最后一天" value={to} from={today} onChange={setTo} />
        </Field>
      )}
      {grant.error && <FieldError>{grant.error.message}</FieldError>}
    </Sheet>
  );
}
