import { useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  AreaView,
  CreateAreaDto,
  ImportAreasDto,
  ImportResult,
  ImportShapesDto,
  LevelLabelDto,
  RedrawAreaDto,
  UpdateAreaDto,
} from '@linli/shared/areas.dto';
import { act } from './client';

function useAreaWrite<V, R>(write: (variables: V) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: write, onSuccess: () => client.invalidateQueries({ queryKey: ['areas'] }) });
}

export const useCreateArea = () => useAreaWrite((dto: CreateAreaDto) => act<AreaView>('/areas', dto));

export const useUpdateArea = () =>
  useAreaWrite(({ code, ...dto }: UpdateAreaDto & { code: string }) => act<AreaView>(`/areas/${code}`, dto, 'PATCH'));

export const useRetireArea = () => useAreaWrite((code: string) => act<AreaView>(`/areas/${code}/retire`));

export const useSetLevelLabels = () =>
  useAreaWrite(({ code, labels }: { code: string; labels: LevelLabelDto[] }) =>
    act<unknown>(`/areas/${code}/level-labels`, { labels }, 'PUT'),
  );

export const useImportAreas = () => useAreaWrite((dto: ImportAreasDto) => act<ImportResult>('/areas/import', dto));

export const useImportShapes = () => useAreaWrite((dto: ImportShapesDto) => act<ImportResult>('/areas/shapes', dto));

/** The old code is retired for ever, the new one takes its place. */
export const useRedrawArea = () =>
  useAreaWrite(({ code, ...dto }: RedrawAreaDto & { code: string }) => act<AreaView>(`/areas/${code}/redraw`, dto));
