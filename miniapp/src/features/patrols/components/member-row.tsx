import type { PatrolFigureView } from '@linli/shared/patrols.dto';
import { Row } from '@/components/card';
import { percent } from './percent';

type Member = NonNullable<PatrolFigureView['members']>[number];

export function MemberRow({ member, onOpen }: { member: Member; onOpen: () => void }) {
  const { name, reachedDays, dutyDays, completion } = member;
  return <Row icon="user" title={name} note={`达标 ${reachedDays}/${dutyDays} 天`} value={percent(completion)} onPress={onOpen} />;
}
