import type { ReportView } from '@linli/shared/reports.dto';

export interface ActionFormProps {
  report: ReportView;
  /** Sends the act; a promise may first upload photos. */
  send: (body: object | (() => Promise<object>)) => void;
  pending: boolean;
  error: Error | null;
}
