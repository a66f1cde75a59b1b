import type { ReportCreatedView } from '@linli/shared/reports.dto';

const answers = new Map<string, ReportCreatedView>();

/** The server's answer, for the page that thanks. */
export const keepSent = (made: ReportCreatedView): void => void answers.set(made.id, made);
export const readSent = (id: string): ReportCreatedView | null => answers.get(id) ?? null;
