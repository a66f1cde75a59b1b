import { useState } from 'react';
import { View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { NOTICE_STATE_LABELS, NOTICE_STATES, type NoticeState } from '@linli/shared/notices';
import { useHolds } from '@/api/me';
import { useNoticeDesk } from '@/api/notices';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { NoticeCard } from '@/components/notice-card';
import { Screen } from '@/components/screen';
import { go } from '@/lib/router';
import s from '../../notices.module.scss';

const EDIT = '/features/notices/pages/edit/index';
const CHIPS = NOTICE_STATES.map((value) => ({ value, label: NOTICE_STATE_LABELS[value] }));

/** The notices of one's areas in every state: what waits for a second person comes first by one tap. */
export default function NoticeDesk() {
  const [state, setState] = useState<NoticeState | null>(null);
  const writes = useHolds('dispatcher');
  const enters = useHolds('dispatcher', 'street_chief', 'auditor');
  const list = useNoticeDesk(state, enters);
  const { refetch } = list;
  useDidShow(() => {
    if (enters) void refetch();
  });
  usePullDownRefresh(() => {
    void refetch().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <Screen
      title="公告管理"
      footer={
        writes && (
          <Button icon="pencil" onPress={() => go(EDIT)}>
            写公告
          </Button>
        )
      }
    >
      <Chips line label="状态" chips={CHIPS} value={state} onPress={(one) => setState((now) => (now === one ? null : one))} />
      <View className={s.gap} />
      <List
        of={list}
        keyOf={(n) => n.id}
        empty={
          <Empty
            title={state ? `没有${NOTICE_STATE_LABELS[state]}的公告` : '还没有公告'}
            text="停水停电、活动安排，写好后由另一位同事审批发布。"
          />
        }
      >
        {(n) => <NoticeCard notice={n} staff onPress={() => go('/features/notices/pages/detail/index', { id: n.id })} />}
      </List>
    </Screen>
  );
}
