import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { ShopAction } from '@linli/shared/rewards';
import type { ShopView } from '@linli/shared/rewards.dto';
import { useShop, useStepShop } from '@/api/rewards';
import { ActionBar } from '@/components/action-bar';
import { Button } from '@/components/button';
import { Card, Row, Title } from '@/components/card';
import { Empty, Faces, NotForYou } from '@/components/faces';
import { Facts } from '@/components/facts';
import { PhotoGrid } from '@/components/photo-grid';
import { Shelf } from '@/components/shelf';
import { StateTag } from '@/components/state-tag';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { TimebankFrame } from '../../components/frame';
import { People } from '../../components/shop-people';
import { SHOP_LOOKS, sayAgreement, type ShopStep, stepWords } from '../../shop-words';
import { SHOP_PATHS } from '../../shop-paths';
import s from '../../components/shops.module.scss';

const isStep = (action: ShopAction): action is ShopStep => action === 'pause' || action === 'resume' || action === 'close';

/** One shop as its desk keeps it: the agreement, its shelf, its people, its sheets. */
export default function ShopPage() {
  const { id = '' } = useRouter().params;
  const shop = useShop(id);
  return (
    <TimebankFrame title={shop.data?.name ?? '爱心商家'} here="shops" footer={shop.data && <Acts shop={shop.data} />}>
      <Faces of={shop} hidden={<NotForYou what="这家店" />}>
        {(view) => <Body shop={view} />}
      </Faces>
    </TimebankFrame>
  );
}

function Acts({ shop }: { shop: ShopView }) {
  const step = useStepShop(shop.id);
  const words = stepWords(shop);
  const steps = shop.actions.filter(isStep);
  if (!steps.length) return null;
  return (
    <ActionBar
      actions={steps}
      words={(action) => words[action]}
      likely={['resume']}
      pending={step.isPending ? step.variables : null}
      onAction={(action) =>
        step.mutate(action, { onSuccess: (view) => say(`现在：${view.stateLabel}`, 'done'), onError: (e) => say(e.message, 'late') })
      }
    />
  );
}

function Body({ shop }: { shop: ShopView }) {
  const [tone, icon] = SHOP_LOOKS[shop.state];
  const may = (action: ShopAction) => shop.actions.includes(action);
  return (
    <>
      <Card>
        <View className={s.head}>
          <Title>{shop.name}</Title>
          <StateTag tone={tone} icon={icon} word={shop.stateLabel} />
        </View>
        <Text className={shop.agreementEnding ? s.due : s.second}>{sayAgreement(shop)}</Text>
        <Facts
          facts={[
            ['类型', shop.categoryLabel],
            ['签约社区', shop.communityName],
            ['地址', shop.placeText],
            ['电话', shop.phone],
            ['营业时间', shop.hoursText],
            ['简介', shop.about],
          ]}
        />
        {shop.photos.length > 0 && <PhotoGrid photos={shop.photos} />}
      </Card>
      <Card flush>
        {may('update') && <Row icon="pencil" title="修改资料和协议" onPress={() => go(SHOP_PATHS.shopEdit, { id: shop.id })} />}
        <Row icon="file-text" title="结算单" note="每月一张" onPress={() => go(SHOP_PATHS.sheets, { shopId: shop.id })} />
      </Card>
      <People shop={shop} />
      <Text className={s.title}>可兑项目</Text>
      {may('add_item') && (
        <View className={s.add}>
          <Button kind="secondary" icon="plus" onPress={() => go(SHOP_PATHS.itemEdit, { shopId: shop.id })}>
            上架新项目
          </Button>
        </View>
      )}
      <Shelf
        shopId={shop.id}
        onEdit={(id) => go(SHOP_PATHS.itemEdit, { id, shopId: shop.id })}
        empty={<Empty title="还没有可兑的项目" text={may('add_item') ? '和商家说好后，从上面上架。' : undefined} />}
      />
    </>
  );
}
