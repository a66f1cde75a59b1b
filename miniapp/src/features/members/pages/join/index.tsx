import { Button } from '@/components/button';
import { Empty, Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { useMyMember } from '@/api/members';
import { usePersonId } from '@/api/session';
import { go, swap } from '@/lib/router';
import { JoinForm } from '../../components/join-form';
import { PATHS } from '../../paths';

export default function Join() {
  const personId = usePersonId();
  const mine = useMyMember();
  if (!personId)
    return (
      <Screen title="加入志愿服务">
        <SignInCard title="登录后就能加入" text="用手机号登录，填一张表，马上可以接任务。" />
      </Screen>
    );
  if (!mine.data)
    return (
      <Screen title="加入志愿服务">
        <Faces of={mine}>{() => null}</Faces>
      </Screen>
    );
  if (!mine.data.phoneVerified)
    return (
      <Screen title="加入志愿服务">
        <Empty title="先绑定手机号" text="上门服务要对居民负责，需要一个能找到您的号码。">
          <Button inline icon="phone" onPress={() => go('/pages/sign-in/index')}>
            绑定手机号
          </Button>
        </Empty>
      </Screen>
    );
  if (!mine.data.actions.includes('enrol'))
    return (
      <Screen title="加入志愿服务">
        <Empty title={`您已登记：${mine.data.stateLabel}`} text="想改技能、时间或范围，到“我的志愿服务”。">
          <Button inline onPress={() => swap(PATHS.profile)}>
            我的志愿服务
          </Button>
        </Empty>
      </Screen>
    );
  return <JoinForm mine={mine.data} />;
}
