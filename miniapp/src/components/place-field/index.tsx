import { useState } from 'react';
import { View } from '@tarojs/components';
import type { Position } from '@linli/shared/areas';
import { useAreaShapes, usePlace } from '@/api/areas';
import { Button } from '../button';
import { FieldError } from '../field';
import { MapView } from '../map-view';
import { PlaceLine } from '../place-line';
import { whereAmI } from '@/lib/location';
import s from './place-field.module.scss';

interface Props {
  /** Where the map begins. */
  areaCode: string | undefined;
  value: Position | null;
  onChange: (position: Position) => void;
}

/** A point on the map: by a tap, or where one stands. Says at once in which grid it lies. */
export function PlaceField({ areaCode, value, onChange }: Props) {
  const shapes = useAreaShapes(areaCode);
  const [looking, setLooking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const place = usePlace(value);
  const here = () => {
    setLooking(true);
    setError(null);
    whereAmI()
      .then(({ position }) => onChange(position))
      .catch((e: Error) => setError(e.message))
      .finally(() => setLooking(false));
  };
  return (
    <View>
      <MapView
        label="点一下选位置"
        shapes={shapes.data ?? null}
        pins={value ? [{ id: 'here', position: value, tone: 'late', label: '选的位置' }] : []}
        onPick={onChange}
      />
      <View className={s.buttons}>
        <Button kind="secondary" size="small" icon="locate-fixed" inline pending={looking} onPress={here}>
          用我现在的位置
        </Button>
      </View>
      {place.data && <PlaceLine text={place.data.text} />}
      {place.error && <FieldError>{place.error.message}</FieldError>}
      {error && <FieldError>{error}</FieldError>}
    </View>
  );
}
