const { browsers, connect, enter, openPhone } = require('./browser.cjs');
const photos = require('./photos.cjs');
const { asPerson, buildStreet, signIn } = require('./street.cjs');

const DETAIL = (id) => `/features/reports/pages/detail/index?id=${id}`;

/** Photo, place, category: what everybody does who reports. */
async function fillReport(phone, { category, words, photo }) {
  await phone.photograph(() => phone.press(/^拍照$/), photo);
  await phone.page
    .getByRole('button', { name: /照片 1/ })
    .first()
    .waitFor();
  const agree = phone.page.getByRole('button', { name: '同意并定位' });
  await agree.or(phone.page.getByText('第一网格')).first().waitFor();
  if (await agree.isVisible()) await agree.click();
  await phone.see(/第一网格/);
  await phone.press('全部类别');
  await phone.page.getByPlaceholder(/搜类别/).fill(category);
  await phone.press(new RegExp(`^${category}`));
  await phone.page.getByRole('textbox', { name: '说明' }).fill(words);
  // the rooms that must open without signal are brought three seconds after the first page stands
  await phone.page.waitForTimeout(4000);
}

describe.each(browsers())('a report, from the camera to the stars, in %s', (name, endpoint) => {
  jest.setTimeout(120_000);
  const faults = [];
  let browser, street, resident, reportId;
  const phones = [];
  const open = async (options) => {
    const phone = await openPhone(browser, { faults, ...options });
    phones.push(phone);
    return phone;
  };
  const as = async (number, options = {}) => open({ session: (await signIn(number)).session, ...options });

  beforeAll(async () => {
    [browser, street] = await Promise.all([connect(endpoint), buildStreet()]);
  });
  afterEach(async () => {
    for (const phone of phones.splice(0)) if (phone !== resident) await phone.close();
  });
  afterAll(() => browser?.close());

  test('a resident signs in, photographs without signal, and it sends itself once', async () => {
    resident = await open({ at: street.inGrid });
    await resident.page.goto('/');
    await resident.see('随手拍');
    await resident.shot('guest-home');
    await enter(resident, street.people.resident);
    await resident.goto('/features/reports/pages/new/index');
    await fillReport(resident, { category: '暴露垃圾', words: '垃圾桶旁堆了旧家具，轮椅过不去', photo: photos.before });
    await resident.shot('report-form');
    await resident.context.setOffline(true);
    await resident.press('提交', { exact: true });
    await resident.see('已存在手机里');
    await resident.shot('report-offline');
    await resident.context.setOffline(false);
    const me = asPerson(await resident.session());
    const mine = async () => (await me.ask('GET', '/reports/mine')).items;
    let items = await mine();
    for (let i = 0; i < 60 && !items.length; i++) {
      await resident.page.waitForTimeout(250);
      items = await mine();
    }
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ state: 'reported', categoryName: '暴露垃圾' });
    reportId = items[0].id;
    // tried again and again meanwhile, and still one
    await resident.page.reload();
    await resident.page.waitForTimeout(1500);
    expect(await mine()).toHaveLength(1);
    expect(resident.sent.filter((s) => s === 'POST /files').length).toBeGreaterThanOrEqual(1);
    const whole = await me.ask('GET', `/reports/${reportId}`);
    expect(whole.photos).toHaveLength(1);
    expect(whole.capturedAt).not.toBeNull();
    await resident.goto(DETAIL(reportId));
    await resident.see('承诺');
    await resident.shot('report-promise');
  });

  test('the desk accepts it and sends it to the team', async () => {
    const desk = await as(street.people.dispatcher, { size: 'desk' });
    await desk.goto(DETAIL(reportId));
    await desk.press('更多');
    await desk.press('受理', { exact: true });
    await desk.see('已受理');
    await desk.press('派遣', { exact: true });
    await desk.see('滨江街道环卫队');
    await desk.shot('desk-dispatch');
    await desk.page.getByRole('dialog').getByRole('button', { name: '派遣', exact: true }).click();
    await desk.see('已派遣');
    await desk.shot('desk-dispatched');
  });

  test('the handler finds it among the cases, starts, and handles it with a photo', async () => {
    const handler = await as(street.people.handler, { at: street.inGrid });
    await handler.goto('/features/cases/pages/list/index?box=team_cases');
    await handler.see('暴露垃圾');
    await handler.shot('handler-cases');
    await handler.press('导航');
    await handler.see('怎么去');
    await handler.shot('handler-navigate');
    await handler.press('关闭');
    await handler.press('去接手');
    await handler.press('开始处置');
    await handler.see('处置中');
    await handler.press('处置完成');
    await handler.photograph(() => handler.press(/^拍照/), photos.after);
    await handler.page.getByRole('textbox', { name: '说明' }).fill('已清运，地面已冲洗');
    await handler.shot('handler-form');
    await handler.press('提交', { exact: true });
    await handler.see('待核查');
    await handler.shot('handler-done');
  });

  test('the grid member looks at it on the spot and approves', async () => {
    const member = await as(street.people.gridMember, { at: street.inGrid });
    await member.goto('/features/patrols/pages/checks/index');
    await member.see('暴露垃圾');
    await member.shot('checks');
    await member.press(/暴露垃圾/);
    await member.see('处理后');
    await member.press('核查通过');
    await member.press('核查通过，办结');
    await member.see('已结案');
    await member.shot('check-approved');
  });

  test('the resident sees before and after, and rates', async () => {
    await resident.goto(DETAIL(reportId));
    await resident.see('处理后');
    await resident.shot('resident-closed');
    await resident.press('评价', { exact: true });
    await resident.page.getByRole('radio', { name: '非常满意' }).click();
    await resident.press('提交评价');
    await resident.see('非常满意');
    await resident.shot('resident-rated');
    const whole = await asPerson(await resident.session()).ask('GET', `/reports/${reportId}`);
    expect(whole).toMatchObject({ state: 'closed', closedAs: 'checked', rating: 5 });
    expect(whole.timeline.map((t) => t.action)).toEqual(
      expect.arrayContaining(['accept', 'dispatch', 'start', 'handle', 'approve', 'rate']),
    );
  });

  test('nothing broke on the way', () => expect(faults).toEqual([]));
});

