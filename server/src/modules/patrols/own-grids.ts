import { areaPath, type Position } from '@linli/shared/areas';
import { boundsOf, growBounds, inBounds, type Shape } from '@linli/shared/geo';
import { metresToShape } from '@linli/shared/geo-shapes';
import { OWN_GRID_TOLERANCE_METRES } from '@linli/shared/patrols';

export type Inside = (position: Position) => boolean;

/** In one of the shapes, or at most 50 m from one. */
export function insideOf(shapes: Iterable<Shape>): Inside {
  const grown = [...shapes].map((shape) => ({ shape, bounds: growBounds(boundsOf(shape), OWN_GRID_TOLERANCE_METRES + 1) }));
  return (position) =>
    grown.some(({ shape, bounds }) => inBounds(bounds, position) && metresToShape(position, shape) <= OWN_GRID_TOLERANCE_METRES);
}

/** The areas and all above them: whoever holds a role in one of these looks after the person. */
export const scopeOf = (codes: readonly string[]): string[] => [...new Set(codes.flatMap(areaPath))].sort();
