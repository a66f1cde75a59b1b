import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { act } from '@/api/client';
import { onPersonChange, usePersonId } from '@/api/session';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon';
import { Screen } from '@/components/screen';
import { Tap } from '@/components/tap';
import { adoptGuestDraft } from '@/lib/report-draft';
import { back, go } from '@/lib/router';
import { say } from '@/lib/say';
import { DemoPeople } from './demo-people';
import { PhoneForm } from './phone-form';
import { WechatForm } from './wechat-form';
import s from './sign-in.module.scss';

const weapp = process.env.TARO_ENV === 'weapp';

onPersonChange((now) => {
  if (now) adoptGuestDraft(now);
});

/** Reached only by pressing 登录: everything public is readable without it, and 返回 always leads back. */
export default function SignIn() {
  const personId = usePersonId();
  const [agreed, setAgreed] = useState(false);
  const entered = () => {
    // what was ticked is recorded as a consent of its own; a failure here must not keep anybody out
    void act('/me/consents', { purpose: 'terms', granted: true }, 'PUT').catch(() => undefined);
    say('已登录', 'done');
    back();
  };
  const agree = () => {
    if (agreed) return true;
    say('请先勾选同意用户协议与隐私政策', 'late');
    return false;
  };
  return (
    <Screen title="登录">
      <View className={s.brand}>
        <Text className={s.name}>邻里</Text>
        <Text className={s.motto}>家门口的事，拍一下就有人管</Text>
      </View>
      <Card>
        {weapp && <WechatForm signedIn={personId !== null} agree={agree} onEntered={entered} />}
        {!weapp && <PhoneForm agree={agree} onEntered={entered} />}
        <View className={s.terms}>
          <Tap role="checkbox" checked={agreed} label="同意用户协议与隐私政策" className={s.tick} onPress={() => setAgreed(!agreed)}>
            <View className={agreed ? s.boxOn : s.box}>{agreed && <Icon name="check" size="small" />}</View>
            <Text>我已阅读并同意</Text>
          </Tap>
          <Tap role="link" className={s.link} onPress={() => go('/pages/me/terms/index')}>
            <Text>《用户协议与隐私政策》</Text>
          </Tap>
        </View>
      </Card>
      <View className={s.notice}>
        <Icon name="id-card" size="small" />
        <Text>工作人员请用登记的手机号登录，岗位会自动生效。工作入口仅限本区工作人员使用。</Text>
      </View>
      <DemoPeople onEntered={entered} />
    </Screen>
  );
}
