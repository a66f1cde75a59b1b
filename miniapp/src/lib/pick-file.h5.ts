import type { PickedFile } from './picked-file';

export type { PickedFile } from './picked-file';

/** Null when the person closes the dialog; browsers before 2023 say nothing then, and the next choice simply starts anew. */
export function pickFile(extensions: readonly string[]): Promise<PickedFile | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = extensions.map((e) => `.${e}`).join(',');
    input.oncancel = () => resolve(null);
    input.onchange = () => {
      const file = input.files?.[0];
      resolve(file ? { name: file.name, size: file.size, path: '', blob: file } : null);
    };
    input.click();
  });
}

export const readPicked = (file: PickedFile): Promise<string> => file.blob?.text() ?? Promise.reject(new Error('no file'));
