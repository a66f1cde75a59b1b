import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { GIVING_POINTS_MAX } from '@linli/shared/timebank-wallet';
import type { GiftRelativesView } from '@linli/shared/timebank-wallet.dto';
import { fieldError } from '@/api/problem';
import { useGiftRelatives, useGive, useWallet } from '@/api/timebank-wallet';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty, Faces } from '@/components/faces';
import { Field, FieldError, Input } from '@/components/field';
import { Screen } from '@/components/screen';
import { newId } from '@/lib/ids';
import { swap } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { PATHS } from '../../paths';
import { pointsTyped, sumsWithin } from '../../words';
import s from '../../points.module.scss';

/** Points for a close relative the community has verified. */
export default function Give() {
  const relatives = useGiftRelatives();
  const wallet = useWallet();
  const free = wallet.data?.free ?? 0;
  return (
    <Screen title="赠给亲属">
      <Faces of={relatives} isEmpty={(d) => !d.relatives.length} empty={<Nobody of={relatives.data} />}>
        {(d) => <Form relatives={d} free={free} />}
      </Faces>
    </Screen>
  );
}

function Nobody({ of }: { of: GiftRelativesView | undefined }) {
  const text = of?.relationsText
    ? `积分只能赠给近亲属（${of.relationsText}）。请带户口簿、结婚证等证件到社区登记，登记后就能赠送。`
    : '本社区的规则里没有开放亲属赠送。';
  return <Empty title="还没有可以赠送的亲属" text={text} />;
}

function Form({ relatives: { relatives, others, yearLeft, yearCap }, free }: { relatives: GiftRelativesView; free: number }) {
  const [id] = useState(newId);
  const [who, setWho] = useState<string | null>(relatives.length === 1 ? (relatives[0]?.personId ?? null) : null);
  const [typed, setTyped] = useState('');
  const give = useGive();
  const most = Math.min(free, yearLeft);
  const taken = pointsTyped(typed, most);
  const points = taken && 'points' in taken ? taken.points : null;
  const receiver = relatives.find((one) => one.personId === who);
  const send = async () => {
    if (points === null || !receiver) return;
    const yes = await ask({
      title: `赠给${receiver.relationLabel} ${receiver.name} ${points} 分？`,
      consequence: '赠出后不能收回，对方会收到消息。',
      yes: '赠送',
    });
    if (!yes) return;
    give.mutate(
      { id, points, relativeId: receiver.personId },
      {
        onSuccess: (done) => {
          say(`已赠给 ${done.name} ${done.points} 分`, 'done');
          swap(PATHS.wallet);
        },
      },
    );
  };
  return (
    <Card>
      <View className={s.form}>
        <Field label="赠给谁">
          <Chips
            label="赠给谁"
            chips={relatives.map((one) => ({ value: one.personId, label: `${one.relationLabel} ${one.name}` }))}
            value={who}
            onPress={setWho}
          />
        </Field>
        <Field
          label="赠多少分"
          hint={`现在可用 ${free} 分，今年还能赠 ${yearLeft} 分（一年最多 ${yearCap} 分）`}
          error={(taken && 'fault' in taken ? taken.fault : null) ?? fieldError(give.error, 'points')}
        >
          <View className={s.form}>
            <Input label="赠多少分" kind="digits" value={typed} maxLength={6} placeholder="填个整数，或点下面的" onChange={setTyped} />
            <Chips label="常用分数" chips={sumsWithin(Math.min(most, GIVING_POINTS_MAX))} value={typed} onPress={setTyped} />
          </View>
        </Field>
        {others.length > 0 && (
          <Text className={s.quiet}>{`按本社区规则，不能赠给：${others.map((one) => `${one.relationLabel} ${one.name}`).join('、')}`}</Text>
        )}
        {give.error && <FieldError>{give.error.message}</FieldError>}
        <Button icon="gift" disabled={points === null || !receiver} pending={give.isPending} onPress={() => void send()}>
          赠送
        </Button>
        <Text className={s.quiet}>只在近亲属之间赠送，不能用来买卖。</Text>
      </View>
    </Card>
  );
}
