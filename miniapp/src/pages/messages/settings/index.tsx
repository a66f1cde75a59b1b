import { Text, View } from '@tarojs/components';
import type { MessageSettingView } from '@linli/shared/notifications.dto';
import type { TemplateKey } from '@linli/shared/notifications';
import { askToBeTold, useMessageSettings, useSetMessageSetting, useTemplates, wechatCanTell } from '@/api/notifications';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { ToggleRow } from '@/components/choice';
import { Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { say } from '@/lib/say';
import s from '../messages.module.scss';

/** How somebody wants to hear of what: by topic. What they are owed always stands in the message centre. */
export default function MessageSettings() {
  const personId = usePersonId();
  const settings = useMessageSettings();
  if (!personId)
    return (
      <Screen title="消息设置">
        <SignInCard text="登录后可以设置怎样提醒您" />
      </Screen>
    );
  return (
    <Screen title="消息设置">
      <Text className={s.note}>晚上 10 点到早上 7 点不打扰，紧急事项除外。</Text>
      {wechatCanTell && <Allowed />}
      <Faces of={settings}>{(list) => list.map((one) => <Topic key={one.topic} setting={one} />)}</Faces>
    </Screen>
  );
}

function Topic({ setting }: { setting: MessageSettingView }) {
  const set = useSetMessageSetting();
  const { topic, label, owed, inApp, wechat, digest } = setting;
  const change = (part: { inApp?: boolean; wechat?: boolean; digest?: boolean }) =>
    set.mutate({ topic, ...part }, { onError: (e) => say(e.message, 'late') });
  return (
    <Card title={label}>
      <ToggleRow
        title="在消息里看"
        note={owed ? '关系到您的事项，一直开着' : undefined}
        on={inApp}
        disabled={owed || set.isPending}
        onChange={(on) => change({ inApp: on })}
      />
      <ToggleRow title="微信提醒" on={wechat} disabled={set.isPending} onChange={(on) => change({ wechat: on })} />
      {wechat && (
        <ToggleRow
          title="消息多时合成一条"
          note="一小时里超过三条，只提醒一次"
          on={digest}
          disabled={set.isPending}
          onChange={(on) => change({ digest: on })}
        />
      )}
    </Card>
  );
}

/** WeChat lets us bring one message for every 允许. */
function Allowed() {
  const templates = useTemplates();
  const more = async (key: TemplateKey) => {
    await askToBeTold([key]);
    await templates.refetch();
  };
  const list = templates.data ?? [];
  if (!list.length) return null;
  return (
    <Card flush title="微信还能提醒您几次">
      {list.map((t) => (
        <Row
          key={t.key}
          title={t.title}
          note={`还可以提醒 ${t.remaining} 次`}
          value={
            <Button kind="secondary" size="small" inline label={`${t.title}，再提醒我`} onPress={() => void more(t.key)}>
              再提醒我
            </Button>
          }
        />
      ))}
      <View className={s.topic}>微信规定：点一次“允许”，可以提醒一次。</View>
    </Card>
  );
}
