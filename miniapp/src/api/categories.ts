import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Position } from '@linli/shared/areas';
import type { CategoryView, UpdateCategoryDto } from '@linli/shared/reports.dto';
import { readStored, writeStored } from '@/lib/storage';
import { act, fetchJson } from './client';

const HOUR = 3_600_000;

/** What the phone saw last, shown at once and when there is no signal; asked anew all the same. */
const kept = (key: string) => ({ initialData: () => readStored<CategoryView[]>(key) ?? undefined, initialDataUpdatedAt: 0 });

/** The whole catalogue. Kept on the phone: a report can be made with no signal at all. */
export const useCategories = () =>
  useQuery({
    queryKey: ['categories'],
    queryFn: async ({ signal }) => {
      const list = await fetchJson<CategoryView[]>('/categories', {}, signal);
      writeStored('categories', list);
      return list;
    },
    ...kept('categories'),
    staleTime: HOUR,
  });

/** What a search finds in it; the whole of it for no words. */
export const useCategorySearch = (q: string) =>
  useQuery({
    queryKey: ['categories', 'search', q],
    queryFn: ({ signal }) => fetchJson<CategoryView[]>('/categories', { q }, signal),
    placeholderData: keepPreviousData,
  });

/** The six most likely for a place and this hour. */
export const useSuggestedCategories = (position: Position | null) =>
  useQuery({
    queryKey: ['categories', 'suggested', position && `${position.lng.toFixed(3)},${position.lat.toFixed(3)}`],
    queryFn: async ({ signal }) => {
      const list = await fetchJson<CategoryView[]>('/categories/suggested', position ?? {}, signal);
      writeStored('categories:likely', list);
      return list;
    },
    ...kept('categories:likely'),
    staleTime: HOUR,
  });

export function useUpdateCategory() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ code, ...dto }: UpdateCategoryDto & { code: string }) => act<CategoryView>(`/categories/${code}`, dto, 'PATCH'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['categories'] }),
  });
}
