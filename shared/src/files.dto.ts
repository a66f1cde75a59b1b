/*
 * Routes, under /api/v1
 * files     POST /files (multipart: id, file, capturedAt?, lng?, lat?) → FileView · GET /files/:id/:variant?exp&sig (signed, public)
 */
/** A photo as a caller may see it: signed links that live one to two hours. */
export class FileView {
  id: string;
  /** longest side 320 px */
  smallUrl: string;
  /** longest side 1280 px */
  largeUrl: string;
  /** pixels of the large variant */
  width: number;
  height: number;
  /** the phone's claim of when it was taken, ISO 8601, or null */
  capturedAt: string | null;
}