describe.each(browsers())('two people on one phone, in %s', (name, endpoint) => {
  jest.setTimeout(120_000);
  let browser, street;
  beforeAll(async () => {
    [browser, street] = await Promise.all([connect(endpoint), buildStreet()]);
  });
  afterAll(() => browser?.close());

  test('what one made without signal is never sent by the other', async () => {
    const phone = await openPhone(browser, { at: street.inGrid });
    const { page } = phone;
    const leave = async () => {
      await page.evaluate(() => {
        globalThis.location.hash = '#/pages/me/index';
      });
      await phone.press('退出登录');
      await phone.press('退出', { exact: true });
      await phone.see('已退出');
    };
    const desk = await signIn(street.people.dispatcher);
    const arrived = async () => (await desk.ask('GET', '/reports?box=to_accept')).items.length;

    await enter(phone, street.people.resident);
    const entered = Date.now(); // the code was asked for before: a page that comes slowly must not shorten the minute
    await page.goto('/#/pages/me/index');
    await phone.see('退出登录'); // its code is here before the signal goes
    await phone.goto('/features/reports/pages/new/index');
    await fillReport(phone, { category: '暴露垃圾', words: '楼道口', photo: photos.another });
    await phone.context.setOffline(true);
    await phone.press('提交', { exact: true });
    await phone.see('已存在手机里');
    await leave();
    await phone.context.setOffline(false);
    await page.waitForTimeout(1500);
    phone.sent.length = 0;

    await enter(phone, street.people.neighbour);
    const neighbour = asPerson(await phone.session());
    await page.goto('/#/pages/home/index');
    await page.waitForTimeout(2500);
    expect(await page.getByText('待发送').count()).toBe(0);
    expect(phone.sent.filter((s) => /\/(files|reports)/.test(s))).toEqual([]);
    expect(await arrived()).toBe(0);
    expect((await neighbour.ask('GET', '/reports/mine')).items).toEqual([]);

    await leave();
    await page.waitForTimeout(Math.max(0, entered + 62_000 - Date.now())); // one code a minute and number
    await enter(phone, street.people.resident);
    for (let i = 0; i < 60 && !(await arrived()); i++) await page.waitForTimeout(250);
    expect(await arrived()).toBe(1);
  });
});
