import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BoardQuery, BoardView, StarView } from '@linli/shared/timebank-honours.dto';
import type {
  CertificateDeskQuery,
  CertificateLineView,
  CertificatePreviewView,
  CertificateSpanQuery,
  CertificateStartView,
  CertificateView,
  CheckPaperDto,
  CreateCertificateDto,
  IssueCertificateDto,
  PublicCertificateView,
} from '@linli/shared/timebank-certificates.dto';
import type { CertificateAction } from '@linli/shared/timebank-certificates';
import { act, create, fetchJson } from './client';
import { saveFile } from './download';
import { usePages } from './pages';
import { usePersonId } from './session';

// ---- stars and boards

export const useMyStars = () => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['honours', 'stars', personId],
    queryFn: ({ signal }) => fetchJson<StarView>('/stars/mine', undefined, signal),
    enabled: personId !== null,
  });
};
export const useBoard = (query: Omit<BoardQuery, 'areaCode'> & { areaCode: string | undefined }) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['honours', 'board', personId, query],
    queryFn: ({ signal }) => fetchJson<BoardView>('/boards', query, signal),
    enabled: personId !== null && query.areaCode !== undefined,
  });
};

// ---- certificates

const CERTIFICATES = ['honours', 'certificates'] as const;

function useWrite<V, R>(write: (variables: V) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: write, onSettled: () => client.invalidateQueries({ queryKey: CERTIFICATES }) });
}

export const useCertificateStart = () => {
  const personId = usePersonId();
  return useQuery({
    queryKey: [...CERTIFICATES, 'start', personId],
    queryFn: ({ signal }) => fetchJson<CertificateStartView>('/certificates/start', undefined, signal),
    enabled: personId !== null,
  });
};
export const useCertificatePreview = (span: CertificateSpanQuery | null) =>
  useQuery({
    queryKey: [...CERTIFICATES, 'preview', span],
    queryFn: ({ signal }) => fetchJson<CertificatePreviewView>('/certificates/preview', span ?? {}, signal),
    enabled: span !== null,
  });
export const useMyCertificates = () => {
  const personId = usePersonId();
  return usePages<CertificateView>([...CERTIFICATES, 'mine', personId], '/certificates/mine', {}, { enabled: personId !== null });
};
export const useDeskCertificates = (filter: Omit<CertificateDeskQuery, 'cursor' | 'limit'>) =>
  usePages<CertificateView>([...CERTIFICATES, 'desk', filter], '/certificates/desk', filter);
export const useCertificate = (id: string | undefined) =>
  useQuery({
    queryKey: [...CERTIFICATES, 'one', id],
    queryFn: ({ signal }) => fetchJson<CertificateView>(`/certificates/${id}`, undefined, signal),
    enabled: Boolean(id),
  });
export const useCertificateLines = (id: string) =>
  usePages<CertificateLineView>([...CERTIFICATES, 'lines', id], `/certificates/${id}/lines`, { limit: 50 });
export const useApplyCertificate = () => useWrite((dto: CreateCertificateDto) => create<CertificateView>('/certificates', { ...dto }));
export const useCertificateAct = (id: string) =>
  useWrite(
    ({ action, body = {} }: { action: CertificateAction; body?: CheckPaperDto | IssueCertificateDto | { reason: string } | object }) =>
      act<CertificateView>(`/certificates/${id}/${action}`, body),
  );
export const saveCertificate = (id: string, name: string) => saveFile(`/certificates/${id}/pdf`, {}, `${name}.pdf`);

/** Asked once for each press: a number that is not there is not asked for again by itself. */
export const useCheckCertificate = () =>
  useMutation({ mutationFn: (number: string) => fetchJson<PublicCertificateView>(`/public/certificates/${encodeURIComponent(number)}`) });
