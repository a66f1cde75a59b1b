import { useRouter } from '@tarojs/taro';
import { useElder } from '@/api/elders';
import { Faces } from '@/components/faces';
import { ServiceFrame } from '@/components/service-frame';
import { ElderBody } from '../../components/elder-body';

export default function Elder() {
  const { id = '' } = useRouter().params;
  const elder = useElder(id);
  return (
    <ServiceFrame title={elder.data?.name ?? '老人档案'} here="elders">
      <Faces of={elder}>{(e) => <ElderBody elder={e} />}</Faces>
    </ServiceFrame>
  );
}
