import type { Somebody, TestApp } from './harness.js';
import { newId } from './makers.js';
import { newPhoto, photoForm } from './photos.js';

/** A photo that this person has uploaded, as their phone does before it sends the matter; its id. */
export async function uploadPhoto(app: TestApp, who: Somebody): Promise<string> {
  const id = newId();
  const { status, body } = await app.as(who).post('/files', photoForm(id, await newPhoto()));
  if (status !== 201) throw new Error(`the photo was refused: ${status} ${JSON.stringify(body)}`);
  return id;
}
