import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro';
import { needsSignIn } from '@/api/problem';
import { usePersonId } from '@/api/session';
import { useWish } from '@/api/wishes';
import { Button } from '@/components/button';
import { Faces, NotForYou, Skeleton } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { swap } from '@/lib/router';
import { Acts } from '../../components/acts';
import { WishBody } from '../../components/wish-body';

export default function WishPage() {
  const { id = '' } = useRouter().params;
  const personId = usePersonId();
  const wish = useWish(id);
  usePullDownRefresh(() => {
    void wish.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  if (!personId || needsSignIn(wish.error))
    return (
      <Screen title="心愿">
        <SignInCard text="登录后可以看这个心愿，也可以认领" />
      </Screen>
    );
  return (
    <Screen title="心愿" footer={wish.data && wish.data.actions.length > 0 && <Acts wish={wish.data} />}>
      <Faces of={wish} loading={<Skeleton rows={4} />} hidden={<OthersOnly />}>
        {(w) => <WishBody wish={w} />}
      </Faces>
    </Screen>
  );
}

function OthersOnly() {
  return (
    <NotForYou what="这个心愿" text="别的心愿还等着人认领。">
      <Button inline onPress={() => swap('/features/wishes/pages/board/index')}>
        看心愿墙
      </Button>
    </NotForYou>
  );
}
