import { Type } from 'class-transformer';
import { IsISO8601, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { IsClientId } from './ids.dto.js';

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

/** The text fields beside `file` in the multipart form: the id the phone made, and its claim of when and where (GCJ-02). A place abroad is no reason to refuse a photo: it is not kept. */
export class UploadFileDto {
  @IsClientId()
  id: string;

  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  capturedAt?: string;

  @IsOptional()
  @Type(() => Number)
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(-180)
  @Max(180)
  lng?: number;

  @IsOptional()
  @Type(() => Number)
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(-90)
  @Max(90)
  lat?: number;

  @IsOptional()
  @Type(() => Number)
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(100_000)
  accuracyMetres?: number;
}
