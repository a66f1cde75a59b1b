import { useMember } from '@/api/members';
import { Faces, Skeleton } from '@/components/faces';
import { Matter } from '@/components/panes';
import { PersonActs, deskActs } from './person-acts';
import { PersonBody } from './person-body';

/** Beside the list: the same body and acts as on its own page. */
export function PersonMatter({ id }: { id: string }) {
  const member = useMember(id);
  return (
    <Matter foot={member.data && deskActs(member.data).length > 0 && <PersonActs member={member.data} />}>
      <Faces of={member} loading={<Skeleton rows={3} />}>
        {(m) => <PersonBody member={m} />}
      </Faces>
    </Matter>
  );
}
