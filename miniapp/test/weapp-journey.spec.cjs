// One matter through the WeChat build, from the camera to the stars: five people, each with a phone, the server real.
const fs = require('node:fs');
const photos = require('./photos.cjs');
const { buildStreet, signIn } = require('./street.cjs');
const { takePhone, PATIENCE } = require('./weapp-phone.cjs');

jest.setTimeout(90_000);
let street, desk, resident, reportId;
const staff = async (role, options = {}) =>
  takePhone(role, { session: (await signIn(street.people[role])).session, position: street.inGrid, ...options });
const state = async () => (await desk.ask('GET', `/reports/${reportId}`)).state;

beforeAll(async () => {
  street = await buildStreet();
  desk = await signIn(street.people.dispatcher);
});

test('a resident known to WeChat alone photographs it and sends it', async () => {
  resident = takePhone('resident', { photo: fs.readFileSync(photos.before), position: street.inGrid });
  await resident.see('随手拍');
  await resident.rt.wait(() => resident.rt.storage.get('session'), PATIENCE);
  resident.go('features/reports/pages/new/index');
  await resident.hasPhoto();
  await resident.press('同意并定位');
  await resident.see('第一网格');
  await resident.press('全部类别');
  await resident.write('搜类别，如 路灯、垃圾、井盖', '暴露垃圾');
  await resident.press('暴露垃圾');
  await resident.write('说明', '垃圾桶旁堆了旧家具，轮椅过不去');
  await resident.press('提交');
  await resident.see('收到了，谢谢您');
  const { items } = await desk.ask('GET', '/reports?box=to_accept');
  expect(items).toHaveLength(1);
  reportId = items[0].id;
  expect((await desk.ask('GET', `/reports/${reportId}`)).photos).toHaveLength(1);
});

test('the desk accepts it and sends it to the team', async () => {
  const phone = await staff('dispatcher');
  phone.go('features/desk/pages/late/index');
  await phone.see('尚未派遣');
  await phone.press('在办 1 件');
  await phone.see('旧家具');
  await phone.see('尚未派遣');
  phone.go(`features/reports/pages/detail/index?id=${reportId}`);
  await phone.see('旧家具');
  await phone.press('更多');
  await phone.press('受理');
  await phone.see('已受理');
  expect(await state()).toBe('accepted');
  await phone.press('派遣');
  await phone.see('滨江街道环卫队');
  await phone.press('派遣');
  await phone.see('已派遣');
  expect(await state()).toBe('dispatched');
});

test('the handler finds it among the cases, starts, and handles it with a photo', async () => {
  const phone = await staff('handler', { photo: fs.readFileSync(photos.after) });
  phone.go('features/cases/pages/list/index?box=team_cases');
  await phone.press('去接手');
  await phone.press('开始处置');
  await phone.press('处置完成');
  await phone.press('拍照，还可以加 9 张');
  await phone.hasPhoto();
  await phone.write('说明', '已清运，地面已冲洗');
  await phone.press('提交');
  await phone.see('已提交，等待核查');
  expect(await state()).toBe('handled');
});

test('the grid member sees before and after, and approves', async () => {
  const phone = await staff('gridMember');
  phone.go('features/patrols/pages/checks/index');
  await phone.pressCard('暴露垃圾');
  await phone.see('处理后');
  await phone.press('核查通过');
  await phone.press('核查通过，办结');
  await phone.see('已办结');
  expect(await state()).toBe('closed');
});

test('the resident sees what was done, and rates it', async () => {
  resident.go('features/reports/pages/mine/index');
  await resident.pressCard('暴露垃圾');
  await resident.see('处理后');
  await resident.press('评价');
  await resident.choose('非常满意');
  await resident.press('提交评价');
  await resident.see('谢谢您的评价');
  const whole = await desk.ask('GET', `/reports/${reportId}`);
  expect(whole).toMatchObject({ state: 'closed', closedAs: 'checked', rating: 5 });
  expect(whole.timeline.map((t) => t.action)).toEqual(expect.arrayContaining(['accept', 'dispatch', 'start', 'handle', 'approve', 'rate']));
});
