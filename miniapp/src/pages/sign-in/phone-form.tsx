import { useEffect, useState } from 'react';
import { Text, View } from '@tarojs/components';
import { PHONE_PATTERN } from '@linli/shared/accounts';
import { useMutation } from '@tanstack/react-query';
import { enterByPhone, sendSms } from '@/api/session';
import { fieldError, isProblem } from '@/api/problem';
import { Button } from '@/components/button';
import { Field, FieldError, Input } from '@/components/field';
import { Tap } from '@/components/tap';
import s from './sign-in.module.scss';

interface Props {
  agree: () => boolean;
  onEntered: () => void;
}

/** Seconds until another code may be asked for. */
function useCountdown(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

export function PhoneForm({ agree, onEntered }: Props) {
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [wait, setWait] = useCountdown();
  const sms = useMutation({ mutationFn: () => sendSms(phone), onSuccess: (r) => setWait(r.retryAfterSeconds) });
  const enter = useMutation({ mutationFn: () => enterByPhone(phone, code), onSuccess: onEntered });
  const valid = PHONE_PATTERN.test(phone);
  const refused = enter.error && !isProblem(enter.error, 'invalid') ? enter.error.message : null;
  return (
    <View>
      <Field label="手机号" error={fieldError(sms.error, 'phone') ?? (phone.length === 11 && !valid ? '请检查手机号' : null)}>
        <Input
          kind="phone"
          label="手机号"
          value={phone}
          maxLength={11}
          placeholder="11 位手机号"
          onChange={(v) => setPhone(v.replace(/\D/g, ''))}
        />
      </Field>
      <Field label="验证码" error={sms.error && !fieldError(sms.error, 'phone') ? sms.error.message : fieldError(enter.error, 'code')}>
        <View className={s.codeLine}>
          <View className={s.codeInput}>
            <Input
              kind="code"
              label="验证码"
              value={code}
              maxLength={6}
              placeholder="6 位数字"
              onChange={(v) => setCode(v.replace(/\D/g, ''))}
              onDone={() => code.length === 6 && agree() && enter.mutate()}
            />
          </View>
          <View className={s.send}>
            <Button kind="secondary" disabled={!valid || wait > 0} pending={sms.isPending} onPress={() => sms.mutate()}>
              {wait > 0 ? `${wait} 秒` : '获取验证码'}
            </Button>
          </View>
        </View>
      </Field>
      {sms.data?.demoCode && (
        <Tap className={s.demoCode} onPress={() => setCode(sms.data.demoCode ?? '')}>
          <Text>演示环境不发短信，验证码是 {sms.data.demoCode}，点这里填入</Text>
        </Tap>
      )}
      {refused && <FieldError>{refused}</FieldError>}
      <View className={s.enter}>
        <Button disabled={!valid || code.length !== 6} pending={enter.isPending} onPress={() => agree() && enter.mutate()}>
          登录
        </Button>
      </View>
    </View>
  );
}
