import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { useOutbox } from '@/api/outbox';
import { usePersonId } from '@/api/session';
import { Icon } from '@/components/icon';
import { Tap } from '@/components/tap';
import { hasDraft } from '@/lib/report-draft';
import { go } from '@/lib/router';
import s from './home.module.scss';

/** What has not left the phone yet comes before everything else. */
export function Unsent() {
  const personId = usePersonId();
  const waiting = useOutbox(personId);
  const [draft, setDraft] = useState(() => hasDraft(personId));
  useDidShow(() => setDraft(hasDraft(personId)));
  const stuck = waiting.some((i) => i.state === 'failed');
  return (
    <>
      {waiting.length > 0 && (
        <Tap className={s.unsent} onPress={() => go('/features/reports/pages/outbox/index')}>
          <View className={s.unsentInner}>
            <Icon name={stuck ? 'circle-alert' : 'wifi-off'} />
            <Text className={s.unsentWords}>
              {stuck ? `${waiting.length} 件没发出去，请看一下` : `${waiting.length} 件待发送，已存在手机里，有信号会自己发`}
            </Text>
            <Icon name="chevron-right" size="small" />
          </View>
        </Tap>
      )}
      {draft && (
        <Tap className={s.unsent} onPress={() => go('/features/reports/pages/new/index')}>
          <View className={s.unsentInner}>
            <Icon name="pencil" />
            <Text className={s.unsentWords}>有一份上报还没填完，接着填</Text>
            <Icon name="chevron-right" size="small" />
          </View>
        </Tap>
      )}
    </>
  );
}
