import { useWide } from '@/lib/wide';
import { DeskBoxes } from '../../components/boxes';
import { WideDesk } from '../../components/wide-desk';

export default function DeskPage() {
  return useWide() ? <WideDesk /> : <DeskBoxes />;
}
