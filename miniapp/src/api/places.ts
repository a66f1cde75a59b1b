import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Position } from '@linli/shared/areas';
import type { PlaceKind } from '@linli/shared/places';
import type { CreatePlaceDto, PublicPlaceView, UpdatePlaceDto } from '@linli/shared/places.dto';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';
import { usePersonId } from './session';

/** The nearest first where the position is known. */
export const usePlaces = (here: Position | null, kind: PlaceKind | null) => {
  const personId = usePersonId();
  const query = { lng: here?.lng, lat: here?.lat, kind: kind ?? undefined };
  return usePages<PublicPlaceView>(['places', 'list', personId, here, kind], '/places', query);
};

export const usePlaceToGo = (id: string) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['places', 'one', id, personId],
    queryFn: ({ signal }) => fetchJson<PublicPlaceView>(`/places/${id}`, {}, signal),
    enabled: id !== '',
  });
};

export function useCreatePlace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (dto: CreatePlaceDto) => create<PublicPlaceView>('/places', { ...dto }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['places'] }),
  });
}

export function useUpdatePlace(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (dto: UpdatePlaceDto) => act<PublicPlaceView>(`/places/${id}`, { ...dto }, 'PATCH'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['places'] }),
  });
}
