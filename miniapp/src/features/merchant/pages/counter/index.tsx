import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { CODE_DIGITS } from '@linli/shared/display-code';
import { VOUCHER_QR_PATTERN } from '@linli/shared/rewards';
import type { HandedView, HandOverView } from '@linli/shared/rewards-vouchers.dto';
import { isProblem, OfflineError } from '@/api/problem';
import { useCheckVoucher, useHandOver, useMerchantToday } from '@/api/rewards-vouchers';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Faces } from '@/components/faces';
import { Field, FieldError, Input } from '@/components/field';
import { useScanner } from '@/components/scanner';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Stats } from '@/components/stat';
import { tick } from '@/lib/haptics';
import { go } from '@/lib/router';
import { useVisible } from '@/lib/visible';
import { HandedOver, ToHandOver } from '../../components/handing';
import { MERCHANT_PATHS } from '../../paths';
import s from '../../components/merchant.module.scss';

const WORDS = { field: '或者输入八位数字', hint: '顾客手机二维码下面的数字' };
const DIGITS = /^\d{8}$/;
const troubleOf = (e: Error) => (e instanceof OfflineError ? `${e.message}。有信号后再按一次，不会重复核销。` : e.message);

function Today() {
  const visible = useVisible();
  const today = useMerchantToday(visible);
  return (
    <Faces of={today}>
      {({ shops }) => (
        <>
          {shops.map((shop) => (
            <View key={shop.shopId}>
              <Card title={shop.shopName}>
                <Stats
                  figures={[
                    { label: '今天核销', value: shop.today.vouchers, unit: '张' },
                    { label: '今天积分', value: shop.today.points, unit: '分' },
                    { label: '本月应结', value: shop.month.owedPoints, unit: '分' },
                  ]}
                />
              </Card>
              <Card flush>
                <Row
                  icon="list"
                  title="核销记录"
                  note="按天看，当天可以办退回"
                  onPress={() => go(MERCHANT_PATHS.days, { shopId: shop.shopId })}
                />
              </Card>
            </View>
          ))}
        </>
      )}
    </Faces>
  );
}

/** Scan or type, see what to hand over, hand it over, done. */
export default function Counter() {
  const personId = usePersonId();
  const checking = useCheckVoucher();
  const handing = useHandOver();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<{ thing: HandOverView; code: string } | null>(null);
  const [handed, setHanded] = useState<HandedView | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const reset = () => {
    setFound(null);
    setHanded(null);
    setTrouble(null);
    setTyped('');
  };
  const take = (raw: string) => {
    const code = raw.replace(/\s/g, '');
    if (!DIGITS.test(code) && !VOUCHER_QR_PATTERN.test(code)) {
      setTrouble('这不是兑换码。请扫顾客手机上的兑换券，或输入八位数字');
      return;
    }
    setTrouble(null);
    checking.mutate(code, {
      onSuccess: (thing) => {
        tick();
        setFound({ thing, code });
      },
      onError: (e) => setTrouble(troubleOf(e)),
    });
  };
  const handOver = () => {
    if (!found) return;
    handing.mutate(
      { voucherId: found.thing.voucherId, code: found.code },
      {
        onSuccess: (view) => {
          tick();
          setHanded(view);
        },
        onError: (e) => {
          // Handing over took too long: the code has to be shown once more.
          if (isProblem(e, 'code_wrong')) setFound(null);
          setTrouble(isProblem(e, 'code_wrong') ? '时间太久，码已失效，请再扫一次顾客的兑换券。' : troubleOf(e));
        },
      },
    );
  };
  const scanner = useScanner(take, WORDS);
  if (!personId)
    return (
      <Screen title="扫码核销">
        <SignInCard text="登录后为顾客核销兑换券" />
      </Screen>
    );
  return (
    <Screen title="扫码核销">
      {handed ? (
        <HandedOver handed={handed} onNext={reset} />
      ) : found ? (
        <ToHandOver thing={found.thing} pending={handing.isPending} trouble={trouble} onDone={handOver} onLeave={reset} />
      ) : (
        <Card>
          <Text className={s.hint}>请顾客打开“兑换券”，扫他手机上的码；不方便扫，就输入码下面的八位数字。</Text>
          <Button icon="scan-line" pending={checking.isPending} onPress={scanner.scan}>
            扫码核销
          </Button>
          <Text className={s.or}>或者</Text>
          <View className={s.digits}>
            <View className={s.digitsField}>
              <Field label="输入八位数字">
                <Input
                  label="八位数字"
                  kind="code"
                  value={typed}
                  maxLength={10}
                  placeholder="二维码下面的数字"
                  onChange={setTyped}
                  onDone={() => take(typed)}
                />
              </Field>
            </View>
            <View className={s.digitsSend}>
              <Button
                kind="secondary"
                inline
                disabled={typed.replace(/\D/g, '').length < CODE_DIGITS || checking.isPending}
                onPress={() => take(typed)}
              >
                查券
              </Button>
            </View>
          </View>
          {trouble && <FieldError>{trouble}</FieldError>}
        </Card>
      )}
      {(handed || !found) && <Today />}
      {scanner.view}
    </Screen>
  );
}
