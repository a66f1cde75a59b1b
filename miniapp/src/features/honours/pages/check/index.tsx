import { useEffect, useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { hoursInWords, readNumber } from '@linli/shared/timebank-certificates';
import type { PublicCertificateView } from '@linli/shared/timebank-certificates.dto';
import { useCheckCertificate } from '@/api/honours';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { Facts } from '@/components/facts';
import { Field, Input } from '@/components/field';
import { Icon } from '@/components/icon';
import { Screen } from '@/components/screen';
import { classes } from '@/lib/classes';
import { saySpan } from '@/lib/times';
import s from '../../honours.module.scss';

/** Anybody's page, without signing in: a number, and whether it stands. */
export default function Check() {
  const given = decodeURIComponent(useRouter().params.number ?? '');
  const [number, setNumber] = useState(given);
  const check = useCheckCertificate();
  const { mutate, reset } = check;
  useEffect(() => {
    if (given) mutate(given);
  }, [given, mutate]);
  // A verdict stands beside the number it is about, never beside another.
  const retype = (typed: string) => {
    setNumber(typed);
    reset();
  };
  return (
    <Screen title="查验证明">
      <Card title="志愿服务记录证明查验">
        <Field label="证明编号" hint="在证明右上角，以 ZM 开头" error={check.error?.message ?? null}>
          <Input label="证明编号" value={number} maxLength={40} placeholder="ZM-XXXX-XXXX-XXXX-XXXX" onChange={retype} />
        </Field>
        <Button pending={check.isPending} disabled={!readNumber(number)} onPress={() => mutate(number)}>
          查验
        </Button>
      </Card>
      {check.data && <Verdict of={check.data} />}
      <Second>只核对编号、期间、时长和是否有效，不显示姓名。记录后来更正的证明会自动作废。</Second>
    </Screen>
  );
}

function Verdict({ of: found }: { of: PublicCertificateView }) {
  return (
    <Card>
      <View className={classes(s.verdict, found.valid ? s.valid : s.void)} ariaRole="alert">
        <Icon name={found.valid ? 'circle-check' : 'circle-x'} />
        <Text>{found.valid ? '有效' : '已作废'}</Text>
      </View>
      {!found.valid && <Second>这份证明已经作废，或其中的服务记录后来更正了，请以新的证明为准。</Second>}
      <Facts
        facts={[
          ['证明编号', found.number],
          ['服务期间', saySpan(found.fromDay, found.toDay)],
          ['服务时长', hoursInWords(found.minutes)],
        ]}
      />
    </Card>
  );
}
