import { useMe } from '@/api/me';
import { Card, Row } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { go } from '@/lib/router';
import { TimebankFrame } from '../../components/frame';
import { placesOf } from '../../rooms';

/** Everything the staff do for the time bank: one door each. */
export default function TimebankRooms() {
  const me = useMe();
  return (
    <TimebankFrame title="时间银行">
      <Faces of={me} isEmpty={(m) => !placesOf(m).length} empty={<Empty title="这里没有您要办的事" text="需要社区或街道值班员的权限。" />}>
        {(m) => (
          <Card flush>
            {placesOf(m).map((place) => (
              <Row key={place.key} icon={place.icon} title={place.label} note={place.note} onPress={() => go(place.path)} />
            ))}
          </Card>
        )}
      </Faces>
    </TimebankFrame>
  );
}
