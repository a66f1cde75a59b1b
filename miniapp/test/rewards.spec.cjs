const { browsers, connect, openPhone } = require('./browser.cjs');
const { buildShop, pointsOf } = require('./shops.cjs');

/** The eight digits as they stand on a phone. */
const digitsOn = async (phone) =>
  (
    await phone
      .top()
      .getByText(/^\d{4} \d{4}$/)
      .innerText()
  ).replace(' ', '');

describe.each(browsers())('points, from the shelf to the hand, in %s', (name, endpoint) => {
  jest.setTimeout(120_000);
  const faults = [];
  const phones = [];
  let browser, town, ownerPhone, keeperPhone, voucherId;
  const open = async (who, options = {}) => {
    const phone = await openPhone(browser, { faults, session: who.session, at: town.street.inGrid, ...options });
    phones.push(phone);
    return phone;
  };

  beforeAll(async () => {
    [browser, town] = await Promise.all([connect(endpoint), buildShop()]);
    [ownerPhone, keeperPhone] = await Promise.all([open(town.owner), open(town.keeper)]);
  });
  afterAll(async () => {
    for (const phone of phones) await phone.close();
    await browser?.close();
  });

  test('she sees what it costs and what remains, and redeems it once', async () => {
    await ownerPhone.goto(`/features/rewards/pages/redeem/index?itemId=${town.item.id}`);
    await ownerPhone.see('现有');
    await ownerPhone.see('30 积分');
    await ownerPhone.shot('redeem');
    await ownerPhone.press('用 20 积分兑换');
    await ownerPhone.see('秒后换新的');
    const { items } = await town.owner.ask('GET', '/rewards/vouchers?tab=ready');
    expect(items).toMatchObject([{ title: '豆浆油条', points: 20 }]);
    voucherId = items[0].id;
    expect(await pointsOf(town.owner)).toEqual({ balance: 50, held: 20 });
    expect(ownerPhone.sent.filter((s) => s === 'POST /rewards/vouchers')).toHaveLength(1);
    await ownerPhone.shot('voucher');
  });

  test('without signal, even opened anew, the voucher shows its code; the keeper types the digits and reads what to hand over', async () => {
    await ownerPhone.goto('/features/rewards/pages/vouchers/index');
    await ownerPhone.see('待使用');
    await ownerPhone.see('豆浆油条');
    await ownerPhone.shot('vouchers');
    // opened anew elsewhere; the signal is gone before the list was asked for
    await ownerPhone.goto('/pages/me/index');
    await ownerPhone.page.waitForTimeout(5000);
    await ownerPhone.context.setOffline(true);
    await ownerPhone.page.goto('/#/features/rewards/pages/vouchers/index');
    await ownerPhone.see(/没有信号。在这部手机上打开过的券/);
    await ownerPhone.press(/^豆浆油条/);
    await ownerPhone.see('秒后换新的');

    await keeperPhone.goto('/pages/home/index');
    await keeperPhone.see('菜市口早点铺');
    await keeperPhone.shot('merchant-home');
    await keeperPhone.press('扫码核销');
    await keeperPhone.see('输入八位数字');
    await keeperPhone.shot('counter');
    const field = keeperPhone.top().getByRole('textbox', { name: '八位数字' });
    await field.fill('12345678');
    await keeperPhone.press('查券');
    await keeperPhone.see(/码不对或已过期/);
    await field.fill(await digitsOn(ownerPhone));
    await keeperPhone.press('查券');
    await keeperPhone.see('请交付（商品）');
    await keeperPhone.see('豆浆油条');
    expect(await keeperPhone.page.getByText('王桂兰').count()).toBe(0);
    await keeperPhone.shot('to-hand-over');
    await keeperPhone.press('已交付，核销');
    await keeperPhone.see('核销成功');
    await keeperPhone.shot('handed-over');
    expect(keeperPhone.sent.filter((s) => s.endsWith('/redeem'))).toHaveLength(1);
  });

  test('her phone says so by itself as soon as it has signal again; points and message are there', async () => {
    await ownerPhone.context.setOffline(false);
    await ownerPhone.see(/在菜市口早点铺兑换/);
    await ownerPhone.shot('voucher-used');
    expect(await pointsOf(town.owner)).toEqual({ balance: 30, held: 0 });
    await ownerPhone.goto('/pages/messages/index');
    await ownerPhone.see(/您在菜市口早点铺兑换了豆浆油条/);
  });

  test('the keeper sees the day, and gives it back the same day', async () => {
    await keeperPhone.press('下一位');
    await keeperPhone.press(/核销记录/);
    await keeperPhone.see('核销 1 张');
    await keeperPhone.shot('merchant-days');
    await keeperPhone.press(/^今天/);
    await keeperPhone.press(/^退回 DH/);
    await keeperPhone.page.getByRole('checkbox', { name: '核销错了' }).click();
    await keeperPhone.page.getByRole('checkbox', { name: '没交付，或已收回' }).click();
    await keeperPhone.shot('refund');
    await keeperPhone.press('退回 20 积分');
    await keeperPhone.see('已退回，积分还给顾客了');
    expect(await pointsOf(town.owner)).toEqual({ balance: 50, held: 0 });
    await ownerPhone.goto(`/features/rewards/pages/voucher/index?id=${voucherId}`);
    await ownerPhone.see('退回原因：核销错了');
    await ownerPhone.shot('voucher-refunded');
  });

  test.each([
    ['in its body', () => '/features/timebank/pages/wallet/index', '**/timebank/wallet', '可用积分'],
    ['before its body', () => `/features/rewards/pages/item/index?id=${town.item.id}`, '**/rewards/mall/items/*', '豆浆油条'],
  ])('a page that fails %s says so, is drawn when asked again, and leads home', async (_, page, path, healthy) => {
    const phone = await open(town.owner, { faults: [] });
    await phone.page.route(path, (route) => route.fulfill({ json: { nothing: 'that it needs' } }));
    await phone.goto(page());
    await phone.see('这一页没能打开');
    await phone.shot('fault');
    await phone.page.unroute(path);
    await phone.press('再试一次');
    await phone.see(healthy);
    expect(await phone.top().getByText('这一页没能打开').count()).toBe(0);
    await phone.page.route(path, (route) => route.fulfill({ json: { nothing: 'that it needs' } }));
    await phone.page.reload();
    await phone.press('回首页');
    await phone.see('随手拍');
  });

  test('nothing broke on the way', () => expect(faults).toEqual([]));
});
