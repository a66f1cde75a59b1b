/** A file to keep. Says what was done. */
export function handOver(name: string, text: string): Promise<string> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return Promise.resolve('已下载到您的设备');
}
