import type { ShapeCollection } from '@/components/map-view';

/** A FeatureCollection whose features can be drawn, or null. What is wrong inside is named by the server's dry run. */
export function shapesOf(text: string): ShapeCollection | null {
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, '')) as Partial<ShapeCollection>;
    return value.type === 'FeatureCollection' && Array.isArray(value.features) ? (value as ShapeCollection) : null;
  } catch {
    return null;
  }
}
