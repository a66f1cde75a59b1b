import { existsSync, readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { PHOTO_DAILY_QUOTA } from '@linli/shared/files';
import { bootApp, DAY, HOUR, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { newPhoto, photoForm, REAL } from '../../../test/photos.js';
import { Storage } from '../../integrations/storage/storage.js';
import { FilesService } from './files.service.js';

describe('files', () => {
  let app: TestApp;
  let li: Somebody;
  let zhao: Somebody;
  beforeAll(async () => {
    app = await bootApp();
    li = await app.make.person();
    zhao = await app.make.person();
  });
  afterAll(() => app.close());

  const upload = (who: Somebody, id: string, photo: Buffer, fields: Record<string, string> = {}) =>
    app.as(who).post('/files', photoForm(id, photo, fields));
  const uploaded = async (who: Somebody, photo?: Buffer): Promise<string> => {
    const id = newId();
    expect((await upload(who, id, photo ?? (await newPhoto()))).status).toBe(201);
    return id;
  };
  const claim = (who: Somebody, ids: string[], matter: string) =>
    app.db.transaction((tx) => app.nest.get(FilesService).claim(tx, who.id, ids, ['report', matter]));
  const refusal = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );
  const stored = (): string[] =>
    existsSync(app.config.filesDir)
      ? readdirSync(app.config.filesDir, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
      : [];

  describe('uploading', () => {
    it('gives signed links to two sizes, shown as photos and nothing else', async () => {
      const id = newId();
      const fields = { capturedAt: '2026-03-11T01:59:30Z', lng: '111.302', lat: '23.402', accuracyMetres: '12.5' };
      const { status, body } = await upload(li, id, REAL.iphone(), fields);
      expect(status).toBe(201);
      expect(body).toMatchObject({ id, width: 1280, height: 1280, capturedAt: '2026-03-11T01:59:30.000Z' });
      const photo = await app.guest().get(body.largeUrl);
      expect(photo.status).toBe(200);
      expect(
        Object.fromEntries(['content-type', 'x-content-type-options', 'cache-control'].map((name) => [name, photo.headers.get(name)])),
      ).toEqual({
        'content-type': 'image/jpeg',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=7200, immutable',
      });
      expect(photo.headers.get('content-disposition')).toMatch(/^inline; filename="linli-[0-9a-f]{8}\.jpg"$/);
      expect((await app.guest().get(body.smallUrl)).body.length).toBeLessThan(photo.body.length);
      expect(photo.body.includes('Exif')).toBe(false);
      const [claimed] = await claim(li, [id], newId());
      expect(claimed).toMatchObject({
        position: { lng: 111.302, lat: 23.402 },
        accuracyMetres: 12.5,
        takenAt: new Date('2016-03-24T06:49:51Z'),
      });
      expect(claimed?.takenPosition?.lat).toBeCloseTo(40.005, 2);
    });

    it('is the same file when the same id comes again, however often at once', async () => {
      const id = newId();
      const photo = await newPhoto(900, 700);
      const before = stored().length;
      const answers = await Promise.all(Array.from({ length: 32 }, () => upload(li, id, photo)));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(31);
      expect(new Set(answers.map(({ body }) => body.largeUrl)).size).toBe(1);
      expect(stored()).toHaveLength(before + 2);
    });

    it('does not give an id twice: other bytes, another person', async () => {
      const photo = await newPhoto();
      const id = await uploaded(li, photo);
      expect(await upload(li, id, await newPhoto())).toMatchObject({ status: 409, body: { code: 'id_taken' } });
      expect(await upload(zhao, id, photo)).toMatchObject({ status: 409, body: { code: 'id_taken' } });
    });

    it('keeps the same bytes once for each owner', async () => {
      const photo = await newPhoto();
      const before = stored().length;
      const [a, b] = [await uploaded(li, photo), await uploaded(li, photo)];
      expect(stored()).toHaveLength(before + 2);
      await uploaded(zhao, photo);
      expect(stored()).toHaveLength(before + 4);
      expect(await app.nest.get(FilesService).hashes(null, [a, b])).toEqual(
        new Map([a, b].map((id) => [id, expect.stringMatching(/^[0-9a-f]{64}$/)])),
      );
    });

    it.each([
      ['no sign-in', 401, () => app.guest().post('/files', photoForm(newId(), REAL.old()))],
      ['JSON', 400, () => app.as(li).post('/files', { id: newId() })],
      ['no photo', 400, () => app.as(li).post('/files', formWith({ id: newId() }))],
      ['an empty form', 400, () => app.as(li).post('/files', new FormData())],
      ['no id', 400, () => app.as(li).post('/files', formWith({ file: new Blob([new Uint8Array(REAL.old())]) }))],
      ['an id of a kind we do not know', 400, () => upload(li, '1', REAL.old())],
      ['an owner smuggled in', 400, () => upload(li, newId(), REAL.old(), { ownerId: zhao.id })],
      ['a prototype smuggled in', 400, () => upload(li, newId(), REAL.old(), { __proto__x: '1', constructor: 'x' })],
      ['half a position', 400, () => upload(li, newId(), REAL.old(), { lng: '111' })],
      ['a position beyond the poles', 400, () => upload(li, newId(), REAL.old(), { lng: '0', lat: '91' })],
      ['a time that is none', 400, () => upload(li, newId(), REAL.old(), { capturedAt: 'yesterday' })],
      ['a field too long', 400, () => upload(li, newId(), REAL.old(), { capturedAt: 'x'.repeat(2000) })],
      ['a zero byte', 400, () => upload(li, newId(), REAL.old(), { capturedAt: 'a\0b' })],
      [
        'six megabytes under another name',
        400,
        () => app.as(li).post('/files', formWith({ id: newId(), photo: new Blob([new Uint8Array(REAL.sony())]) })),
      ],
      ['two photos', 400, () => app.as(li).post('/files', twice())],
      ['a GIF called .jpg', 422, () => upload(li, newId(), Buffer.from('GIF89a and so on'))],
      ['a truncated photo', 422, () => upload(li, newId(), REAL.iphoneSmall().subarray(0, 50_000))],
      ['21 MB', 413, () => upload(li, newId(), Buffer.concat([REAL.old(), Buffer.alloc(21 * 1024 * 1024)]))],
      ['100 MB', 413, () => upload(li, newId(), Buffer.alloc(100 * 1024 * 1024)).catch(() => ({ status: 413 }))],
    ])('refuses %s and leaves nothing', async (_, status, send) => {
      const before = stored();
      expect((await send()).status).toBe(status);
      expect(stored()).toEqual(before);
    });

    it('does not keep a place that cannot be, nor the time of a phone without a clock', async () => {
      const id = newId();
      const { status, body } = await upload(li, id, await newPhoto(), { lng: '0', lat: '0', capturedAt: '1970-01-01T00:00:09Z' });
      expect([status, body.capturedAt]).toEqual([201, null]);
      expect((await claim(li, [id], newId()))[0]?.position).toBeNull();
    });

    it('says what to do with HEIC', async () => {
      const { body } = await upload(li, newId(), Buffer.from('\0\0\0\x24ftypheic\0\0\0\0', 'latin1'));
      expect(body).toMatchObject({ code: 'photo_heic', status: 422 });
      expect(body.detail).toMatch('兼容性最佳');
    });

    it('takes a name for no more than a name', async () => {
      const form = photoForm(newId(), await newPhoto(), {}, '../../../etc/passwd\u202egpj.html');
      const { body } = await app.as(li).post('/files', form);
      const { headers } = await app.guest().get(body.smallUrl);
      expect(headers.get('content-type')).toBe('image/jpeg');
      expect(headers.get('content-disposition')).not.toMatch('passwd');
    });

    it('forgets a broken connection', async () => {
      const before = stored();
      await new Promise<void>((done) => {
        const sending = httpRequest(`${app.origin}/api/v1/files`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${app.as(li).token}`,
            'content-type': 'multipart/form-data; boundary=x',
            'content-length': '1000000',
          },
        });
        sending.on('error', () => done());
        sending.write(`--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n${'x'.repeat(100_000)}`);
        setTimeout(() => sending.destroy(), 200);
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(stored()).toEqual(before);
    });

    it('answers health quickly while many large photos come', async () => {
      const many = Array.from({ length: 8 }, (_, i) => upload(zhao, newId(), Buffer.concat([REAL.sony(), Buffer.from(`film ${i}`)])));
      const took: number[] = [];
      for (let i = 0; i < 15; i++) {
        const start = performance.now();
        expect((await app.guest().get('/health')).status).toBe(200);
        took.push(performance.now() - start);
      }
      expect((await Promise.all(many)).map(({ status }) => status)).toEqual(Array(8).fill(201));
      // the middle one: the phones of this test live in the same process
      expect(took.sort((a, b) => a - b)[7]).toBeLessThan(1000);
    });

    it('leaves nothing on a full disk, and works again when there is room', async () => {
      const storage = app.nest.get(Storage);
      const put = jest.spyOn(storage, 'put');
      const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      const before = stored();
      put.mockImplementationOnce((key, bytes) => Object.getPrototypeOf(storage).put.call(storage, key, bytes)).mockRejectedValueOnce(full);
      const id = newId();
      const photo = await newPhoto();
      expect(await upload(li, id, photo)).toMatchObject({ status: 507, body: { code: 'storage_full' } });
      expect(stored()).toEqual(before);
      put.mockRestore();
      expect((await upload(li, id, photo)).status).toBe(201);
    });

    it('has a quota a day', async () => {
      const eager = await app.make.person();
      await uploaded(eager);
      await app.db.query(
        `insert into files (id, owner_id, content_id, created_at)
         select gen_random_uuid(), owner_id, content_id, $2 from files, generate_series(2, $3) where owner_id = $1`,
        [eager.id, app.clock.now(), PHOTO_DAILY_QUOTA],
      );
      expect(await upload(eager, newId(), await newPhoto())).toMatchObject({ status: 429, body: { code: 'photo_quota_day' } });
      app.clock.advance(DAY);
      await uploaded(eager);
    });
  });

  describe('a link', () => {
    it('is good for one to two hours, and within the hour the same', async () => {
      app.clock.set('2026-03-20T02:59:59.000Z');
      const id = await uploaded(li);
      const link = async () => (await app.nest.get(FilesService).view(null, id)).largeUrl;
      const first = await link();
      app.clock.set('2026-03-20T03:00:00.000Z');
      expect(await link()).not.toBe(first);
      app.clock.set('2026-03-20T03:59:59.000Z');
      expect((await app.guest().get(first)).status).toBe(200);
      app.clock.set('2026-03-20T04:00:00.000Z');
      expect(await app.guest().get(first)).toMatchObject({ status: 410, body: { code: 'link_expired' } });
    });

    it('is good for nothing else', async () => {
      const [id, other] = [await uploaded(li), await uploaded(zhao)];
      const { largeUrl } = await app.nest.get(FilesService).view(null, id);
      const [path, query] = largeUrl.split('?') as [string, string];
      const sig = /sig=([\w-]+)/.exec(query)?.[1] ?? '';
      for (const forged of [
        path,
        `${path}?exp=9999999999&sig=${sig}`,
        `${path.replace(id, other)}?${query}`,
        `${path.replace('large', 'small')}?${query}`,
        `${path.replace('large', 'original')}?${query}`,
        `${path.replace('large', '__proto__')}?${query}`,
        ...['A', 'B', 'Q', 'g', 'w'].filter((end) => !query.endsWith(end)).map((end) => `${path}?${query.slice(0, -1)}${end}`),
        `${path}?${query}&sig=${sig}`,
        `${path}?exp=${'9'.repeat(400)}&sig=${sig}`,
        `${path.replace(id, '..%2f..%2fetc')}?${query}`,
      ])
        expect([forged, (await app.as(li).get(forged)).status]).toEqual([forged, 404]);
    });
  });

  describe('a matter takes photos', () => {
    it('all or none, once', async () => {
      const [a, b, c] = [await uploaded(li), await uploaded(li), await uploaded(zhao)];
      const matter = newId();
      expect(await refusal(claim(li, [a, c], matter))).toBe('photo_missing');
      expect(await refusal(claim(li, [a, newId()], matter))).toBe('photo_missing');
      expect((await claim(li, [b, a], matter)).map(({ id }) => id)).toEqual([b, a]);
      expect(await refusal(claim(li, [a, b], matter))).toBe('done');
      expect(await refusal(claim(li, [a], newId()))).toBe('photo_taken');
    });

    it('not the same picture twice, under whatever id', async () => {
      const photo = await newPhoto();
      const [a, b] = [await uploaded(li, photo), await uploaded(li, photo)];
      expect(await refusal(claim(li, [a, b], newId()))).toBe('photo_repeated');
      expect(await refusal(claim(li, [a, a], newId()))).toBe('photo_repeated');
    });

    it('one of 20 that want the same photo gets it', async () => {
      const id = await uploaded(li);
      const results = await Promise.all(Array.from({ length: 20 }, () => refusal(claim(li, [id], newId()))));
      expect(results.filter((result) => result === 'done')).toHaveLength(1);
      expect(results.filter((result) => result === 'photo_taken')).toHaveLength(19);
    });
  });

  describe('in the end', () => {
    it('what no matter took goes after seven days, its bytes too; what was taken stays', async () => {
      const photo = await newPhoto();
      const [loose, twin, taken] = [await uploaded(li, photo), await uploaded(li, photo), await uploaded(li)];
      await claim(li, [taken], newId());
      await claim(li, [twin], newId());
      const alone = await uploaded(li);
      const before = stored().length;
      const files = app.nest.get(FilesService);
      app.clock.advance(7 * DAY);
      await app.runJobs('files.sweep');
      expect([...(await files.views(null, [loose, alone])).keys()].sort()).toEqual([loose, alone].sort());
      app.clock.advance(HOUR);
      await app.runJobs('files.sweep');
      await app.runJobs('files.sweep');
      await app.runJobs();
      expect([...(await files.views(null, [loose, alone, twin, taken])).keys()].sort()).toEqual([twin, taken].sort());
      expect(stored().length).toBeLessThan(before);
      const { largeUrl } = await files.view(null, twin);
      expect((await app.guest().get(largeUrl)).status).toBe(200);
    });

    it('bytes that were never entered are cleared away', async () => {
      const storage = app.nest.get(Storage);
      const contentId = newId();
      await storage.put(`${contentId.slice(0, 2)}/${contentId}-large.jpg`, Buffer.from('x'));
      await app.runJobs('files.reap', { contentId });
      expect(await storage.open(`${contentId.slice(0, 2)}/${contentId}-large.jpg`)).toBeNull();
    });

    it('two accounts become one, with each picture once', async () => {
      const [from, to] = [await app.make.person(), await app.make.person()];
      const photo = await newPhoto();
      const [a, b, c] = [await uploaded(from, photo), await uploaded(to, photo), await uploaded(from)];
      const files = app.nest.get(FilesService);
      await app.db.transaction((tx) => files.move(tx, from.id, to.id));
      await app.runJobs();
      expect(await refusal(claim(to, [a, c], newId()))).toBe('done');
      expect((await app.guest().get((await files.view(null, a)).smallUrl)).status).toBe(200);
      expect((await files.hashes(null, [a, b])).get(a)).toBe((await files.hashes(null, [b])).get(b));
      expect(await app.db.query('select 1 from file_contents where owner_id = $1', [from.id])).toEqual([]);
    });

    it('a closed account leaves the photos of its matters, and no positions', async () => {
      const gone = await app.make.person();
      const [taken, loose] = [newId(), newId()];
      await upload(gone, taken, REAL.iphone(), { lng: '111.3', lat: '23.4' });
      await upload(gone, loose, await newPhoto());
      await claim(gone, [taken], newId());
      const files = app.nest.get(FilesService);
      await app.db.transaction((tx) => files.erase(tx, gone.id));
      expect(await app.db.transaction((tx) => files.dataOf(tx, gone.id))).toEqual([
        expect.objectContaining({ id: taken, lng: null, lat: null }),
      ]);
      expect(await app.db.query('select taken_lng from file_contents where owner_id = $1', [gone.id])).toEqual([{ taken_lng: null }]);
    });
  });
});

function formWith(parts: Record<string, string | Blob>): FormData {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) form.set(name, part);
  return form;
}

function twice(): FormData {
  const form = photoForm(newId(), REAL.old());
  form.append('file', new Blob([new Uint8Array(REAL.old())]), 'b.jpg');
  return form;
}
