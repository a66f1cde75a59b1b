/** The part of qrcode without canvas, files and colours. */
declare module 'qrcode/lib/core/qrcode' {
  interface Modules {
    size: number;
    get: (row: number, column: number) => number;
  }
  export function create(
    segments: { data: Uint8Array; mode: 'byte' }[],
    options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
  ): { modules: Modules };
}
