import { useMember } from '@/api/members';
import { Faces, Skeleton } from '@/components/faces';
import { Matter } from '@/components/panes';
import { PersonActs } from './person-acts';
import { PersonBody } from './person-body';

/** Beside the list: the same body and acts as on its own page. */
export function PersonMatter({ id }: { id: string }) {
  const member = useMember(id);
  return (
    <Matter foot={member.data && member.data.actions.some((a) => a !== 'relatives') && <PersonActs member={member.data} />}>
      <Faces of={member} loading={<Skeleton rows={3} />}>
        {(m) => <PersonBody member={m} />}
      </Faces>
    </Matter>
  );
}
