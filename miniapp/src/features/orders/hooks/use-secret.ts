import { useQuery } from '@tanstack/react-query';
import { fetchDisplaySecret } from '@/api/orders';
import { usePersonId } from '@/api/session';
import { keepSecret, readSecret, type KeptSecret } from '@/lib/display-secret';

/** Asked once and kept on this phone: from then on the code works without signal. The clock's difference is measured anew whenever it is asked. */
export function useSecret(orderId: string, wanted: boolean): { kept: KeptSecret | null; error: Error | null; retry: () => void } {
  const personId = usePersonId();
  const asked = useQuery({
    queryKey: ['code', orderId, personId],
    queryFn: async () => {
      const sentAt = Date.now();
      const view = await fetchDisplaySecret(orderId);
      return keepSecret(personId ?? '', view, sentAt, Date.now());
    },
    enabled: wanted && personId !== null && orderId !== '',
    staleTime: 600_000,
  });
  const kept = asked.data ?? (personId ? readSecret(personId, orderId) : null);
  return { kept, error: asked.error, retry: () => void asked.refetch() };
}
