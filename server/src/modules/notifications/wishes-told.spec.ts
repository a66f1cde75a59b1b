import { bootApp, DAY, HOUR, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { buildStreet, draftOf, type Street } from '../../../test/street.js';
import { COMMUNITY, GRID } from '../../../test/town.js';

interface Message {
  kind: string;
  title: string;
  body: string;
  path: string | null;
}

let app: TestApp;
let street: Street;
beforeAll(async () => {
  app = await bootApp();
  street = await buildStreet(app);
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.runJobs();
  await app.db.query(`delete from messages`);
});

const messages = async (who: Somebody): Promise<Message[]> => {
  await app.runJobs();
  return (await app.as(who).get('/notifications?limit=100')).body.items as Message[];
};
const draft = (more: object = {}) => ({
  ...{ id: newId(), kind: 'micro', areaCode: COMMUNITY, title: '想要一副老花镜', what: 'thing', beneficiary: 'elder', valueYuan: 80 },
  ...more,
});
const act = async (who: Somebody, id: string, action: string, body: object = {}): Promise<void> => {
  const answer = await app.as(who).post(`/wishes/${id}/${action}`, body);
  if (answer.status >= 400) throw new Error(JSON.stringify(answer.body));
};
const onBoard = async (): Promise<string> => {
  const { body } = await app.as(street.resident).post('/wishes', draft());
  await act(street.dispatcher, body.id, 'approve', { publicTitle: '想要一副老花镜', publicText: '一位老人想要一副老花镜。' });
  return body.id as string;
};
const pledgeDay = () => new Date(app.clock.now().getTime() + 3 * DAY + 8 * HOUR).toISOString().slice(0, 10);

describe('what claimers are told', () => {
  it('a wish that was withdrawn is not there any more: nothing to open', async () => {
    const id = await onBoard();
    await act(street.neighbour, id, 'claim', { as: 'person', pledgeDay: pledgeDay() });
    await act(street.resident, id, 'withdraw');
    expect((await app.as(street.neighbour).get(`/wishes/${id}`)).status).toBe(404);
    expect(await messages(street.neighbour)).toMatchObject([{ kind: 'wish.withdraw', path: null }]);
  });

  it('of a unit are all who are its contacts now, not who only claimed it once', async () => {
    const unit = await app.make.unit({ name: '第三党支部', areaCode: COMMUNITY });
    const contact = () => app.make.person({ name: '蒙联络', roles: [{ role: 'unit_contact', areaCode: COMMUNITY, unitId: unit.id }] });
    const [leaving, staying, stranger] = [await contact(), await contact(), await app.make.person({ name: '赵路过' })];
    const id = await onBoard();
    await act(leaving, id, 'claim', { as: 'unit', unitId: unit.id, pledgeDay: pledgeDay() });
    await app.db.query(`update role_grants set ended_at = now() where person_id = $1`, [leaving.id]);
    await act(street.resident, id, 'withdraw');
    expect(await messages(staying)).toMatchObject([{ kind: 'wish.withdraw' }]);
    expect(await messages(leaving)).toEqual([]);
    expect(await messages(stranger)).toEqual([]);
  });
});

describe('a message opens what its reader may open', () => {
  it('a wish that a grid member wrote down, who serves there no more: the desk is told instead', async () => {
    const leaving = await app.make.person({ name: '韦离任', roles: [{ role: 'grid_member', areaCode: GRID }] });
    const write = async () => (await app.as(leaving).post('/wishes/on-behalf', draft())).body.id as string;
    const [first, second] = [await write(), await write()];
    await act(street.dispatcher, first, 'reject', { reason: '请写清楚' });
    expect(await messages(leaving)).toMatchObject([{ kind: 'wish.reject' }]);
    await app.db.query(`update role_grants set ended_at = now() where person_id = $1`, [leaving.id]);
    await act(street.dispatcher, second, 'reject', { reason: '请写清楚' });
    expect((await app.as(leaving).get(`/wishes/${second}`)).status).toBe(404);
    expect(await messages(leaving)).toHaveLength(1);
  });

  it('who reviews a qualification or confirms a membership comes to where it is done, not to their own', async () => {
    const unit = await app.make.unit({ kind: 'work_unit', name: '区城管局', areaCode: COMMUNITY });
    const contact = await app.make.person({ name: '孙联络', roles: [{ role: 'unit_contact', areaCode: COMMUNITY, unitId: unit.id }] });
    await app.as(street.neighbour).post(`/units/${unit.id}/join`, { summaryConsent: true });
    expect((await messages(contact))[0]!.path).toBe(`/features/members/pages/unit/index?id=${unit.id}&tab=people`);
    await app.as(contact).post(`/units/${unit.id}/members/${street.neighbour.id}/confirm`);
    expect((await messages(street.neighbour))[0]!.path).toBe('/features/members/pages/report-in/index');
  });

  it('a confidential report names neither what it is about nor the team that has it', async () => {
    const { body } = await app.as(street.resident).post('/reports', draftOf([], { categoryCode: 'E2199' }));
    const { status } = await app.as(street.dispatcher).post(`/reports/${body.id}/dispatch`, { teamId: street.sanitation });
    expect(status).toBe(200);
    await app.db.query(`update reports set confidential = true where id = $1`, [body.id]);
    const told = [...(await messages(street.resident)), ...(await messages(street.handler))];
    expect(told.map(({ title }) => title).sort()).toEqual(['已交给职能队伍', '有新任务'].sort());
    expect(JSON.stringify(told)).not.toContain('环卫');
  });
});
