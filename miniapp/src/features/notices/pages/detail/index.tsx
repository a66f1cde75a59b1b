import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useRouter, useShareAppMessage } from '@tarojs/taro';
import type { NoticeAction } from '@linli/shared/notices';
import type { NoticeView } from '@linli/shared/notices.dto';
import { useNotice, useNoticeAct } from '@/api/notices';
import { Button } from '@/components/button';
import { Card, Title } from '@/components/card';
import { Faces } from '@/components/faces';
import { NoticeDays, NoticeStateTag } from '@/components/notice-card';
import { Screen } from '@/components/screen';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { RefuseSheet } from '../../components/refuse-sheet';
import s from '../../notices.module.scss';

/** One notice: words for everybody, and for those who answer for it what they may do now. */
export default function NoticeDetail() {
  const { id = '' } = useRouter().params;
  const notice = useNotice(id);
  useShareAppMessage(() => ({ title: notice.data?.title ?? '社区公告', path: `/features/notices/pages/detail/index?id=${id}` }));
  const data = notice.data;
  return (
    <Screen title="公告" footer={data && data.actions.length > 0 && <Actions notice={data} />}>
      <Faces of={notice}>{(n) => <Body notice={n} />}</Faces>
    </Screen>
  );
}

function Body({ notice: n }: { notice: NoticeView }) {
  const inside = n.actions.length > 0 || n.mine || !n.on;
  return (
    <>
      <Card>
        <Title>{n.title}</Title>
        <View className={s.line}>
          {inside && <NoticeStateTag state={n.state} />}
          <Text className={s.second}>{n.areaText}</Text>
          <NoticeDays notice={n} />
        </View>
        <Text className={s.text} userSelect>
          {n.text}
        </Text>
      </Card>
      {n.refuseReason && (
        <Card title="退回的原因">
          <Text>{n.refuseReason}</Text>
        </Card>
      )}
      {n.mine && n.state === 'submitted' && (
        <Card>
          <Text>自己写的公告要由另一位同事审批，审批后居民就能看到。</Text>
        </Card>
      )}
    </>
  );
}

const SAID: Record<NoticeAction, string> = { revise: '已修改', approve: '已发布', refuse: '已退回', withdraw: '已撤下' };

function Actions({ notice }: { notice: NoticeView }) {
  const [refusing, setRefusing] = useState(false);
  const run = useNoticeAct(notice.id);
  const may = (action: NoticeAction) => notice.actions.includes(action);
  const send = (action: NoticeAction, body?: { reason: string } | { version: string }) =>
    run.mutate({ action, body }, { onSuccess: () => say(SAID[action], 'done'), onError: (e) => say(e.message, 'late') });
  const approve = async () => {
    if (await ask({ title: '同意发布？', consequence: `${notice.areaText}的居民会在首页看到。`, yes: '发布' }))
      send('approve', { version: notice.version });
  };
  const withdraw = async () => {
    if (await ask({ title: '撤下这条公告？', consequence: '居民不再看到，撤下后不能恢复，要重新写一条。', yes: '撤下', danger: true }))
      send('withdraw');
  };
  return (
    <View className={s.buttons}>
      {may('approve') && (
        <Button icon="check" pending={run.isPending} onPress={() => void approve()}>
          同意发布
        </Button>
      )}
      <View className={s.pair}>
        {may('revise') && (
          <View className={s.half}>
            <Button
              kind={may('approve') ? 'secondary' : 'primary'}
              icon="pencil"
              onPress={() => go('/features/notices/pages/edit/index', { id: notice.id })}
            >
              修改
            </Button>
          </View>
        )}
        {may('refuse') && (
          <View className={s.half}>
            <Button kind="secondary" icon="undo-2" onPress={() => setRefusing(true)}>
              退回修改
            </Button>
          </View>
        )}
        {may('withdraw') && (
          <View className={s.half}>
            <Button kind="danger" onPress={() => void withdraw()}>
              撤下
            </Button>
          </View>
        )}
      </View>
      <RefuseSheet
        open={refusing}
        pending={run.isPending}
        onClose={() => setRefusing(false)}
        onSend={(reason) => {
          setRefusing(false);
          send('refuse', { reason });
        }}
      />
    </View>
  );
}
