import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { usePersonId } from '@/api/session';
import { useMyRecordCases } from '@/api/timebank-records';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { StateTag } from '@/components/state-tag';
import { go } from '@/lib/router';
import { serverNow } from '@/lib/server-clock';
import { msOf, sayDate, sayTime } from '@/lib/times';
import { RECORD_PATHS } from '../../record-words';

const LOOKS = { open: ['due', 'hourglass'], upheld: ['done', 'circle-check'], dismissed: ['quiet', 'circle-x'] } as const;

const NOTHING = (
  <Empty title="没有异议和更正" text="自己的记录有误，打开那条记录申请更正；别人的公示不实，可以提出异议">
    <Button inline kind="secondary" onPress={() => go(RECORD_PATHS.mine)}>
      看我的记录
    </Button>
    <Button inline kind="text" onPress={() => go(RECORD_PATHS.listed)}>
      看时长公示
    </Button>
  </Empty>
);

/** What I objected to and asked to be corrected, and the answers. */
export default function MyRecordCases() {
  const personId = usePersonId();
  const cases = useMyRecordCases();
  usePullDownRefresh(() => {
    void cases.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <Screen title="我的异议和更正">
      {personId ? (
        <List of={cases} keyOf={(c) => c.id} empty={NOTHING}>
          {(c) => (
            <Card title={c.recordTitle} aside={<StateTag tone={LOOKS[c.state][0]} icon={LOOKS[c.state][1]} word={c.stateText} />}>
              <Facts
                facts={[
                  ['类型', c.kindText],
                  ['服务日期', sayDate(c.recordDay, serverNow())],
                  ['内容', c.text],
                  ['最晚答复', c.state === 'open' ? sayTime(msOf(c.dueAt), serverNow()) : null],
                  ['社区答复', c.answer],
                ]}
              />
            </Card>
          )}
        </List>
      ) : (
        <SignInCard text="登录后能看到您提出的异议和更正" />
      )}
    </Screen>
  );
}
