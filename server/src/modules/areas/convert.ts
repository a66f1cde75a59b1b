import type { ShapeCoordinates } from '@linli/shared/areas';
import type { Point, Shape } from '@linli/shared/geo';
import { roundShape } from '@linli/shared/geojson';
import exported from 'gcoord';

/** The package is CommonJS whose types speak of ES modules: what is imported is already its `default`. */
const gcoord = exported as unknown as typeof exported.default;

const toGcj02 = ([lng, lat]: Point): Point => gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02);

export function pointIn(coordinates: ShapeCoordinates, point: Point): Point {
  return coordinates === 'wgs84' ? toGcj02(point) : point;
}

/** Converted once, on the way in; rounded to a tenth of a metre. */
export function shapeIn(coordinates: ShapeCoordinates, shape: Shape): Shape {
  return roundShape(coordinates === 'wgs84' ? shape.map((polygon) => polygon.map((ring) => ring.map(toGcj02))) : shape);
}
