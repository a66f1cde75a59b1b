export interface PickedFile {
  name: string;
  /** For Taro.uploadFile. */
  path: string;
  size: number;
}

/** Null when the person closes the dialog; browsers before 2023 say nothing then, and the next choice simply starts anew. */
export function pickFile(extensions: readonly string[]): Promise<PickedFile | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = extensions.map((e) => `.${e}`).join(',');
    input.oncancel = () => resolve(null);
    input.onchange = () => {
      const file = input.files?.[0];
      resolve(file ? { name: file.name, path: URL.createObjectURL(file), size: file.size } : null);
    };
    input.click();
  });
}

export async function readPicked(file: PickedFile): Promise<string> {
  const response = await fetch(file.path);
  return response.text();
}
