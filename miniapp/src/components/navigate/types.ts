import type { ReactNode } from 'react';
import type { Position } from '@linli/shared/areas';

export interface Navigator {
  /** Shows the way to a place, by its name. */
  go: (position: Position, name: string) => void;
  /** put it somewhere in the page */
  view: ReactNode;
}
