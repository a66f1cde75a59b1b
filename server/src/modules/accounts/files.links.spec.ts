import { bootApp, type TestApp } from '../../../test/harness.js';
import { newId, newPhone } from '../../../test/makers.js';
import { newPhoto, photoForm } from '../../../test/photos.js';

describe('photos and their people', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await bootApp();
  });
  afterAll(() => app.close());

  it('move when two accounts become one, are told as my data, and go with the account', async () => {
    const phone = newPhone();
    const known = await app.make.person({ phone });
    const session = (await app.guest().post('/auth/wechat', { code: 'wx-photographer-1' })).body as { accessToken: string };
    const stranger = app.bearing(session.accessToken);
    const id = newId();
    expect((await stranger.post('/files', photoForm(id, await newPhoto(), { lng: '111.3', lat: '23.4' }))).status).toBe(201);

    const joined = await stranger.post('/auth/wechat/phone', { code: `phone-${phone}-1` });
    expect(joined.status).toBe(200);
    expect((await app.as(known).get('/me/data')).body.photos).toEqual([expect.objectContaining({ id, lng: 111.3 })]);

    expect((await app.as(known).get('/me/closing')).body.consequences).toContain('没有用在事项里的照片和照片的位置立即删除');
    expect((await app.as(known).post('/me/close', { confirm: '注销账号' })).status).toBe(204);
    expect(await app.db.query('select id from files')).toEqual([]);
  });
});
