import type { Position } from '@linli/shared/areas';

export interface Fix {
  /** GCJ-02 */
  position: Position;
  accuracyMetres: number;
}

/** Why there is no position, in words that say what to do. */
export class NoPositionError extends Error {
  name = 'NoPositionError';
  constructor(
    message: string,
    public refused: boolean,
  ) {
    super(message);
  }
}
