/** A file somebody chose: WeChat knows where it lies, a browser holds it. */
export interface PickedFile {
  name: string;
  size: number;
  path: string;
  /** browsers only: their content security policy lets no address of it be fetched */
  blob: Blob | null;
}
