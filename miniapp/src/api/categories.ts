import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Position } from '@linli/shared/areas';
import type { CategoryView, UpdateCategoryDto } from '@linli/shared/reports.dto';
import { act, fetchJson } from './client';

/** The catalogue, whole or what a search finds; it changes a few times a year. */
export const useCategories = (q = '') =>
  useQuery({
    queryKey: ['categories', q],
    queryFn: ({ signal }) => fetchJson<CategoryView[]>('/categories', { q: q || undefined }, signal),
    staleTime: 600_000,
    placeholderData: keepPreviousData,
  });

/** The six most likely for this place and hour. */
export const useSuggestedCategories = (position: Position | null) =>
  useQuery({
    queryKey: ['categories', 'suggested', position],
    queryFn: ({ signal }) => fetchJson<CategoryView[]>('/categories/suggested', position ?? undefined, signal),
    staleTime: 600_000,
    placeholderData: keepPreviousData,
  });

export function useUpdateCategory() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ code, ...dto }: UpdateCategoryDto & { code: string }) => act<CategoryView>(`/categories/${code}`, dto, 'PATCH'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['categories'] }),
  });
}
