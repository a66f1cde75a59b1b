import { OfflineError, ProblemError } from './problem';
import { accessToken } from './session';
import { withQuery } from './wire';

/** A file made by the server, to keep. Says what was done. */
export async function saveFile(path: string, query: object, name: string): Promise<string> {
  const token = await accessToken();
  const answer = await fetch(API_BASE + withQuery(path, query), {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  }).catch(() => {
    throw new OfflineError();
  });
  if (!answer.ok) throw new ProblemError(answer.status, ((await answer.json().catch(() => ({}))) as object | null) ?? {});
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return '已下载到您的设备';
}
