import { newId } from '@/lib/ids';
import type { PickedFile } from '@/lib/picked-file';
import { OfflineError, ProblemError } from './problem';
import { accessToken } from './session';

/** Sends a table as it is; the server reads it. */
export async function sendSheet<T>(path: string, file: PickedFile): Promise<T> {
  const token = await accessToken();
  const form = new FormData();
  form.append('file', file.blob ?? new Blob([]), file.name);
  const answer = await fetch(API_BASE + path, {
    method: 'POST',
    body: form,
    headers: { 'idempotency-key': newId(), ...(token ? { authorization: `Bearer ${token}` } : {}) },
  }).catch(() => {
    throw new OfflineError();
  });
  const data: unknown = await answer.json().catch(() => ({}));
  if (answer.ok) return data as T;
  throw new ProblemError(answer.status, data ?? {});
}
