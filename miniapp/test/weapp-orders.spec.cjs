// One order through the WeChat build: the daughter, the elder and who comes, each with a phone; the desk over HTTP; the server real.
const { buildNeighbours, DOOR, served, untilItBegins } = require('./neighbours.cjs');
const { takePhone } = require('./weapp-phone.cjs');

jest.setTimeout(120_000);
const DETAIL = (id) => `features/orders/pages/detail/index?id=${id}`;
const TASK = (id) => `features/tasks/pages/detail/index?id=${id}`;
let town, elderId, orderId, elderPhone, memberPhone;
const phone = (who, name) => takePhone(name, { session: who.session, position: town.street.inGrid });
const state = async () => (await town.desk.ask('GET', `/orders/${orderId}`)).state;
const lastCall = ({ rt }, api) => rt.calls.findLast(([name]) => name === api)?.[1];
const digitsOn = ({ rt }) => /\d{4} \d{4}/.exec(rt.text(rt.root()))?.[0].replace(' ', '') ?? null;

beforeAll(async () => {
  town = await buildNeighbours();
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
  await served(orderId, 28);
  await elderPhone.rt.wait(() => digitsOn(elderPhone) !== first, 40_000);
  await memberPhone.write('八位数字', digitsOn(elderPhone));
  await memberPhone.press('签退');
  await memberPhone.see('辛苦了，服务 28 分钟');
  expect(await state()).toBe('finished');
});

test('the elder confirms and rates', async () => {
  elderPhone.go(DETAIL(orderId));
  await elderPhone.press('确认完成');
  await elderPhone.see('确认服务完成？');
  await elderPhone.press('确认完成');
  await elderPhone.choose('非常满意');
  await elderPhone.press('提交评价');
  await elderPhone.see('谢谢您的评价');
  expect(await town.desk.ask('GET', `/orders/${orderId}`)).toMatchObject({ state: 'confirmed', ratings: [{ of: 'service', level: 5 }] });
});
