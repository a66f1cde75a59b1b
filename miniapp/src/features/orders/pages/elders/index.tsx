import { useState } from 'react';
import { View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { useMyElders } from '@/api/elders';
import { useMe } from '@/api/me';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { go } from '@/lib/router';
import { BindSheet } from '../../components/bind-sheet';
import { HelpedCard, OwnCard } from '../../components/elder-cards';

const PROFILE = '/features/orders/pages/profile/index';

/** 亲情代办: my own particulars and who may order for me; and those I order for. */
export default function Elders() {
  const personId = usePersonId();
  const me = useMe();
  const elders = useMyElders();
  const [binding, setBinding] = useState(false);
  useDidShow(() => {
    if (personId && !elders.isFetching) void elders.refetch();
  });
  usePullDownRefresh(() => {
    void elders.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  if (!personId)
    return (
      <Screen title="亲情代办">
        <SignInCard text="登录后可以替家里的老人点单，也可以让家人替您点" />
      </Screen>
    );
  const verified = me.data?.phoneVerified ?? true;
  return (
    <Screen title="亲情代办">
      {!verified && (
        <Card>
          <Second>先验证一下手机号，才能绑定家人。</Second>
          <Button kind="secondary" size="small" inline icon="phone" onPress={() => go('/pages/me/index')}>
            去验证
          </Button>
        </Card>
      )}
      <Faces of={elders}>
        {(list) => {
          const own = list.find((e) => e.self);
          const helped = list.filter((e) => e.helping && !e.self);
          return (
            <View>
              {own ? (
                <OwnCard elder={own} onEdit={() => go(PROFILE)} />
              ) : (
                <Card title="给我自己">
                  <Second>填一次地址，以后点单不用再填；还能让子女在他们手机上替您点。</Second>
                  <Button kind="secondary" icon="pencil" onPress={() => go(PROFILE)}>
                    填写我的服务资料
                  </Button>
                </Card>
              )}
              {helped.map((e) => (
                <HelpedCard key={e.id} elder={e} />
              ))}
              {helped.length === 0 && (
                <Card title="替家人点">
                  <Second>
                    还没有绑定家人。请家人在自己手机上打开“亲情代办”，填好资料，点“让家人替我点单”，把八位数字念给您。家人没有手机，可以请社区帮您绑定。
                  </Second>
                </Card>
              )}
              <Button icon="plus" disabled={!verified} onPress={() => setBinding(true)}>
                {helped.length ? '再绑定一位家人' : '绑定家人'}
              </Button>
            </View>
          );
        }}
      </Faces>
      <BindSheet open={binding} onClose={() => setBinding(false)} />
    </Screen>
  );
}
