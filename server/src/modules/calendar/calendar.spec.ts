import { disposalDue } from '@linli/shared/clocks';
import { bootApp, type Somebody, type TestApp } from '../../../test/harness.js';
import { CalendarService } from './calendar.service.js';

const [DISTRICT, STREET, COMMUNITY] = ['990101', '990101001', '990101001002'] as const;

describe('the work calendar and office hours', () => {
  let app: TestApp;
  let [districtAdmin, streetAdmin, resident]: Somebody[] = [];
  beforeAll(async () => {
    app = await bootApp();
    districtAdmin = await app.make.person({ roles: [{ role: 'administrator', areaCode: DISTRICT }] });
    streetAdmin = await app.make.person({ roles: [{ role: 'administrator', areaCode: STREET }] });
    resident = await app.make.person();
  });
  afterAll(() => app.close());

  const calendar = () => app.nest.get(CalendarService);
  const due = async (areaCode: string, from: string, value: number) => {
    const work = await calendar().of(null, areaCode);
    return new Date(disposalDue({ type: 'work_hour', value }, Date.parse(from), work)).toISOString();
  };

  it('knows the published holidays and swapped days from the start', async () => {
    const { body } = await app.as(resident!).get('/calendar?year=2026');
    expect(body).toMatchObject({ year: 2026, complete: true });
    expect(body.days).toContainEqual({ day: '2026-02-17', working: false, name: '春节' });
    expect(body.days).toContainEqual({ day: '2026-02-14', working: true, name: '春节调休上班' });
  });

  it('counts Monday to Friday in a year nobody entered, and says so from 1 December', async () => {
    expect((await app.as(districtAdmin!).get('/calendar?year=2027')).body).toMatchObject({ complete: false, days: [], warning: null });
    app.clock.set('2026-11-30T15:59:59Z');
    expect(await calendar().warning()).toBeNull();
    app.clock.set('2026-11-30T16:00:00Z');
    expect(await calendar().warning()).toMatch('2027');
    await app.as(districtAdmin!).put('/calendar/days', { day: '2027-01-01', working: false, name: '元旦' });
    expect(await calendar().warning()).toBeNull();
    app.clock.set('2026-03-11T02:00:00Z');
  });

  it('takes a day of the district administrator and gives it back', async () => {
    const added = await app.as(districtAdmin!).put('/calendar/days', { day: '2026-03-12', working: false, name: '停电' });
    expect(added.status).toBe(200);
    expect(await due(COMMUNITY, '2026-03-11T09:00:00Z', 2)).toBe('2026-03-13T01:30:00.000Z');
    await app.as(districtAdmin!).delete('/calendar/days/2026-03-12');
    expect(await due(COMMUNITY, '2026-03-11T09:00:00Z', 2)).toBe('2026-03-12T01:30:00.000Z');
  });

  it('a day that was removed does not come back with the next start', async () => {
    await app.as(districtAdmin!).delete('/calendar/days/2026-02-17');
    await calendar().fill();
    const { body } = await app.as(resident!).get('/calendar?year=2026');
    expect(body.days).not.toContainEqual(expect.objectContaining({ day: '2026-02-17' }));
  });

  it('a community has the hours of its street until it has its own', async () => {
    const street = [{ from: '09:00', to: '17:00' }];
    await app.as(streetAdmin!).put(`/calendar/office-hours/${STREET}`, { spans: street });
    const inherited = await app.as(resident!).get(`/calendar/office-hours/${COMMUNITY}`);
    expect(inherited.body).toEqual({ areaCode: COMMUNITY, spans: street, inheritedFrom: STREET });
    expect(await due(COMMUNITY, '2026-03-11T00:00:00Z', 8)).toBe('2026-03-11T09:00:00.000Z');
    await app.as(streetAdmin!).put(`/calendar/office-hours/${COMMUNITY}`, { spans: [{ from: '08:00', to: '12:00' }] });
    expect((await app.as(resident!).get(`/calendar/office-hours/${COMMUNITY}`)).body).toMatchObject({ inheritedFrom: null });
    await app.as(streetAdmin!).delete(`/calendar/office-hours/${COMMUNITY}`);
    expect((await app.as(resident!).get(`/calendar/office-hours/${COMMUNITY}`)).body).toMatchObject({ inheritedFrom: STREET });
    expect((await app.as(resident!).get(`/calendar/office-hours/990101002`)).body.spans).toHaveLength(2);
  });

  it.each([
    ['a resident', () => resident!, 403],
    ['a street’s administrator', () => streetAdmin!, 403],
  ])('%s changes no day', async (_, who, status) => {
    expect((await app.as(who()).put('/calendar/days', { day: '2026-03-12', working: false, name: '' })).status).toBe(status);
  });

  it.each([
    [{ spans: [{ from: '12:00', to: '08:00' }] }, 400],
    [{ spans: [] }, 400],
    [{ spans: [{ from: '8:00', to: '12:00' }] }, 400],
    [{ spans: [{ from: '08:00', to: '12:00' }], areaCode: '99' }, 400],
    [{}, 400],
  ])('hours %j: %i', async (body, status) => {
    expect((await app.as(streetAdmin!).put(`/calendar/office-hours/${STREET}`, body)).status).toBe(status);
  });

  it.each([
    ['/calendar/office-hours/990101002', 403],
    ['/calendar/office-hours/990101001002003', 422],
    ['/calendar/office-hours/abc', 403],
  ])('PUT %s of a street’s administrator: %i', async (path, status) => {
    expect((await app.as(streetAdmin!).put(path, { spans: [{ from: '08:00', to: '12:00' }] })).status).toBe(status);
  });

  it('leaves what it did in the events', async () => {
    const rows = await app.db.query(`select action from events where subject_type in ('calendar', 'office_hours') group by 1 order by 1`);
    expect((rows as { action: string }[]).map((r) => r.action)).toEqual([
      'clear_office_hours',
      'remove_day',
      'set_day',
      'set_office_hours',
    ]);
  });
});
