import { type PropsWithChildren, useEffect } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { keepTemplates } from '@/api/notifications';
import { startOutbox } from '@/api/outbox';
import { openWalk } from '@/api/patrols';
import { queryClient } from '@/api/query-client';
import { loadPagesAhead } from '@/lib/pages-ahead';
import { fillRandomPool } from '@/lib/random';
import './theme/app.scss';
import './theme/platform';

fillRandomPool();

export default function App({ children }: PropsWithChildren) {
  useEffect(startOutbox, []);
  useEffect(openWalk, []);
  useEffect(keepTemplates, []);
  useEffect(loadPagesAhead, []);
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
