import { useRouter } from '@tarojs/taro';
import { useQualification } from '@/api/members';
import { Faces } from '@/components/faces';
import { ServiceFrame } from '@/components/service-frame';
import { QualificationActs, QualificationBody } from '../../components/qualification-body';

export default function Review() {
  const { params } = useRouter();
  const one = useQualification(params.id);
  return (
    <ServiceFrame
      title="资质审核"
      here="reviews"
      footer={one.data && one.data.actions.length > 0 && <QualificationActs qualification={one.data} />}
    >
      <Faces of={one}>{(q) => <QualificationBody qualification={q} />}</Faces>
    </ServiceFrame>
  );
}
