import type { ReactNode } from 'react';
import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import type { Page } from '@linli/shared/page';
import { Button } from '../button';
import { ErrorFace, Skeleton } from '../faces';
import s from './list.module.scss';

/** What react-query's useInfiniteQuery gives. */
export interface Paged<T> {
  data: { pages: Page<T>[] } | undefined;
  error: Error | null;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

interface Props<T> {
  of: Paged<T>;
  keyOf: (item: T) => string;
  children: (item: T, index: number) => ReactNode;
  empty: ReactNode;
  picture?: boolean;
}

/** Pages by cursor: more comes at the foot by itself, and by a button for whoever does not scroll. */
export function List<T>({ of, keyOf, children, empty, picture }: Props<T>) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = of;
  useReachBottom(() => {
    if (hasNextPage && !isFetchingNextPage && !error) void fetchNextPage();
  });
  if (!data) return error ? <ErrorFace error={error} onRetry={() => void of.refetch()} /> : <Skeleton picture={picture} />;
  const items = data.pages.flatMap((p) => p.items);
  if (!items.length) return <>{empty}</>;
  return (
    <View>
      {items.map((item, i) => (
        <View key={keyOf(item)}>{children(item, i)}</View>
      ))}
      {hasNextPage ? (
        <Button kind="text" pending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {error ? '没取到，再试一次' : '再看更多'}
        </Button>
      ) : (
        items.length > 8 && <Text className={s.end}>都在这里了</Text>
      )}
    </View>
  );
}
