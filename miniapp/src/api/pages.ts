import { useInfiniteQuery } from '@tanstack/react-query';
import type { Page } from '@linli/shared/page';
import { fetchJson } from './client';

/** A list by cursor, for components/list. */
export function usePages<T>(key: readonly unknown[], path: string, query: object = {}, options: { enabled?: boolean } = {}) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchJson<Page<T>>(path, { ...query, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    ...options,
  });
}
