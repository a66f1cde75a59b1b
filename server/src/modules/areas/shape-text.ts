import type { Polygon, Ring, Shape } from '@linli/shared/geo';
import { type GeoJsonGeometry, toGeometry } from '@linli/shared/geojson';

/** Back from the GeoJSON this server wrote itself: checked when it came in, so not again. */
export function shapeOf(geometry: string): Shape {
  const { type, coordinates } = JSON.parse(geometry) as GeoJsonGeometry;
  return type === 'Polygon' ? [coordinates as Polygon] : (coordinates as Shape);
}

export const geometryText = (shape: Shape): string => JSON.stringify(toGeometry(shape));

/** Postgres's own text form; it closes the ring itself. */
export const polygonText = (ring: Ring): string =>
  `(${ring
    .slice(0, -1)
    .map(([lng, lat]) => `(${lng},${lat})`)
    .join(',')})`;
