import { useMemo } from 'react';
import { Map as WxMap, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { useDark } from '@/lib/dark';
import { INK } from '@/theme/ink';
import { PIN_PICTURES } from './pin-pictures';
import type { MapViewProps, ShapeCollection } from './types';
import s from './map-view.module.scss';

export type * from './types';

const points = (ring: readonly (readonly number[])[]) => ring.map((p) => ({ longitude: p[0] ?? 0, latitude: p[1] ?? 0 }));

function polygonsOf(shapes: ShapeCollection | null | undefined, highlight: string | null | undefined, colour: string) {
  return (shapes?.features ?? []).flatMap(({ geometry, properties }) => {
    const outer = geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map((p) => p[0]);
    const on = highlight !== null && highlight !== undefined && properties?.code === highlight;
    return outer.flatMap((ring) =>
      ring ? [{ points: points(ring), strokeWidth: on ? 3 : 1, strokeColor: colour, fillColor: `${colour}${on ? '33' : '0d'}` }] : [],
    );
  });
}

/** WeChat's own map: GCJ-02 like the wire. */
export function MapView({
  centre,
  pins = [],
  lines = [],
  shapes,
  highlight,
  height = 'normal',
  zoom = 16,
  label,
  onPin,
  onPick,
}: MapViewProps) {
  const ink = useDark() ? INK.dark : INK.light;
  const polygons = useMemo(() => polygonsOf(shapes, highlight, ink.info), [shapes, highlight, ink]);
  const middle = centre ??
    pins[0]?.position ?? { lng: polygons[0]?.points[0]?.longitude ?? 116.4, lat: polygons[0]?.points[0]?.latitude ?? 39.9 };
  const include = centre
    ? []
    : [...pins.map((p) => ({ longitude: p.position.lng, latitude: p.position.lat })), ...polygons.flatMap((p) => p.points)];
  return (
    <View className={classes(s.map, s[height])} ariaLabel={label}>
      <WxMap
        className={s.fill}
        longitude={middle.lng}
        latitude={middle.lat}
        scale={zoom}
        markers={pins.map((p, i) => ({
          id: i,
          longitude: p.position.lng,
          latitude: p.position.lat,
          iconPath: PIN_PICTURES[p.tone ?? 'plain'],
          width: 28,
          height: 36,
          title: p.label,
        }))}
        polyline={lines.map((line) => ({ points: line.map((p) => ({ longitude: p.lng, latitude: p.lat })), color: ink.info, width: 4 }))}
        polygons={polygons}
        includePoints={include}
        onError={() => undefined}
        onMarkerTap={(e) => {
          const pin = pins[Number((e.detail as { markerId?: number }).markerId)];
          if (pin) onPin?.(pin.id);
        }}
        onTap={(e) => {
          const at = e.detail as unknown as { longitude?: number; latitude?: number };
          if (at.longitude !== undefined && at.latitude !== undefined) onPick?.({ lng: at.longitude, lat: at.latitude });
        }}
      />
    </View>
  );
}
