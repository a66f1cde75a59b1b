import { boxCountText } from '@linli/shared/reports';
import { useMe } from '@/api/me';
import { useRecordCounts } from '@/api/timebank-records';
import { Card, Row } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { holdsAny } from '@/lib/roles';
import { go } from '@/lib/router';
import { TimebankFrame } from '../../components/frame';
import { placesOf } from '../../rooms';

/** Everything the staff do for the time bank: one door each. */
export default function TimebankRooms() {
  const me = useMe();
  const counts = useRecordCounts(holdsAny(me.data, ['dispatcher', 'auditor'])).data;
  return (
    <TimebankFrame title="时间银行">
      <Faces of={me} isEmpty={(m) => !placesOf(m).length} empty={<Empty title="这里没有您要办的事" text="需要社区或街道值班员的权限。" />}>
        {(m) => (
          <Card flush>
            {placesOf(m).map((place) => (
              <Row
                key={place.key}
                icon={place.icon}
                title={place.label}
                note={place.note}
                value={waiting(place.waits && counts ? place.waits(counts) : 0)}
                onPress={() => go(place.path)}
              />
            ))}
          </Card>
        )}
      </Faces>
    </TimebankFrame>
  );
}

const waiting = (count: number): string | undefined => (count ? `${boxCountText(count)} 件` : undefined);
