import type { Position } from '@linli/shared/areas';
import type { AreaShapes as ShapeCollection } from '@/api/areas';

export type PinTone = 'plain' | 'done' | 'due' | 'late' | 'info';

export interface Pin {
  id: string;
  position: Position;
  tone?: PinTone;
  /** read aloud and shown on tap */
  label: string;
}

export type { AreaShapes as ShapeCollection } from '@/api/areas';

export interface MapViewProps {
  /** GCJ-02; without it the map fits shapes and pins */
  centre?: Position;
  pins?: readonly Pin[];
  /** walked or drawn lines */
  lines?: readonly (readonly Position[])[];
  shapes?: ShapeCollection | null;
  /** code of the shape to stand out */
  highlight?: string | null;
  height?: 'normal' | 'tall' | 'fill';
  zoom?: number;
  label: string;
  onPin?: (id: string) => void;
  /** The person puts the pin somewhere else: a tap on the map. */
  onPick?: (position: Position) => void;
  onShape?: (code: string) => void;
}
