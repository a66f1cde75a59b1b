import type { PublicPlaceView } from '@linli/shared/places.dto';
import { isOpen } from '@linli/shared/places';
import { StateTag } from '@/components/state-tag';
import { useNow } from '@/lib/ticking';

/** Open by this minute, not by the minute the list was fetched. */
export function OpenTag({ place }: { place: PublicPlaceView }) {
  const now = useNow(60_000);
  if (place.retired) return <StateTag tone="quiet" icon="circle-x" word="已停用" />;
  if (!place.hours.length) return null;
  return isOpen(place.hours, now) ? (
    <StateTag tone="done" icon="circle-check" word="开放中" />
  ) : (
    <StateTag tone="quiet" icon="clock" word="未开放" />
  );
}
