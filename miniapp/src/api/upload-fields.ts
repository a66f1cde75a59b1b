import type { Position } from '@linli/shared/areas';
import type { Shot } from '@/lib/shot';
import { ProblemError } from './problem';

export interface UploadOptions {
  position?: Position | null;
  onProgress?: (percent: number) => void;
}

export const uploadFields = (shot: Shot, position?: Position | null): Record<string, string> => ({
  id: shot.id,
  capturedAt: shot.capturedAt,
  ...(position ? { lng: String(position.lng), lat: String(position.lat) } : {}),
});

/** A photo this phone no longer has cannot be sent. */
export const goneFromPhone = () => new ProblemError(400, { code: 'photo_gone', detail: '照片已不在这部手机里，请重新拍一张' });
