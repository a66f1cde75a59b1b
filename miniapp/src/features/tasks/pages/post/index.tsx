import { View } from '@tarojs/components';
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro';
import { usePost } from '@/api/posts';
import { needsSignIn } from '@/api/problem';
import { Card, Second, Title } from '@/components/card';
import { Empty, Faces, Skeleton } from '@/components/faces';
import { useNavigate } from '@/components/navigate';
import { Line } from '@/components/order/lines';
import { PlaceLine } from '@/components/place-line';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { sayMinutes } from '@/lib/order-words';
import { ShiftRow } from '../../components/shift-row';

/** One post and its coming shifts. */
export default function Post() {
  const { id = '' } = useRouter().params;
  const post = usePost(id);
  const navigate = useNavigate();
  usePullDownRefresh(() => {
    void post.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <Screen title="岗位">
      {needsSignIn(post.error) ? (
        <SignInCard text="登录后能看这个岗位" />
      ) : (
        <Faces of={post} loading={<Skeleton rows={4} />}>
          {(p) => (
            <View>
              <Card>
                <Title>{p.title}</Title>
                <Line icon="calendar" strong>
                  {p.whenText}
                </Line>
                <Line icon="clock">{`每班 ${sayMinutes(p.minutes)}，${p.headcount} 人 · ${p.itemName}`}</Line>
                <Line icon="user">{[`负责人 ${p.inChargeName}`, p.teamName].filter(Boolean).join(' · ')}</Line>
                <PlaceLine text={p.placeText} onPress={p.position ? () => p.position && navigate.go(p.position, p.placeText) : undefined} />
                {p.remark && <Second>{p.remark}</Second>}
              </Card>
              <Card title="接下来的班次">
                {p.shifts.length === 0 ? (
                  <Empty title={p.endedAt ? '这个岗位已经结束' : '还没有排班'} />
                ) : (
                  p.shifts.map((x) => <ShiftRow key={x.orderId} shift={x} inCharge={p.inCharge} />)
                )}
              </Card>
            </View>
          )}
        </Faces>
      )}
      {navigate.view}
    </Screen>
  );
}
