import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useOrder } from '@/api/orders';
import { needsSignIn } from '@/api/problem';
import { Card } from '@/components/card';
import { LiveCode } from '@/components/display-code';
import { ErrorFace, Skeleton } from '@/components/faces';
import { People } from '@/components/order/people';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { useBright } from '@/lib/bright';
import { codeAt } from '@/lib/display-secret';
import { sayWhen } from '@/lib/order-words';
import { useNow } from '@/lib/ticking';
import { useVisible } from '@/lib/visible';
import { useSecret } from '../../hooks/use-secret';
import s from '../../components/code.module.scss';

/** On the phone of whoever is served, or at a post of the person in charge: big, bright, awake, and without signal too. */
export default function ServiceCode() {
  const { id = '' } = useRouter().params;
  const visible = useVisible();
  const order = useOrder(id, visible);
  const { kept, error, retry } = useSecret(id, true);
  const now = useNow();
  useBright(visible && kept !== null);
  const o = order.data;
  const post = o?.source === 'post' || o?.source === 'group';
  return (
    <Screen title={post ? '现场码' : '服务码'}>
      {needsSignIn(error) && !kept ? (
        <SignInCard text="登录后才能出示服务码" />
      ) : (
        <Card>
          {o && (
            <View className={s.what}>
              <Text className={s.name}>{o.title ?? o.itemName}</Text>
              <Text className={s.when}>{sayWhen(o.startAt, o.endAt, now)}</Text>
            </View>
          )}
          {kept ? (
            visible && <LiveCode at={(ms) => codeAt(kept, ms)} label="服务码" />
          ) : error ? (
            <ErrorFace error={error} onRetry={retry} />
          ) : (
            <Skeleton rows={2} picture />
          )}
          <Text className={s.hint}>
            {post
              ? '请来的人扫这个码，或者念这八个数字。签到、签退都用它。'
              : '请来帮忙的人扫这个码，或者把八个数字念给他。签到、签退都用它，没有信号也能用。'}
          </Text>
        </Card>
      )}
      {o && <People assignments={o.assignments} title={post ? '来的人' : '谁来帮忙'} />}
    </Screen>
  );
}
