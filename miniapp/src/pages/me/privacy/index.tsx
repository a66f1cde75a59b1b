import { useState } from 'react';
import { View } from '@tarojs/components';
import { useMutation } from '@tanstack/react-query';
import { CONSENT_LABELS, CONSENT_PURPOSES, type ConsentPurpose } from '@linli/shared/accounts';
import { fetchMyData, useMe, useSetConsent } from '@/api/me';
import { usePersonId } from '@/api/session';
import { Card, Row } from '@/components/card';
import { ToggleRow } from '@/components/choice';
import { Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { handOver } from '@/lib/hand-over';
import { msOf, dayOf } from '@/lib/times';
import { say } from '@/lib/say';
import { Closing } from './closing';

/** Consent per purpose, one's own data, and the way out. */
export default function Privacy() {
  const personId = usePersonId();
  const me = useMe();
  const consent = useSetConsent();
  const [closing, setClosing] = useState(false);
  const data = useMutation({
    mutationFn: async () => handOver(`邻里-我的数据-${dayOf(Date.now())}.json`, JSON.stringify(await fetchMyData(), null, 2)),
    onSuccess: (sentence) => say(sentence, 'done'),
    onError: (e) => say(e.message, 'late'),
  });
  const given = (purpose: ConsentPurpose) => me.data?.consents.find((c) => c.purpose === purpose);
  if (!personId)
    return (
      <Screen title="隐私">
        <SignInCard text="登录后可以管理授权、导出数据" />
      </Screen>
    );
  return (
    <Screen title="隐私">
      <Faces of={me}>
        {() => (
          <View>
            <Card title="我的授权">
              {CONSENT_PURPOSES.map((purpose) => {
                const { title, text } = CONSENT_LABELS[purpose];
                const c = given(purpose);
                const since = c?.at ? `（${dayOf(msOf(c.at))} ${c.granted ? '同意' : '撤回'}）` : '';
                return (
                  <ToggleRow
                    key={purpose}
                    title={title}
                    note={`${text}${since}`}
                    on={c?.granted ?? false}
                    disabled={consent.isPending}
                    onChange={(granted) => consent.mutate({ purpose, granted }, { onError: (e) => say(e.message, 'late') })}
                  />
                );
              })}
            </Card>
            <Card flush>
              <Row
                icon="download"
                title="导出我的数据"
                note="您的资料、上报和授权记录，一个文件"
                value={data.isPending ? '正在准备' : undefined}
                onPress={() => !data.isPending && data.mutate()}
              />
              <Row icon="trash-2" title="注销账号" note="姓名、电话等立即清除" danger onPress={() => setClosing(true)} />
            </Card>
            <Closing open={closing} onClose={() => setClosing(false)} />
          </View>
        )}
      </Faces>
    </Screen>
  );
}
