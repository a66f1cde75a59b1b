import type { ShapeCoordinates } from '@linli/shared/areas';
import type { Point, Shape } from '@linli/shared/geo';
import { roundShape } from '@linli/shared/geojson';
import { toGcj02 } from '../../common/gcj02.js';

export function pointIn(coordinates: ShapeCoordinates, point: Point): Point {
  return coordinates === 'wgs84' ? toGcj02(point) : point;
}

/** Converted once, on the way in; rounded to a tenth of a metre. */
export function shapeIn(coordinates: ShapeCoordinates, shape: Shape): Shape {
  return roundShape(coordinates === 'wgs84' ? shape.map((polygon) => polygon.map((ring) => ring.map(toGcj02))) : shape);
}
