import { useEffect, useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { WISH_KIND_LABELS } from '@linli/shared/wishes';
import type { PublicWishesView, PublicWishView } from '@linli/shared/wishes.dto';
import { usePublicWishes } from '@/api/wishes';
import { AreaField } from '@/components/area-field';
import { ErrorFace } from '@/components/faces';
import { classes } from '@/lib/classes';
import { swap } from '@/lib/router';
import { useNow } from '@/lib/ticking';
import { msOf, sayClock, sayTime } from '@/lib/times';
import { useVisible } from '@/lib/visible';
import { hallPages, PAGE_SECONDS } from '../../screen-pages';
import { PATHS, sayYuan } from '../../words';
import s from '../../screen.module.scss';

const TONES: Partial<Record<PublicWishView['state'], string>> = { claimed: s.due, delivered: s.due, fulfilled: s.done };

/** The board on the wall of the hall: nobody signs in, nobody touches it. It has no title bar and no way back: it is not a page to walk through. */
export default function HallScreen() {
  const { areaCode } = useRouter().params;
  const boards = usePublicWishes(areaCode ?? null);
  return (
    <View className={classes('root', s.hall)}>
      {!areaCode && (
        <View className={s.choose}>
          <AreaField
            label="显示哪里的榜"
            value={null}
            levels={['street', 'community']}
            placeholder="选社区或街道"
            onChange={(code) => code && swap(PATHS.screen, { areaCode: code })}
          />
        </View>
      )}
      {areaCode && !boards.data && boards.error && <ErrorFace error={boards.error} onRetry={() => void boards.refetch()} />}
      {areaCode && !boards.data && !boards.error && <Text className={s.nothing}>正在打开心愿榜</Text>}
      {boards.data && <Wall view={boards.data} stale={boards.error !== null} />}
    </View>
  );
}

function Wall({ view, stale }: { view: PublicWishesView; stale: boolean }) {
  const now = useNow(10_000);
  const pages = hallPages(view);
  const at = useTurning(pages.length);
  const page = pages[at];
  if (!page) return <Text className={s.nothing}>还没有心愿榜</Text>;
  const { board, items } = page;
  const sums = [
    { name: '等人认领', value: board.open },
    { name: '正在实现', value: board.running },
    { name: '已实现', value: board.fulfilled },
  ];
  return (
    <>
      <View className={s.top}>
        <View className={s.names}>
          <Text className={s.place}>{view.areaText}</Text>
          <Text className={s.name}>{`${board.periodText}${WISH_KIND_LABELS[board.kind]}榜`}</Text>
        </View>
        <View className={s.sums}>
          {sums.map((sum) => (
            <View key={sum.name} className={s.sum}>
              <Text className={s.sumValue}>{sum.value}</Text>
              <Text className={s.sumName}>{sum.name}</Text>
            </View>
          ))}
        </View>
      </View>
      {items.length ? (
        <View className={s.items}>
          {items.map((item) => (
            <Item key={item.wishNo} item={item} />
          ))}
        </View>
      ) : (
        <Text className={s.nothing}>这一期还没有心愿，欢迎在“邻里”里写下来</Text>
      )}
      <View className={s.bottom}>
        <Text>{`在“邻里”小程序打开“微心愿”就能认领 · 第 ${at + 1} / ${pages.length} 页`}</Text>
        <Text className={classes(stale && s.stale)}>
          {stale ? `网络断开，这是${sayTime(msOf(view.at), now)}的内容` : `${sayClock(msOf(view.at))} 更新`}
        </Text>
      </View>
    </>
  );
}

function Item({ item }: { item: PublicWishView }) {
  return (
    <View className={classes(s.item, TONES[item.state])}>
      <Text className={s.title}>{item.title}</Text>
      <Text className={s.text}>{item.text}</Text>
      <View className={s.foot}>
        <Text className={s.who}>{`${item.forText} · ${sayYuan(item.valueYuan)}`}</Text>
        <Text className={s.state}>{item.claimantText ? `${item.claimantText} · ${item.stateText}` : item.stateText}</Text>
      </View>
    </View>
  );
}

/** Which page is up; the next one every quarter of a minute, while the screen is seen. */
function useTurning(count: number): number {
  const [turn, setTurn] = useState(0);
  const visible = useVisible();
  useEffect(() => {
    if (!visible) return;
    const timer = setInterval(() => setTurn((now) => now + 1), PAGE_SECONDS * 1000);
    return () => clearInterval(timer);
  }, [visible]);
  return count ? turn % count : 0;
}
