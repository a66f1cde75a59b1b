import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { DONOR_SHOWN, DONOR_SHOWN_LABELS, GIVING_POINTS_MAX, type DonorShown } from '@linli/shared/timebank-wallet';
import type { WalletView } from '@linli/shared/timebank-wallet.dto';
import { fieldError } from '@/api/problem';
import { useDonate, useWallet } from '@/api/timebank-wallet';
import { AreaField } from '@/components/area-field';
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

const SHOWN = DONOR_SHOWN.map((value) => ({ value, label: DONOR_SHOWN_LABELS[value] }));

/** Points for the community's pool: for good. */
export default function Donate() {
  const wallet = useWallet();
  return (
    <Screen title="捐给公益池">
      <Faces of={wallet} isEmpty={(w) => w.free < 1} empty={<Empty title="现在没有可以捐的积分" text="有了可用的积分再来，谢谢您" />}>
        {(w) => <Form wallet={w} />}
      </Faces>
    </Screen>
  );
}

function Form({ wallet }: { wallet: WalletView }) {
  const [id] = useState(newId);
  const [typed, setTyped] = useState('');
  const [code, setCode] = useState<string | null>(wallet.communityCode);
  const [shown, setShown] = useState<DonorShown>('masked');
  const donate = useDonate();
  const taken = pointsTyped(typed, wallet.free);
  const points = taken && 'points' in taken ? taken.points : null;
  const send = async () => {
    if (points === null || code === null) return;
    const yes = await ask({ title: `捐出 ${points} 分？`, consequence: '捐出后不能收回。公益池用来帮助社区里更需要的人。', yes: '捐出' });
    if (!yes) return;
    donate.mutate(
      { id, points, communityCode: code, shown },
      {
        onSuccess: (done) => {
          say(`谢谢您，${done.communityName}公益池收到 ${done.points} 分`, 'done');
          swap(PATHS.pool, { code: done.communityCode });
        },
      },
    );
  };
  return (
    <Card>
      <View className={s.form}>
        <Field
          label="捐多少分"
          hint={`现在可用 ${wallet.free} 分`}
          error={(taken && 'fault' in taken ? taken.fault : null) ?? fieldError(donate.error, 'points')}
        >
          <View className={s.form}>
            <Input label="捐多少分" kind="digits" value={typed} maxLength={6} placeholder="填个整数，或点下面的" onChange={setTyped} />
            <Chips label="常用分数" chips={sumsWithin(Math.min(wallet.free, GIVING_POINTS_MAX))} value={typed} onPress={setTyped} />
          </View>
        </Field>
        <Field label="捐给哪个社区" error={fieldError(donate.error, 'communityCode')}>
          <AreaField label="捐给哪个社区" value={code} levels={['community']} onChange={setCode} />
        </Field>
        <Field label="在公益池页面上">
          <Chips label="显示方式" chips={SHOWN} value={shown} onPress={setShown} />
        </Field>
        {donate.error && <FieldError>{donate.error.message}</FieldError>}
        <Button icon="heart" disabled={points === null || code === null} pending={donate.isPending} onPress={() => void send()}>
          捐出
        </Button>
        <Text className={s.quiet}>捐出后不能收回，也不能换成别的。</Text>
      </View>
    </Card>
  );
}
