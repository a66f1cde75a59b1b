import { useElder } from '@/api/elders';
import { Faces, Skeleton } from '@/components/faces';
import { Matter } from '@/components/panes';
import { ElderBody } from './elder-body';

/** Beside the list: the same as on its own page. */
export function ElderMatter({ id }: { id: string }) {
  const elder = useElder(id);
  return (
    <Matter>
      <Faces of={elder} loading={<Skeleton rows={3} />}>
        {(e) => <ElderBody elder={e} />}
      </Faces>
    </Matter>
  );
}
