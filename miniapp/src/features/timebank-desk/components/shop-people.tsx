import { useState } from 'react';
import { PERSON_NAME_MAX, PHONE_PATTERN } from '@linli/shared/accounts';
import type { ShopPersonView, ShopView } from '@linli/shared/rewards.dto';
import { fieldError } from '@/api/problem';
import { useEndShopPerson, useGrantShopPerson, useShopPeople } from '@/api/rewards';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { newId } from '@/lib/ids';
import { ask, say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';

const stateOf = (one: ShopPersonView): string => {
  if (!one.active) return '已结束';
  return one.joined ? '可以核销' : '还没登录过';
};

/** Who scans vouchers at the shop: the role goes to a phone number, and takes effect when it signs in. */
export function People({ shop }: { shop: ShopView }) {
  const people = useShopPeople(shop.id);
  const ending = useEndShopPerson(shop.id);
  const [adding, setAdding] = useState(false);
  const add = shop.actions.includes('people') && shop.state !== 'closed';
  const end = async (one: ShopPersonView) => {
    const yes = await ask({ title: `${one.name}不再是店员？`, consequence: '马上不能再核销。', yes: '结束', danger: true });
    if (yes) ending.mutate(one.grantId, { onSuccess: () => say('已结束', 'done'), onError: (e) => say(e.message, 'late') });
  };
  return (
    <Card
      title="店员"
      flush
      aside={
        add && (
          <Button kind="text" size="small" icon="plus" inline onPress={() => setAdding(true)}>
            添加
          </Button>
        )
      }
    >
      <Faces
        of={people}
        isEmpty={(all) => !all.length}
        empty={<Empty title="还没有店员" text="添加老板或店员的手机号，他们登录后就能核销。" />}
      >
        {(all) =>
          all.map((one) => (
            <Row
              key={one.grantId}
              icon="user"
              title={`${one.name} ${one.phone}`}
              note={stateOf(one)}
              onPress={one.actions.includes('end') ? () => void end(one) : undefined}
              value={one.actions.includes('end') ? '结束' : undefined}
            />
          ))
        }
      </Faces>
      {adding && <NewPerson shop={shop} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function NewPerson({ shop, onClose }: { shop: ShopView; onClose: () => void }) {
  const [id] = useState(newId);
  const [phone, setPhone] = useState('');
  const [name, setName] = useState('');
  const granting = useGrantShopPerson(shop.id);
  const { error } = granting;
  const ready = PHONE_PATTERN.test(phone) && name.trim() !== '';
  const send = () =>
    granting.mutate(
      { id, phone, name: name.trim(), from: dayOf(serverNow()) },
      {
        onSuccess: () => {
          say('已添加，登录后就能核销', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title="添加店员"
      onClose={onClose}
      footer={
        <Button pending={granting.isPending} disabled={!ready} onPress={send}>
          添加
        </Button>
      }
    >
      <Field label="手机号" error={fieldError(error, 'phone')}>
        <Input label="手机号" kind="phone" value={phone} onChange={setPhone} maxLength={11} />
      </Field>
      <Field label="姓名" error={fieldError(error, 'name')}>
        <Input label="姓名" value={name} onChange={setName} maxLength={PERSON_NAME_MAX} placeholder="例如：粟老板" />
      </Field>
      {error && !fieldError(error, 'phone') && !fieldError(error, 'name') && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
