import { createStore, del, get, set } from 'idb-keyval';

const store = createStore('linli-photos', 'photos');
const shown = new Map<string, string>();
// A private window without IndexedDB still reports; it only cannot wait for signal.
const held = new Map<string, Blob>();

const show = (id: string, blob: Blob) => {
  const old = shown.get(id);
  if (old) return old;
  const url = URL.createObjectURL(blob);
  shown.set(id, url);
  return url;
};

export async function keepPhoto(id: string, source: Blob | string): Promise<string> {
  const blob = source as Blob;
  held.set(id, blob);
  await set(id, blob, store).catch(() => undefined);
  return show(id, blob);
}

export async function photoBlob(id: string): Promise<Blob | null> {
  return held.get(id) ?? (await get<Blob>(id, store).catch(() => undefined)) ?? null;
}

/** Where the photo is now, or null when the phone no longer has it. */
export async function findPhoto(id: string): Promise<string | null> {
  const blob = await photoBlob(id);
  return blob ? show(id, blob) : null;
}

export async function dropPhoto(id: string): Promise<void> {
  const url = shown.get(id);
  if (url) URL.revokeObjectURL(url);
  shown.delete(id);
  held.delete(id);
  await del(id, store).catch(() => undefined);
}
