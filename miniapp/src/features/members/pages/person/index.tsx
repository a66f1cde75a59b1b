import { useRouter } from '@tarojs/taro';
import { useMember } from '@/api/members';
import { Faces } from '@/components/faces';
import { ServiceFrame } from '@/components/service-frame';
import { PersonActs, deskActs } from '../../components/person-acts';
import { PersonBody } from '../../components/person-body';

export default function Person() {
  const { params } = useRouter();
  const member = useMember(params.id);
  return (
    <ServiceFrame
      title="服务人员"
      here="people"
      footer={member.data && deskActs(member.data).length > 0 && <PersonActs member={member.data} />}
    >
      <Faces of={member}>{(m) => <PersonBody member={m} />}</Faces>
    </ServiceFrame>
  );
}
