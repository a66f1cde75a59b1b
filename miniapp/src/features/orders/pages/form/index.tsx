import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { OrderView } from '@linli/shared/orders.dto';
import { orderPriceText } from '@linli/shared/order-points';
import type { MenuItemView } from '@linli/shared/orders-menu.dto';
import { useMyElders } from '@/api/elders';
import { useMe } from '@/api/me';
import { useMenuItem } from '@/api/menu';
import { askToBeTold } from '@/api/notifications';
import { useCreateOrder, useOrderDraft, useOrderPrice } from '@/api/orders';
import { OfflineError, ProblemError } from '@/api/problem';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Faces, Skeleton } from '@/components/faces';
import { FieldError } from '@/components/field';
import { Icon } from '@/components/icon';
import { Screen } from '@/components/screen';
import { Tap } from '@/components/tap';
import { tick } from '@/lib/haptics';
import { keepLastElder, lastElderOf } from '@/lib/order-draft';
import { sayMinutes, sayServers } from '@/lib/order-words';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { CarePart, ContactPart, ForPart, WherePart, WordsPart } from '../../components/form-parts';
import { MadeFace } from '../../components/made-face';
import { PeoplePart, WhenPart } from '../../components/when-part';
import { useCommunity } from '../../hooks/use-community';
import { useOrderForm } from '../../hooks/use-order-draft';
import { CATEGORY_ICONS } from '../../looks';
import { bodyOf, elderOf, missing, valuesOf } from '../../order-values';
import s from '../../components/form.module.scss';

function safe(error: Error): string {
  if (error instanceof OfflineError) return `${error.message}。填好的都在，有信号时再按一次，不会点重。`;
  // the sentence of the field says more than that of the whole
  return (error instanceof ProblemError ? Object.values(error.fields)[0] : undefined) ?? error.message;
}

/** One screen: for whom, when, where, a word. Kept at every change; the id of the draft makes it one order however often it is sent. */
export default function OrderForm() {
  const { code = '', elderId } = useRouter().params;
  const { community, known } = useCommunity();
  const item = useMenuItem(known ? code : '', community?.code);
  const [made, setMade] = useState<OrderView | null>(null);
  if (made) return <MadeFace order={made} />;
  if (!item.data)
    return (
      <Screen title="点单">
        <Faces of={item} loading={<Skeleton rows={5} />}>
          {() => null}
        </Faces>
      </Screen>
    );
  return <Form item={item.data} elderId={elderId} communityCode={community?.code} onMade={setMade} />;
}

interface Props {
  item: MenuItemView;
  elderId: string | undefined;
  communityCode: string | undefined;
  onMade: (order: OrderView) => void;
}

function Form({ item, elderId, communityCode, onMade }: Props) {
  const personId = usePersonId();
  const me = useMe();
  const mine = useMyElders();
  const elders = mine.data ?? [];
  const { draft, change, restored, restart, done } = useOrderForm(item.code, elderId);
  const forId = elderOf(draft, lastElderOf(personId), elders);
  const last = useOrderDraft(item.code, forId, !me.isPending).data;
  const elder = elders.find((e) => e.id === forId);
  const values = valuesOf(draft, item, elder, last, serverNow());
  const price = useOrderPrice(item.code, values.elderId ?? null, communityCode, mine.data !== undefined && me.data?.phoneVerified).data;
  const [tried, setTried] = useState(false);
  const sending = useCreateOrder();
  const lacking = missing(values, item, draft);
  const unverified = me.data !== undefined && !me.data.phoneVerified;

  const press = () => {
    setTried(true);
    if (lacking.first) {
      say(lacking.first, 'late');
      return;
    }
    if (!personId) {
      say('登录后提交，填好的内容都在');
      go('/pages/sign-in/index');
      return;
    }
    // whom it is for must be known: an order for a mother must not become one for oneself
    if (!mine.data || (draft.elderId && draft.elderId !== values.elderId)) {
      say('家人的资料还没取到，请再按一次', 'late');
      void mine.refetch();
      return;
    }
    if (unverified) {
      say('先验证一下手机号，好让来的人联系您');
      go('/pages/me/index');
      return;
    }
    void askToBeTold(['accepted', 'soon', 'rate']);
    sending.mutate(bodyOf(values, item, draft, communityCode), {
      onSuccess: (order) => {
        tick();
        done();
        keepLastElder(personId, values.elderId);
        onMade(order);
      },
    });
  };
  const startOver = () =>
    void ask({ title: '重新填写？', consequence: '刚才填的会清掉。', yes: '重新填写', danger: true }).then((yes) => yes && restart());
  const part = { item, values, change, lacking: tried ? lacking : null };
  return (
    <Screen
      title="点单"
      aside={
        restored && (
          <Button kind="text" size="small" inline onPress={startOver}>
            重填
          </Button>
        )
      }
      footer={
        <View>
          {price && price.points > 0 && (
            <Tap className={s.price} onPress={() => go('/features/policies/pages/rules/index', { areaCode: communityCode })}>
              <Text className={price.enough ? s.priceWords : s.priceShort}>{orderPriceText(price)}</Text>
              <Text className={s.priceLink}>积分规则</Text>
            </Tap>
          )}
          {sending.error && <FieldError>{safe(sending.error)}</FieldError>}
          <Button pending={sending.isPending} onPress={press}>
            {personId ? '提交' : '登录并提交'}
          </Button>
        </View>
      }
    >
      <Card>
        <View className={s.service}>
          <View className={s.disc}>
            <Icon name={CATEGORY_ICONS[item.category]} />
          </View>
          <View className={s.serviceWords}>
            <Text className={s.name}>{item.name}</Text>
            <Text className={s.facts}>{`${sayMinutes(item.minutes)} · ${sayServers(item.servedBy)}来做`}</Text>
            {item.description && <Text className={s.facts}>{item.description}</Text>}
          </View>
        </View>
      </Card>
      {personId && <ForPart values={values} change={change} elders={elders} />}
      <WhenPart {...part} draft={draft} />
      <WherePart {...part} areaCode={communityCode} />
      <PeoplePart {...part} />
      {personId && <ContactPart {...part} draft={draft} phoneMasked={me.data?.phoneMasked ?? null} />}
      <WordsPart {...part} />
      <CarePart {...part} riskRead={draft.riskRead} />
    </Screen>
  );
}
