import { useQualification } from '@/api/members';
import { Faces, Skeleton } from '@/components/faces';
import { Matter } from '@/components/panes';
import { QualificationActs, QualificationBody } from './qualification-body';

/** Beside the list: the same body and acts as on its own page. */
export function QualificationMatter({ id }: { id: string }) {
  const one = useQualification(id);
  return (
    <Matter foot={one.data && one.data.actions.length > 0 && <QualificationActs qualification={one.data} />}>
      <Faces of={one} loading={<Skeleton rows={3} />}>
        {(q) => <QualificationBody qualification={q} />}
      </Faces>
    </Matter>
  );
}
