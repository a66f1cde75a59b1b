/** A photo on this phone, made small, not yet (or not surely) with the server. `id` becomes the file's id there. */
export interface Shot {
  id: string;
  /** shown at once: a temporary path, a file of ours, a blob: address */
  path: string;
  width: number;
  height: number;
  bytes: number;
  /** the phone's claim, ISO 8601 */
  capturedAt: string;
}

export interface TakeOptions {
  count: number;
  /** camera: evidence taken now; both: the person may choose from the album */
  from: 'camera' | 'both';
}

/** Said when a picture cannot be read; the sentence is for the person. */
export class PhotoError extends Error {
  name = 'PhotoError';
}

export const LONGEST_SIDE = 1600;
