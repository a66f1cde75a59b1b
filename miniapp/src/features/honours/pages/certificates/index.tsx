import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { useMyCertificates } from '@/api/honours';
import { queryClient } from '@/api/query-client';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { go } from '@/lib/router';
import { CertificateCard } from '../../components/certificate-card';
import { PATHS } from '../../words';

/** My certificates: what was applied for, what is ready. */
export default function Certificates() {
  const personId = usePersonId();
  const mine = useMyCertificates();
  usePullDownRefresh(() => {
    void queryClient.invalidateQueries({ queryKey: ['honours'] }).finally(() => Taro.stopPullDownRefresh());
  });
  if (!personId)
    return (
      <Screen title="服务证明">
        <SignInCard text="登录后申请、下载您的志愿服务记录证明。" />
      </Screen>
    );
  return (
    <Screen
      title="服务证明"
      footer={
        <Button icon="plus" onPress={() => go(PATHS.apply)}>
          申请证明
        </Button>
      }
    >
      <List
        of={mine}
        keyOf={(one) => one.id}
        empty={<Empty title="还没有申请过证明" text="哪个社区记录的服务，就由哪个社区开具，免费。入学、评优、入党都用得上。" />}
      >
        {(one) => <CertificateCard of={one} onPress={() => go(PATHS.certificate, { id: one.id })} />}
      </List>
      <Button kind="text" icon="scan-line" onPress={() => go(PATHS.check)}>
        查验别人的证明
      </Button>
    </Screen>
  );
}
