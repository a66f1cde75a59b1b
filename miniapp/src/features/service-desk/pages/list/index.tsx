import { useWide } from '@/lib/wide';
import { PhoneList } from '../../components/phone-list';
import { WideDesk } from '../../components/wide-desk';

export default function Orders() {
  return useWide() ? <WideDesk /> : <PhoneList />;
}
