import { useWide } from '@/lib/wide';
import { Boxes } from '../../components/boxes';
import { WideDesk } from '../../components/wide-desk';

export default function DeskPage() {
  return useWide() ? <WideDesk /> : <Boxes />;
}
