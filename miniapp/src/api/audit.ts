import type { AuditQuery, AuditRowView } from '@linli/shared/accounts.dto';
import { usePages } from './pages';

export type AuditFilter = Omit<AuditQuery, 'cursor' | 'limit'>;

export const useAudit = (filter: AuditFilter) => usePages<AuditRowView>(['audit', filter], '/audit', { ...filter, limit: 50 });
