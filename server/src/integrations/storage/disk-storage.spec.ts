import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asDomain, DiskStorage } from './disk-storage.js';

describe('the disk', () => {
  let root: string;
  let disk: DiskStorage;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'linli-disk-'));
    disk = new DiskStorage(root);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const read = async (key: string): Promise<string | null> => {
    const found = await disk.open(key);
    if (!found) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of found.stream) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks)).toHaveLength(found.bytes);
    return Buffer.concat(chunks).toString();
  };

  it('gives back what was put, until it is deleted; twice is fine', async () => {
    await disk.put('ab/one.jpg', Buffer.from('first'));
    await disk.put('ab/one.jpg', Buffer.from('second'));
    expect(await read('ab/one.jpg')).toBe('second');
    await disk.delete('ab/one.jpg');
    await disk.delete('ab/one.jpg');
    expect(await read('ab/one.jpg')).toBeNull();
    expect(readdirSync(join(root, 'incoming'))).toEqual([]);
  });

  it('leaves nothing half done', async () => {
    mkdirSync(join(root, 'ab', 'taken.jpg', 'x'), { recursive: true });
    await expect(disk.put('ab/taken.jpg', Buffer.from('x'))).rejects.toThrow();
    expect(readdirSync(join(root, 'incoming'))).toEqual([]);
    expect(readdirSync(join(root, 'ab'))).toEqual(['taken.jpg']);
  });

  it('knows only keys of its own kind', async () => {
    for (const key of ['../x', 'a/../../x', '/etc/passwd', 'a//b', '', 'a/b\0', 'a/…'])
      await expect(disk.put(key, Buffer.from('x'))).rejects.toThrow('not a storage key');
  });

  it('says that it is full, and nothing else by that name', () => {
    for (const code of ['ENOSPC', 'EDQUOT'])
      expect(asDomain(Object.assign(new Error(code), { code }))).toMatchObject({ kind: 'storage_full' });
    const other = Object.assign(new Error('x'), { code: 'EACCES' });
    expect(asDomain(other)).toBe(other);
    expect(asDomain(null)).toBeNull();
  });
});
