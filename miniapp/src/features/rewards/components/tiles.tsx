import type { ReactNode } from 'react';
import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import type { Page } from '@linli/shared/page';
import type { MallItemView } from '@linli/shared/rewards.dto';
import { Button } from '@/components/button';
import { ErrorFace, Skeleton } from '@/components/faces';
import { go } from '@/lib/router';
import { MALL_PATHS } from '../mall-words';
import { ItemTile } from './item-tile';
import s from './mall.module.scss';

interface Paged {
  data: { pages: Page<MallItemView>[] } | undefined;
  error: Error | null;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

/** Things side by side, as many as fit; more comes at the foot, as in every list. */
export function Tiles({ of, empty }: { of: Paged; empty: ReactNode }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = of;
  useReachBottom(() => {
    if (hasNextPage && !isFetchingNextPage && !error) void fetchNextPage();
  });
  if (!data) return error ? <ErrorFace error={error} onRetry={() => void of.refetch()} /> : <Skeleton picture />;
  const items = data.pages.flatMap((page) => page.items);
  if (!items.length) return <>{empty}</>;
  return (
    <>
      <View className={s.items}>
        {items.map((item) => (
          <ItemTile key={item.id} item={item} onPress={() => go(MALL_PATHS.item, { id: item.id })} />
        ))}
      </View>
      {hasNextPage && (
        <Button kind="text" pending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {error ? '没取到，再试一次' : '再看更多'}
        </Button>
      )}
      {!hasNextPage && items.length > 8 && (
        <View className={s.end}>
          <Text>都在这里了</Text>
        </View>
      )}
    </>
  );
}
