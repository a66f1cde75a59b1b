import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CreatePostDto, PostQuery, PostView, UpdatePostDto } from '@linli/shared/orders-posts.dto';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';
import { usePersonId } from './session';

/** Service posts with their coming shifts; a shift itself is an order. */
export const usePosts = (query: Omit<PostQuery, 'cursor' | 'limit'> = {}, enabled = true) => {
  const personId = usePersonId();
  return usePages<PostView>(['posts', 'list', query, personId], '/posts', query, { enabled: enabled && personId !== null });
};

export const usePost = (id: string) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['posts', 'one', id, personId],
    queryFn: ({ signal }) => fetchJson<PostView>(`/posts/${id}`, undefined, signal),
    enabled: id !== '',
  });
};

function usePostWrite<B>(write: (body: B) => Promise<PostView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['posts'] }), client.invalidateQueries({ queryKey: ['orders'] })]),
  });
}

export const useCreatePost = () => usePostWrite((body: CreatePostDto) => create<PostView>('/posts', { ...body }));
export const useUpdatePost = (id: string) => usePostWrite((body: UpdatePostDto) => act<PostView>(`/posts/${id}`, body, 'PATCH'));
export const useEndPost = (id: string) => usePostWrite((reason: string) => act<PostView>(`/posts/${id}/end`, { reason }));
