import type { PropsWithChildren } from 'react';
import { View } from '@tarojs/components';
import { useMyMember } from '@/api/members';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Empty, Faces } from '@/components/faces';
import { SignInCard } from '@/components/sign-in-card';
import { go } from '@/lib/router';
import { PATHS } from '../paths';

/** Who does not serve yet is invited, not refused; who does goes through. */
export function Gate({ children }: PropsWithChildren) {
  const personId = usePersonId();
  const mine = useMyMember();
  if (!personId) return <SignInCard title="一起来帮忙" text="登录后能看到家门口需要帮忙的事" />;
  return (
    <Faces of={mine}>
      {(m) => {
        if (m.state === 'active') return <View>{children}</View>;
        if (m.state === 'applying') return <Empty title="等社区确认" text="确认后就能接单了，会发消息告诉您" drawing="sent" />;
        if (m.state === 'suspended')
          return <Empty title="服务暂停中" text={m.reason ? `原因：${m.reason}。有疑问请联系社区` : '有疑问请联系社区'} />;
        return (
          <Empty title="一起来帮忙" text="填一张表，成为志愿者或亮出党员身份，就能接家门口的任务，时长有记录" drawing="street">
            <Button inline icon="hand-heart" onPress={() => go(PATHS.join)}>
              我要加入
            </Button>
          </Empty>
        );
      }}
    </Faces>
  );
}
