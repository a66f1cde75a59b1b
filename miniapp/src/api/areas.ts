import { useQuery } from '@tanstack/react-query';
import type { Position } from '@linli/shared/areas';
import type { AreaPathView, AreaView, LevelLabelDto, PlaceView } from '@linli/shared/areas.dto';
import { fetchJson } from './client';

/** A grid or a community on the map: GeoJSON in GCJ-02. */
export interface AreaShapes {
  type: 'FeatureCollection';
  features: {
    type: 'Feature';
    properties: { code?: string; name?: string } | null;
    geometry: { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] };
  }[];
}

interface ChildrenOptions {
  enabled?: boolean;
  /** those no longer used, too */
  retired?: boolean;
}

/** The areas right below `parent`; without it the districts. */
export const useAreas = (parent: string | undefined, { enabled = true, retired = false }: ChildrenOptions = {}) =>
  useQuery({
    queryKey: ['areas', 'children', parent, retired],
    queryFn: ({ signal }) => fetchJson<AreaView[]>('/areas', { parent, retired: retired || undefined }, signal),
    staleTime: 300_000,
    enabled,
  });

export const useArea = (code: string | undefined) =>
  useQuery({
    queryKey: ['areas', 'one', code],
    queryFn: ({ signal }) => fetchJson<AreaPathView>(`/areas/${code}`, undefined, signal),
    staleTime: 300_000,
    enabled: Boolean(code),
  });

export const useAreaSearch = (q: string, within?: string) =>
  useQuery({
    queryKey: ['areas', 'search', q, within],
    queryFn: ({ signal }) => fetchJson<AreaView[]>('/areas/search', { q, within, limit: 20 }, signal),
    enabled: q.trim().length > 0,
  });

export const useAreaShapes = (code: string | undefined) =>
  useQuery({
    queryKey: ['areas', 'shapes', code],
    queryFn: ({ signal }) => fetchJson<AreaShapes>(`/areas/${code}/shapes`, undefined, signal),
    staleTime: 300_000,
    enabled: Boolean(code),
  });

/** Four decimals are some 10 m: the same place asked again is answered from the cache. */
const near = (p: Position) => `${p.lng.toFixed(4)},${p.lat.toFixed(4)}`;

/** What a position stands for: its grid, community, street, and the nearest named place. */
export const usePlace = (position: Position | null) =>
  useQuery({
    queryKey: ['areas', 'locate', position && near(position)],
    queryFn: ({ signal }) => fetchJson<PlaceView>('/areas/locate', position ?? {}, signal),
    enabled: position !== null,
    staleTime: 300_000,
  });

export const useLevelLabels = (district: string) =>
  useQuery({
    queryKey: ['areas', 'labels', district],
    queryFn: ({ signal }) => fetchJson<LevelLabelDto[]>(`/areas/${district}/level-labels`, undefined, signal),
  });
