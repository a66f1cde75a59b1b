import type { CategoryView } from '@linli/shared/reports.dto';
import type { ReportDraft } from '@/lib/report-draft';

export interface Missing {
  photos: string | null;
  place: string | null;
  category: string | null;
  /** the first of them, to say */
  first: string | null;
}

/** What a report still needs before it is sent: what to do, not what is wrong. */
export function missing(draft: ReportDraft, category: Pick<CategoryView, 'photoRequired'> | null): Missing {
  const needsPhoto = category?.photoRequired ?? true;
  const photos = needsPhoto && draft.shots.length === 0 ? '请拍一张照片' : null;
  const place = draft.position === null && draft.community === null ? '请在地图上选地点，或选择社区' : null;
  const kind = draft.category === null ? '请选一个类别' : null;
  return { photos, place, category: kind, first: photos ?? place ?? kind };
}
