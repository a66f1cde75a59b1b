import { useWide } from '@/lib/wide';
import { DeskBoxes } from '../../components/boxes';
import { WideDesk } from '../../components/wide-desk';

export default function ServiceDesk() {
  return useWide() ? <WideDesk /> : <DeskBoxes />;
}
