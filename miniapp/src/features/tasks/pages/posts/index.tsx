import { View } from '@tarojs/components';
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro';
import { usePosts } from '@/api/posts';
import { queryClient } from '@/api/query-client';
import { usePersonId } from '@/api/session';
import { Card } from '@/components/card';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Line } from '@/components/order/lines';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { StateTag } from '@/components/state-tag';
import { go } from '@/lib/router';
import { PATHS } from '../../paths';

/** Posts of the neighbourhood: red armbands, clean-ups, traffic guides; each with its coming shifts. */
export default function Posts() {
  const personId = usePersonId();
  const { teamId } = useRouter().params;
  const posts = usePosts({ teamId });
  usePullDownRefresh(() => {
    void queryClient.invalidateQueries({ queryKey: ['posts'] }).finally(() => Taro.stopPullDownRefresh());
  });
  if (!personId)
    return (
      <Screen title="岗位和班次">
        <SignInCard text="登录后能看到社区的服务岗位" />
      </Screen>
    );
  return (
    <Screen title="岗位和班次">
      <List
        of={posts}
        keyOf={(p) => p.id}
        empty={<Empty title="现在没有岗位" text="巡逻、清洁、引导的岗位开了会出现在这里" drawing="street" />}
      >
        {(p) => {
          const free = p.shifts.reduce((sum, x) => sum + Math.max(0, x.headcount - x.accepted), 0);
          return (
            <Card
              title={p.title}
              label={p.title}
              aside={
                p.endedAt ? (
                  <StateTag tone="quiet" icon="circle-x" word="已结束" />
                ) : p.shifts.some((x) => x.mine) ? (
                  <StateTag tone="done" icon="user-check" word="我报了" />
                ) : free > 0 ? (
                  <StateTag tone="info" icon="users" word="还要人" />
                ) : (
                  <StateTag tone="quiet" icon="check" word="满了" />
                )
              }
              onPress={() => go(PATHS.post, { id: p.id })}
            >
              <View>
                <Line icon="calendar" strong>
                  {p.whenText}
                </Line>
                <Line icon="map-pin">{p.placeText}</Line>
                <Line icon="users">{[`每班 ${p.headcount} 人`, p.teamName].filter(Boolean).join(' · ')}</Line>
              </View>
            </Card>
          );
        }}
      </List>
    </Screen>
  );
}
