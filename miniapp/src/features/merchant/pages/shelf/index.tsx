import { useRouter } from '@tarojs/taro';
import { NotForYou } from '@/components/faces';
import { Screen } from '@/components/screen';
import { Shelf } from '@/components/shelf';

/** The own shop's things: stock, on and off. */
export default function MerchantShelf() {
  const { shopId = '' } = useRouter().params;
  return <Screen title="可兑项目">{shopId ? <Shelf shopId={shopId} /> : <NotForYou what="这家店" />}</Screen>;
}
