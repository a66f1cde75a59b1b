const { browsers, connect, openPhone } = require('./browser.cjs');
const { buildNeighbours, DOOR, served, untilItBegins } = require('./neighbours.cjs');
const { openShop, pointsOf } = require('./shops.cjs');

const DETAIL = (id) => `/features/orders/pages/detail/index?id=${id}`;
const TASK = (id) => `/features/tasks/pages/detail/index?id=${id}`;
const MEAL = 'S0104';
const BROUGHT = '+20 积分 · 服务 2 小时';
/** The eight digits as they stand on a phone. */
const digitsOn = async (phone) =>
  (
    await phone
      .top()
      .getByText(/^\d{4} \d{4}$/)
      .innerText()
  ).replace(' ', '');

describe.each(browsers())('an order, from the daughter to the stars and the baker, in %s', (name, endpoint) => {
  jest.setTimeout(120_000);
  const faults = [];
  const phones = [];
  let browser, town, elderPhone, daughterPhone, memberPhone, keeperPhone, shop, orderId;
  const open = async (who, options = {}) => {
    const phone = await openPhone(browser, { faults, session: who.session, at: town.street.inGrid, ...options });
    phones.push(phone);
    return phone;
  };

  beforeAll(async () => {
    [browser, town] = await Promise.all([connect(endpoint), buildNeighbours()]);
    shop = await openShop(town.street, town.desk, 15);
    [elderPhone, daughterPhone, memberPhone, keeperPhone] = await Promise.all(
      [town.elder, town.daughter, town.member, shop.keeper].map((who) => open(who)),
    );
  });
  afterAll(async () => {
    for (const phone of phones) await phone.close();
    await browser?.close();
  });

  test('the elder writes down where she lives once, and her daughter is bound by eight digits', async () => {
    await elderPhone.goto('/features/orders/pages/profile/index');
    await elderPhone.page.getByRole('textbox', { name: '地址' }).fill(DOOR);
    await elderPhone.page.getByRole('textbox', { name: '出生年份' }).fill('1950');
    await elderPhone.page.getByRole('checkbox', { name: '走路慢' }).click();
    await elderPhone.shot('elder-profile');
    await elderPhone.press('保存');
    await elderPhone.see('存好了');
    await elderPhone.goto('/features/orders/pages/elders/index');
    await elderPhone.press('让家人替我点单');
    const sheet = elderPhone.page.getByRole('dialog', { name: '把这八个数字告诉家人' });
    await sheet.getByText('还有').waitFor();
    await elderPhone.shot('binding-code');
    const code = (await sheet.innerText()).match(/\d{4} \d{4}/)[0].replace(' ', '');

    await daughterPhone.goto('/features/orders/pages/elders/index');
    await daughterPhone.press('绑定家人');
    await daughterPhone.page.getByRole('textbox', { name: '绑定码' }).fill(code);
    await daughterPhone.page.getByRole('checkbox', { name: '子女' }).click();
    await daughterPhone.press('绑定', { exact: true });
    await daughterPhone.see('为王桂兰点单');
    await daughterPhone.shot('bound-elder');
  });

  test('the daughter orders a meal for her, on one screen, exactly once', async () => {
    await daughterPhone.press('为王桂兰点单');
    await daughterPhone.page
      .getByRole('searchbox', { name: /想找什么帮助/ })
      .filter({ visible: true })
      .fill('送餐');
    await daughterPhone.press(/^助餐送餐/);
    await daughterPhone.see('什么时候');
    const form = daughterPhone.top();
    await form.getByRole('checkbox', { name: '为王桂兰' }).waitFor();
    // where she lives is there already
    await expect(form.getByRole('textbox', { name: '上门地址' }).inputValue()).resolves.toBe(DOOR);
    await form.getByRole('group', { name: '哪一天' }).getByRole('checkbox').nth(1).click();
    await form.getByRole('group', { name: '几点开始' }).getByRole('checkbox').first().click();
    await form.getByRole('checkbox', { name: '请敲门，门铃坏了' }).click();
    await daughterPhone.shot('order-form');
    // what was entered is on the phone
    await daughterPhone.page.reload();
    await daughterPhone.see('什么时候');
    await daughterPhone.press('提交', { exact: true });
    await daughterPhone.see('收到了，正在帮您安排');
    await daughterPhone.shot('order-made');
    const mine = (await town.daughter.ask('GET', '/orders/mine')).items;
    expect(mine).toHaveLength(1);
    orderId = mine[0].id;
    expect(await town.daughter.ask('GET', `/orders/${orderId}`)).toMatchObject({ state: 'approved', source: 'helper', itemCode: MEAL });
    expect(daughterPhone.sent.filter((s) => s === 'POST /orders')).toHaveLength(1);
  });

  test('the desk invites; the member answers in two taps, and only then sees the door', async () => {
    const suggested = await town.desk.ask('GET', `/orders/${orderId}/suggestions`);
    expect(suggested.map((x) => x.personId)).toContain(town.member.session.personId);
    await town.desk.ask('POST', `/orders/${orderId}/dispatch`, { personIds: [town.member.session.personId] });
    await memberPhone.goto(TASK(orderId));
    await memberPhone.see('助餐送餐');
    expect(await memberPhone.page.getByText(DOOR).count()).toBe(0);
    expect(await memberPhone.page.getByText('查看地址和电话').count()).toBe(0);
    await memberPhone.goto('/pages/home/index');
    await memberPhone.press(/1 个邀请等您答复/);
    await memberPhone.see('这次不去');
    await memberPhone.shot('invitation');
    await memberPhone.press('接单', { exact: true });
    await memberPhone.see('接好了，谢谢您');
    await memberPhone.shot('accepted');
    const [file] = await Promise.all([memberPhone.page.waitForEvent('download'), memberPhone.press('加进日历')]);
    expect(file.suggestedFilename()).toMatch(/助餐送餐\.ics$/);
    await memberPhone.press('看怎么去');
    await memberPhone.press('查看地址和电话');
    await memberPhone.see(DOOR);
    await memberPhone.shot('task-contact');
    expect(await town.daughter.ask('GET', `/orders/${orderId}`)).toMatchObject({ state: 'filled', accepted: 1 });
  });

  test('the elder shows her code, without signal too; the member types its digits and is in', async () => {
    await untilItBegins(orderId);
    await elderPhone.goto(DETAIL(orderId));
    await elderPhone.see('出示服务码');
    await elderPhone.shot('order-filled');
    await elderPhone.press('出示服务码');
    await elderPhone.see('秒后换新的');
    await elderPhone.context.setOffline(true);
    await elderPhone.shot('display-code');
    await memberPhone.goto(TASK(orderId));
    await memberPhone.see('到了，签到');
    await memberPhone.page
      .getByRole('textbox', { name: '八位数字' })
      .last()
      .fill(await digitsOn(elderPhone));
    await memberPhone.press('签到', { exact: true });
    await memberPhone.see('做完了，签退');
    await memberPhone.shot('checked-in');
    await elderPhone.context.setOffline(false);
    expect(await town.daughter.ask('GET', `/orders/${orderId}`)).toMatchObject({ state: 'in_service' });
  });

  test('done: checked out by a new code, with the server’s minutes', async () => {
    const used = await digitsOn(elderPhone);
    for (let i = 0; i < 70 && (await digitsOn(elderPhone)) === used; i++) await elderPhone.page.waitForTimeout(500);
    await served(orderId, 120);
    await memberPhone.page
      .getByRole('textbox', { name: '八位数字' })
      .last()
      .fill(await digitsOn(elderPhone));
    await memberPhone.press('签退', { exact: true });
    await memberPhone.see(/辛苦了，服务 2 小时/);
    await memberPhone.shot('checked-out');
    expect(await town.elder.ask('GET', `/orders/${orderId}`)).toMatchObject({ state: 'finished' });
  });

  test('the elder confirms: within seconds who came reads what it brought; she says how it was, and all of them see the same', async () => {
    await elderPhone.goto(DETAIL(orderId));
    await elderPhone.see('服务结束，请您确认');
    await elderPhone.shot('to-confirm');
    await elderPhone.press('确认完成');
    await elderPhone.page.getByRole('alertdialog').getByRole('button', { name: '确认完成' }).click();
    // on the other phone, which lies there since the check-out
    await memberPhone.see(BROUGHT);
    await memberPhone.shot('earned');
    await elderPhone.page.getByRole('radio', { name: '非常满意' }).click();
    await elderPhone.shot('rating');
    await elderPhone.press('提交评价');
    await elderPhone.see('谢谢您的评价');
    for (const who of [town.elder, town.daughter, town.member])
      expect((await who.ask('GET', `/orders/${orderId}`)).state).toBe('confirmed');
    await memberPhone.goto('/features/tasks/pages/appointments/index?tab=past');
    await memberPhone.see('助餐送餐');
    await memberPhone.see('2小时');
    await memberPhone.shot('past-services');
    await memberPhone.goto(TASK(orderId));
    await memberPhone.see('已完成');
    expect(await memberPhone.page.getByText(DOOR).count()).toBe(0);
    expect(await memberPhone.page.getByText('查看地址和电话').count()).toBe(0);
  });

  test('a message says so too; the points lie in the wallet, and the mall has something within reach', async () => {
    await memberPhone.goto('/pages/messages/index');
    await memberPhone.see(/\+20 积分 · 服务 2 小时。“助餐送餐”/);
    await memberPhone.goto('/pages/home/index');
    await memberPhone.press(/^我的积分/);
    await memberPhone.page.getByRole('group', { name: '可用积分 20 分' }).waitFor();
    await memberPhone.shot('wallet-earned');
    await memberPhone.press('去兑换');
    await memberPhone.press(/^豆浆油条，15 积分，菜市口早点铺/);
    await memberPhone.see('您现有 20 积分');
    await memberPhone.shot('item');
    await memberPhone.press('用 15 积分兑换');
    await memberPhone.see('兑换后先为您留着积分和东西');
    await memberPhone.press('用 15 积分兑换');
    await memberPhone.see('秒后换新的');
    expect(memberPhone.sent.filter((s) => s === 'POST /rewards/vouchers')).toHaveLength(1);
    expect(await pointsOf(town.member)).toEqual({ balance: 20, held: 15 });
  });

  test('the baker types the digits and hands over; the phone with the voucher says so by itself', async () => {
    await keeperPhone.goto('/features/merchant/pages/counter/index');
    await keeperPhone
      .top()
      .getByRole('textbox', { name: '八位数字' })
      .fill(await digitsOn(memberPhone));
    await keeperPhone.press('查券');
    await keeperPhone.see('请交付（商品）');
    expect(await keeperPhone.page.getByText('赵建国').count()).toBe(0);
    await keeperPhone.press('已交付，核销');
    await keeperPhone.see('核销成功');
    await memberPhone.see(/在菜市口早点铺兑换/);
    expect(await pointsOf(town.member)).toEqual({ balance: 5, held: 0 });
  });

  test('the statement has both lines, and leads back to the order', async () => {
    await memberPhone.goto('/features/timebank/pages/wallet/index');
    await memberPhone.page.getByRole('group', { name: '可用积分 5 分' }).waitFor();
    await memberPhone.press(/^积分明细/);
    const line = (end) => memberPhone.top().getByRole('button', { name: end });
    await expect(line(/−15$/).innerText()).resolves.toMatch(/豆浆油条[^]*余额 5$/);
    await expect(line(/\+20$/).innerText()).resolves.toMatch(/助餐送餐[^]*余额 20$/);
    expect(await line(/[+−]\d+$/).count()).toBe(2);
    await memberPhone.shot('statement');
    await memberPhone.press(/\+20$/);
    await memberPhone.press('看详情');
    await memberPhone.see('120 分钟，计 20 积分');
    // the category of whoever was served, never the name
    await memberPhone.see('老人');
    expect(await memberPhone.top().getByText('王桂兰').count()).toBe(0);
    await memberPhone.shot('record');
    await memberPhone.press(/^看这次服务/);
    await memberPhone.see(BROUGHT);
    expect(memberPhone.page.url()).toContain(orderId);
  });

  test('nothing broke on the way', () => expect(faults).toEqual([]));
});
