import { useEffect } from 'react';
import { Image, Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Button } from '@/components/button';
import { Empty, ErrorFace, Skeleton } from '@/components/faces';
import { Screen } from '@/components/screen';
import { canPrint, printPage } from '@/lib/print';
import { svgAddress, useBothKinds, type PointKind } from '../../points';
import s from '../../print.module.scss';

const WORDS: Record<PointKind, { title: string; how: string }> = {
  report: { title: '发现问题，扫一扫', how: '微信扫码，拍张照片就能上报' },
  checkpoint: { title: '巡查打卡点', how: '网格员巡查时扫码' },
};

/** A4 sheets of QR cards to cut and stick. */
export default function PrintPoints() {
  const { params } = useRouter();
  const kind: PointKind = params.kind === 'checkpoint' ? 'checkpoint' : 'report';
  const list = useBothKinds(kind, params.area ? decodeURIComponent(params.area) : undefined);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, error } = list;
  // a sheet to print is whole: all pages, not the first hundred
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !error) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, error, fetchNextPage]);
  const cards = (list.data?.pages ?? []).flatMap((p) => p.items).filter((p) => !p.retired);
  const whole = list.data !== undefined && !hasNextPage;
  return (
    <Screen title="打印二维码" wide>
      <View className={s.head}>
        {canPrint ? (
          <Button icon="printer" inline disabled={!whole || !cards.length} pending={isFetchingNextPage} onPress={printPage}>
            {`打印 ${cards.length} 张`}
          </Button>
        ) : (
          <Text>手机上不能打印。请在电脑浏览器里打开“管理 → 点位与二维码”。</Text>
        )}
        <Text className={s.hint}>A4 纸，每页 8 张，沿线剪开。</Text>
      </View>
      {list.error && <ErrorFace error={list.error} onRetry={() => void list.refetch()} />}
      {!list.data && !list.error && <Skeleton />}
      {whole && !cards.length && <Empty title="没有可以打印的点位" />}
      <View className={s.sheet}>
        {cards.map((p) => (
          <View key={p.id} className={s.card}>
            <Text className={s.title}>{WORDS[kind].title}</Text>
            <Image className={s.qr} src={svgAddress(p.qrSvg)} mode="aspectFit" ariaLabel={`${p.name}的二维码`} />
            <Text className={s.name}>{p.name}</Text>
            <Text className={s.area}>{p.areaText}</Text>
            <Text className={s.how}>{`${WORDS[kind].how} · 编号 ${p.code}`}</Text>
          </View>
        ))}
      </View>
    </Screen>
  );
}
