import { useState } from 'react';
import { Image, Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { PaperCardView } from '@linli/shared/elders.dto';
import { useElder, useIssueCard } from '@/api/elders';
import { Button } from '@/components/button';
import { Card, Second, Title } from '@/components/card';
import { Chips } from '@/components/chips';
import { Faces } from '@/components/faces';
import { FieldError } from '@/components/field';
import { Screen } from '@/components/screen';
import { classes } from '@/lib/classes';
import { canPrint, printPage } from '@/lib/print';
import s from '../../card.module.scss';

const SIZES = [
  { value: 'bank', label: '银行卡大小' },
  { value: 'a6', label: 'A6 大字' },
] as const;
type Size = (typeof SIZES)[number]['value'];

/** 亲情卡 on paper: made on a press, since the one before is worthless from then on, and shown this once. */
export default function CardPage() {
  const { id = '' } = useRouter().params;
  const elder = useElder(id);
  const issue = useIssueCard(id);
  return (
    <Screen title="亲情卡" wide>
      <Faces of={elder}>
        {(e) =>
          issue.data ? (
            <Paper card={issue.data} />
          ) : (
            <Card>
              <Title>{`给${e.name}发一张亲情卡`}</Title>
              <Second>
                {e.cardIssuedAt ? '生成后旧卡马上作废，请收回。' : '老人没有手机时放在家里，来服务的人扫它签到。'}
                新卡的码只在这里显示一次，请当场打印。
              </Second>
              {!canPrint && <Second>手机上不能打印，请在电脑浏览器里打开这一页。</Second>}
              {issue.error && <FieldError>{issue.error.message}</FieldError>}
              <View className={s.tools} />
              <Button icon="id-card" disabled={!canPrint} pending={issue.isPending} onPress={() => issue.mutate()}>
                生成新卡
              </Button>
            </Card>
          )
        }
      </Faces>
    </Screen>
  );
}

const spaced = (digits: string) => digits.replace(/(\d{4})(?=\d)/g, '$1 ');

function Paper({ card }: { card: PaperCardView }) {
  const [size, setSize] = useState<Size>('bank');
  return (
    <View>
      <View className={s.tools}>
        <Chips<Size> label="纸张" chips={SIZES} value={size} onPress={setSize} />
        <Button icon="printer" inline onPress={printPage}>
          打印
        </Button>
      </View>
      <Text className={s.hint}>实际大小打印（缩放 100%），沿虚线剪下，最好塑封。离开这一页就看不到了。</Text>
      <View className={s.sheet}>
        <View className={classes(s.card, s[size])}>
          <Image
            className={size === 'bank' ? s.qrBank : s.qrA6}
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(card.qrSvg)}`}
            mode="aspectFit"
            ariaLabel="亲情卡的二维码"
          />
          <View className={s.words}>
            <Text className={s.title}>邻里 · 亲情卡</Text>
            <Text className={s.name}>{card.name}</Text>
            <Text className={s.digits}>{spaced(card.digits)}</Text>
            <Text className={s.how}>来服务的人：到了扫一次，走时再扫一次。</Text>
            <Text className={s.how}>卡放在家里，不外借；丢了打社区电话作废。</Text>
          </View>
        </View>
      </View>
    </View>
  );
}
