const { browsers, connect, openPhone } = require('./browser.cjs');
const { buildStreet, signIn } = require('./street.cjs');

describe.each(browsers())('a patrol in %s', (name, endpoint) => {
  jest.setTimeout(120_000);
  const faults = [];
  let browser, street, phone, member;
  const today = () => member.ask('GET', '/patrols/today');
  const until = async (what, ask, holds) => {
    for (let i = 0; i < 80; i++) {
      const answer = await ask();
      if (holds(answer)) return answer;
      await phone.page.waitForTimeout(250);
    }
    throw new Error(`never ${what}`);
  };

  beforeAll(async () => {
    [browser, street] = await Promise.all([connect(endpoint), buildStreet()]);
    member = await signIn(street.people.gridMember);
    phone = await openPhone(browser, { at: street.inGrid, session: member.session, faults });
  });
  afterAll(() => browser?.close());

  test('asks for the track when it is needed, and starts', async () => {
    await phone.goto('/features/patrols/pages/today/index');
    await phone.see('还没开始');
    await phone.shot('patrol-before');
    await phone.press('开始巡查');
    await phone.see('要记录巡查轨迹吗？');
    await phone.shot('patrol-consent');
    await phone.press('同意并开始');
    await phone.see('巡查中');
    await until('started', today, (t) => t.current?.state === 'walking');
  });

  test('a checkpoint whose code is typed, with nothing found', async () => {
    const [point] = street.checkpoints;
    await phone.press('扫巡查点');
    await phone.page.getByRole('textbox', { name: '编号' }).fill(point.code);
    await phone.press('确定');
    await phone.see('到点了，这里怎么样？');
    await phone.shot('patrol-scan');
    await phone.press('未发现问题');
    await phone.see('已记下：未发现问题');
    const seen = await until('scanned', today, (t) => t.checkpoints.some((c) => c.visitedToday));
    expect(seen.current.scans).toBe(1);
    await phone.see('已到');
    await phone.shot('patrol-walking');
  });

  test('without signal it goes on: pause, on again, a scan, end; all told later, in order, once', async () => {
    await phone.context.setOffline(true);
    await phone.press('暂停');
    await phone.see('已暂停');
    await phone.press('继续');
    await phone.see('巡查中');
    await phone.press('扫巡查点');
    await phone.page.getByRole('textbox', { name: '编号' }).fill(street.checkpoints[1].code);
    await phone.press('确定');
    await phone.press('未发现问题');
    await phone.see(/条巡查记录存在手机里/);
    await phone.shot('patrol-offline');
    await phone.press('结束');
    await phone.page.getByRole('alertdialog').getByRole('button', { name: '结束' }).click();
    await phone.see('还没开始');
    expect((await today()).current.state).toBe('walking');
    await phone.context.setOffline(false);
    const after = await until('ended', today, (t) => t.current === null);
    expect(after.patrols).toHaveLength(1);
    expect(after.patrols[0]).toMatchObject({ state: 'ended', endedBySystem: false, scans: 2 });
    expect(after.checkpoints.every((c) => c.visitedToday)).toBe(true);
    await phone.page.getByText(/条巡查记录存在手机里/).waitFor({ state: 'hidden' });
    const detail = await member.ask('GET', `/patrols/${after.patrols[0].id}`);
    expect(detail.anchors.map((a) => a.kind).filter((k) => k !== 'track')).toEqual(['start', 'scan', 'pause', 'resume', 'scan', 'end']);
  });

  test('its page, the month, leave', async () => {
    const { patrols } = await today();
    await phone.goto(`/features/patrols/pages/detail/index?id=${patrols[0].id}`);
    await phone.see('时长怎么算的');
    await phone.shot('patrol-detail');
    await phone.goto('/features/patrols/pages/month/index');
    await phone.see('完成率');
    await phone.shot('patrol-month');
    await phone.goto('/features/patrols/pages/leaves/index');
    await phone.press('我要请假');
    await phone.page.getByRole('textbox', { name: '请假原因' }).fill('家里有事');
    await phone.press('提交');
    await phone.see('待批');
    await phone.shot('leave-asked');
  });

  test('the leader grants the leave and sees the figures', async () => {
    const { session } = await signIn(street.people.leader);
    const leader = await openPhone(browser, { size: 'desk', session, faults });
    await leader.goto('/features/patrols/pages/leaves/index');
    await leader.press('同意', { exact: true });
    await leader.page.getByText('家里有事').waitFor({ state: 'hidden' });
    await leader.goto('/features/patrols/pages/figures/index');
    await leader.see('第一网格');
    await leader.shot('patrol-figures');
    const [leave] = (await member.ask('GET', '/leaves?box=mine')).items;
    expect(leave.state).toBe('granted');
    await leader.close();
  });

  test('nothing broke on the way', () => expect(faults).toEqual([]));
});
