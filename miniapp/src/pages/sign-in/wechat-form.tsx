import { useState } from 'react';
import { Button as WxButton, Text, View } from '@tarojs/components';
import { useMutation } from '@tanstack/react-query';
import { joinPhone } from '@/api/me';
import { enterByWechat } from '@/api/session';
import { Button } from '@/components/button';
import { FieldError } from '@/components/field';
import { PhoneForm } from './phone-form';
import s from './sign-in.module.scss';

interface Props {
  signedIn: boolean;
  agree: () => boolean;
  onEntered: () => void;
}

/** WeChat signs in silently; here the phone is added, by its button or by a code. */
export function WechatForm({ signedIn, agree, onEntered }: Props) {
  const [bySms, setBySms] = useState(false);
  const join = useMutation({ mutationFn: joinPhone, onSuccess: onEntered });
  const enter = useMutation({
    mutationFn: async () => {
      if (!(await enterByWechat())) throw new Error('微信登录没有成功，请再试一次');
    },
    onSuccess: onEntered,
  });
  if (!signedIn)
    return (
      <View>
        <Button pending={enter.isPending} onPress={() => agree() && enter.mutate()}>
          微信登录
        </Button>
        {enter.error && <FieldError>{enter.error.message}</FieldError>}
      </View>
    );
  if (bySms) return <PhoneForm agree={agree} onEntered={onEntered} />;
  return (
    <View>
      <Text className={s.why}>绑定手机号后，工作人员可以就您的事项联系您；换手机也能找回记录。不绑定也可以上报问题。</Text>
      <WxButton
        className={s.wechat}
        openType="getPhoneNumber"
        loading={join.isPending}
        onGetPhoneNumber={(e) => {
          const { code } = e.detail as { code?: string };
          if (code && agree()) join.mutate(code);
        }}
      >
        绑定微信手机号
      </WxButton>
      <Button kind="text" onPress={() => setBySms(true)}>
        用短信验证码
      </Button>
      {join.error && <FieldError>{join.error.message}</FieldError>}
    </View>
  );
}
