// One order through the WeChat build, and what it brings, to the shop's counter: each with a phone; the desk over HTTP; the server real.
const { buildNeighbours, DOOR, served, untilItBegins } = require('./neighbours.cjs');
const { openShop } = require('./shops.cjs');
const { takePhone } = require('./weapp-phone.cjs');

jest.setTimeout(120_000);
const DETAIL = (id) => `features/orders/pages/detail/index?id=${id}`;
const TASK = (id) => `features/tasks/pages/detail/index?id=${id}`;
const BROUGHT = '+20 积分 · 服务 2 小时';
let town, shop, elderId, orderId, elderPhone, memberPhone;
const phone = (who, name) => takePhone(name, { session: who.session, position: town.street.inGrid });
const wallet = () => town.member.ask('GET', '/timebank/wallet');
const state = async () => (await town.desk.ask('GET', `/orders/${orderId}`)).state;
const lastCall = ({ rt }, api) => rt.calls.findLast(([name]) => name === api)?.[1];
const digitsOn = ({ rt }) => /\d{4} \d{4}/.exec(rt.text(rt.root()))?.[0].replace(' ', '') ?? null;

beforeAll(async () => {
  town = await buildNeighbours();
  shop = await openShop(town.street, town.desk, 15);
  elderId = crypto.randomUUID();
  await town.elder.ask('POST', '/elders', { id: elderId, address: DOOR, birthYear: 1950, needs: ['slow_walking'] });
  const { code } = await town.elder.ask('POST', `/elders/${elderId}/binding-codes`, {});
  await town.daughter.ask('POST', '/elders/bind', { code, relation: 'child' });
});

test('the daughter orders a meal for her mother, on one screen', async () => {
  const daughter = phone(town.daughter, 'daughter');
  daughter.go('features/orders/pages/menu/index');
  await daughter.pressCard('助餐送餐');
  await daughter.choose('为王桂兰');
  await daughter.choose('后天');
  await daughter.choose('上午');
  await daughter.choose('11:00');
  await daughter.press('提交');
  await daughter.see('收到了，正在帮您安排');
  const { items } = await town.daughter.ask('GET', '/orders/mine');
  expect(items).toHaveLength(1);
  orderId = items[0].id;
  expect(await town.daughter.ask('GET', `/orders/${orderId}`)).toMatchObject({ state: 'approved', source: 'helper' });
});

test('a stranger who opens it from a card in a group is told kindly, and shown a way on', async () => {
  const stranger = phone(town.stranger, 'stranger');
  stranger.go(DETAIL(orderId));
  await stranger.see('这个订单只有相关的人能看');
  expect(stranger.rt.text(stranger.rt.root())).not.toContain(DOOR);
  await stranger.press('看可以订的服务');
  await stranger.see('助餐送餐');
});

test('invited by the desk, the member answers in two taps', async () => {
  await town.desk.ask('POST', `/orders/${orderId}/dispatch`, { personIds: [town.member.session.personId] });
  memberPhone = phone(town.member, 'member');
  memberPhone.go('features/tasks/pages/appointments/index?tab=invited');
  await memberPhone.press('接单');
  await memberPhone.see('接好了，谢谢您');
  expect(await state()).toBe('filled');
  await memberPhone.press('看怎么去');
  await memberPhone.press('查看地址和电话');
  await memberPhone.see(DOOR);
});

test('in by the digits on the elder’s phone, out by the next ones', async () => {
  await untilItBegins(orderId);
  elderPhone = phone(town.elder, 'elder');
  elderPhone.go(`features/orders/pages/code/index?id=${orderId}`);
  await elderPhone.see('秒后换新的');
  // to be read in a stairwell, for as long as it takes
  await elderPhone.rt.wait(() => lastCall(elderPhone, 'setScreenBrightness')?.value === 1);
  expect(lastCall(elderPhone, 'setKeepScreenOn')).toMatchObject({ keepScreenOn: true });
  memberPhone.go(TASK(orderId));
  await memberPhone.see('到了，签到');
  const first = digitsOn(elderPhone);
  await memberPhone.write('八位数字', first);
  await memberPhone.press('签到');
  await memberPhone.see('做完了，签退');
  expect(await state()).toBe('in_service');
  await elderPhone.rt.wait(() => digitsOn(elderPhone) !== first, 40_000);
  await served(orderId, 120);
  await memberPhone.write('八位数字', digitsOn(elderPhone));
  await memberPhone.press('签退');
  await memberPhone.see('辛苦了，服务 2 小时');
  expect(await state()).toBe('finished');
});

test('the elder confirms: within seconds who came reads what it brought; she rates', async () => {
  elderPhone.go(DETAIL(orderId));
  await elderPhone.press('确认完成');
  await elderPhone.see('确认服务完成？');
  await elderPhone.press('确认完成');
  await memberPhone.see(BROUGHT);
  await elderPhone.choose('非常满意');
  await elderPhone.press('提交评价');
  await elderPhone.see('谢谢您的评价');
  expect(await town.desk.ask('GET', `/orders/${orderId}`)).toMatchObject({ state: 'confirmed', ratings: [{ of: 'service', level: 5 }] });
});

test('from the wallet to the mall to a voucher, bright and awake', async () => {
  memberPhone.go('features/timebank/pages/wallet/index');
  await memberPhone.see('可用积分20分');
  await memberPhone.press('去兑换');
  await memberPhone.pressCard('豆浆油条，15 积分');
  await memberPhone.see('您现有 20 积分');
  await memberPhone.press('用 15 积分兑换');
  await memberPhone.see('兑换后先为您留着积分和东西');
  await memberPhone.press('用 15 积分兑换');
  await memberPhone.see('秒后换新的');
  await memberPhone.rt.wait(() => lastCall(memberPhone, 'setScreenBrightness')?.value === 1);
  expect(lastCall(memberPhone, 'setKeepScreenOn')).toMatchObject({ keepScreenOn: true });
  expect(await wallet()).toMatchObject({ balance: 20, held: 15, free: 5 });
});

test('the shop types the digits and hands over; the phone says so and is as dark as before', async () => {
  const keeper = phone(shop.keeper, 'keeper');
  keeper.go('features/merchant/pages/counter/index');
  await keeper.write('八位数字', digitsOn(memberPhone));
  await keeper.press('查券');
  await keeper.see('请交付（商品）豆浆油条');
  expect(keeper.rt.text(keeper.rt.root())).not.toContain('赵建国');
  await keeper.press('已交付，核销');
  await keeper.see('核销成功');
  await memberPhone.see('在菜市口早点铺兑换');
  await memberPhone.rt.wait(() => lastCall(memberPhone, 'setScreenBrightness')?.value === 0.4);
  expect(lastCall(memberPhone, 'setKeepScreenOn')).toMatchObject({ keepScreenOn: false });
  expect(await wallet()).toMatchObject({ balance: 5, held: 0 });
});

test('the statement has both lines, and leads back to the order', async () => {
  memberPhone.go('features/timebank/pages/statement/index');
  await memberPhone.see('−15余额 5');
  await memberPhone.see('+20余额 20');
  await memberPhone.pressCard('+20');
  await memberPhone.press('看详情');
  await memberPhone.see('120 分钟，计 20 积分');
  await memberPhone.see('服务对象老人');
  await memberPhone.pressCard('看这次服务');
  await memberPhone.see(BROUGHT);
  expect(memberPhone.rt.top().options.id).toBe(orderId);
});
