import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { SHOP_STATES, SHOP_STATE_LABELS, type ShopState } from '@linli/shared/rewards';
import type { ShopView } from '@linli/shared/rewards.dto';
import { useHolds } from '@/api/me';
import { useShops } from '@/api/rewards';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { SearchField } from '@/components/search-field';
import { StateTag } from '@/components/state-tag';
import { go } from '@/lib/router';
import { useSlowly } from '@/lib/slowly';
import { TimebankFrame } from '../../components/frame';
import { SHOP_LOOKS, sayAgreement } from '../../shop-words';
import { SHOP_PATHS } from '../../shop-paths';
import s from '../../components/shops.module.scss';

type Choice = ShopState | 'ending';
const CHIPS: { value: Choice; label: string }[] = [
  ...SHOP_STATES.map((value) => ({ value, label: SHOP_STATE_LABELS[value] })),
  { value: 'ending', label: '协议快到期' },
];

/** The shops of one's community: who gives what, and whose agreement runs out. */
export default function Shops() {
  const [choice, setChoice] = useState<Choice | null>(null);
  const [typed, setTyped] = useState('');
  const q = useSlowly(typed).trim();
  const keeps = useHolds('dispatcher');
  const shops = useShops({
    state: choice === 'ending' || choice === null ? undefined : choice,
    ending: choice === 'ending' || undefined,
    q: q || undefined,
  });
  return (
    <TimebankFrame
      title="爱心商家"
      here="shops"
      footer={
        keeps && (
          <Button icon="plus" onPress={() => go(SHOP_PATHS.shopEdit)}>
            登记商家
          </Button>
        )
      }
    >
      <View className={s.filters}>
        <SearchField value={typed} onChange={setTyped} placeholder="搜店名" />
        <Chips line label="状态" chips={CHIPS} value={choice} onPress={(one) => setChoice((now) => (now === one ? null : one))} />
      </View>
      <List
        of={shops}
        keyOf={(shop) => shop.id}
        picture
        empty={<Empty title="没有这样的商家" text={keeps ? '与社区签约的商家，从这里登记。' : '商家由签约社区登记。'} />}
      >
        {(shop) => <Line shop={shop} />}
      </List>
    </TimebankFrame>
  );
}

function Line({ shop }: { shop: ShopView }) {
  const [tone, icon] = SHOP_LOOKS[shop.state];
  return (
    <Card
      title={shop.name}
      aside={<StateTag tone={tone} icon={icon} word={shop.stateLabel} />}
      onPress={() => go(SHOP_PATHS.shop, { id: shop.id })}
      label={`${shop.name}，${shop.stateLabel}`}
    >
      <Text className={s.second}>{`${shop.categoryLabel} · ${shop.communityName} · ${shop.placeText}`}</Text>
      <Text className={s.second}>{`可兑 ${shop.itemsOn} 样，待使用 ${shop.openVouchers} 张`}</Text>
      <Text className={shop.agreementEnding ? s.due : s.second}>{sayAgreement(shop)}</Text>
    </Card>
  );
}
