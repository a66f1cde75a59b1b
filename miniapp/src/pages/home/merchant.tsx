import { Text, View } from '@tarojs/components';
import { useMerchantToday } from '@/api/rewards-vouchers';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Faces } from '@/components/faces';
import { Stats } from '@/components/stat';
import { go } from '@/lib/router';
import { useVisible } from '@/lib/visible';
import s from './home.module.scss';

const page = (name: string) => `/features/merchant/pages/${name}/index`;

/** A shop's home: one big button, what was handed over today, what the community owes. */
export function Merchant() {
  const visible = useVisible();
  const today = useMerchantToday(visible);
  return (
    <View>
      <View className={s.counter}>
        <Button icon="scan-line" onPress={() => go(page('counter'))}>
          扫码核销
        </Button>
      </View>
      <Faces of={today}>
        {({ shops }) => (
          <>
            {shops.map((shop) => (
              <View key={shop.shopId}>
                <Card title={shop.shopName} aside={shop.state === 'open' ? null : <Text>暂停兑换</Text>}>
                  <Stats
                    figures={[
                      {
                        label: '今天核销',
                        value: shop.today.vouchers,
                        unit: '张',
                        onPress: () => go(page('days'), { shopId: shop.shopId }),
                      },
                      { label: '今天积分', value: shop.today.points, unit: '分' },
                      { label: '本月应结', value: shop.month.owedPoints, unit: '分' },
                    ]}
                  />
                </Card>
                <Card flush>
                  <Row
                    icon="list"
                    title="核销记录"
                    note="按天看，当天可以办退回"
                    onPress={() => go(page('days'), { shopId: shop.shopId })}
                  />
                  <Row icon="layers" title="可兑项目" note="改库存、上架下架" onPress={() => go(page('shelf'), { shopId: shop.shopId })} />
                  <Row
                    icon="file-text"
                    title="结算单"
                    note="社区欠多少，每月一张"
                    onPress={() => go(page('sheets'), { shopId: shop.shopId })}
                  />
                </Card>
              </View>
            ))}
          </>
        )}
      </Faces>
    </View>
  );
}
