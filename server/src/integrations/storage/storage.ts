import type { Readable } from 'node:stream';

/** Where bytes lie. Keys are made by us, of letters, digits, `-`, `.` and `/`. */
export abstract class Storage {
  /** All or nothing. @throws DomainError storage_full when there is no room. */
  abstract put(key: string, bytes: Buffer): Promise<void>;
  /** Null when nothing is there. */
  abstract open(key: string): Promise<{ stream: Readable; bytes: number } | null>;
  /** Nothing there is fine. */
  abstract delete(key: string): Promise<void>;
}
