import { useRouter } from '@tarojs/taro';
import { Screen } from '@/components/screen';
import { Shelf } from '@/components/shelf';

/** The own shop's things: stock, on and off. */
export default function MerchantShelf() {
  const { shopId = '' } = useRouter().params;
  return (
    <Screen title="可兑项目">
      <Shelf shopId={shopId} />
    </Screen>
  );
}
