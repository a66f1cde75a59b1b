import { boardPeriod, type BoardMeasure, type BoardPeriod } from '@linli/shared/timebank-honours';
import { randomUUID } from 'node:crypto';
import { bootApp, type Somebody, type TestApp } from '../../../../test/harness.js';
import { buildTown, COMMUNITY, DISTRICT, OTHER_STREET, SISTER_COMMUNITY, STREET } from '../../../../test/town.js';
import { type RecordChange, RecordChanges } from '../record-changes.service.js';

const TODAY = '2026-03-11';
let app: TestApp;
beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set('2026-03-11T02:00:00.000Z');
  await app.db.query(
    `delete from score_deltas; delete from board_steps; delete from board_scores; delete from boards; delete from board_people`,
  );
});

const tell = (...changes: RecordChange[]) =>
  app.db.transaction(async (tx) => {
    for (const change of changes) await app.nest.get(RecordChanges).tell(tx, change);
  });
const served = (personId: string, minutes: number, more: Partial<RecordChange> = {}): RecordChange => ({
  personId,
  communityCode: COMMUNITY,
  day: TODAY,
  minutes,
  points: Math.floor(minutes / 6),
  ...more,
});
const fold = () => app.runJobs('boards.fold');
const board = async (who: Somebody, more: Record<string, string> = {}) => {
  const asked = new URLSearchParams({ areaCode: COMMUNITY, period: 'month', measure: 'hours', ...more }).toString();
  const { status, body } = await app.as(who).get(`/boards?${asked}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body as { items: { rank: number; name: string; score: number; me: boolean }[]; mine: { rank: number | null; score: number } };
};
const agree = (who: Somebody, granted = true) => app.as(who).put('/me/consents', { purpose: 'leaderboard', granted });
const people = (...names: string[]) => Promise.all(names.map((name) => app.make.person({ name })));

describe('a leaderboard', () => {
  it('shows only who agreed, masked, with ranks that count everybody: ties share, gaps show, zero is not ranked', async () => {
    const [first, hidden, tied, tiedToo, last, none] = await people('张建国', '李秀英', '王芳', '赵敏', '孙浩然', '周一');
    for (const who of [first!, tied!, tiedToo!, last!, none!]) await agree(who);
    await tell(served(first!.id, 300), served(hidden!.id, 240), served(tied!.id, 120), served(tiedToo!.id, 120), served(last!.id, 60));
    await tell(served(none!.id, 60), served(none!.id, -60, { points: -10 }));
    for (const step of ['not folded', 'folded']) {
      const { items, mine } = await board(hidden!);
      expect([step, items.map(({ rank, name, score }) => [rank, name, score])]).toEqual([
        step,
        [
          [1, '张*国', 300],
          [3, expect.stringMatching(/^[王赵]\*$/), 120],
          [3, expect.stringMatching(/^[王赵]\*$/), 120],
          [5, '孙*然', 60],
        ],
      ]);
      expect(mine).toEqual({ rank: 2, score: 240, listed: false });
      expect((await board(none!)).mine).toEqual({ rank: null, score: 0, listed: true });
      expect((await board(tied!)).items.filter(({ me }) => me)).toHaveLength(1);
      await fold();
    }
    expect(JSON.stringify((await board(none!)).items)).not.toContain(first!.id);
  });

  it('lets nobody stand there a second longer than they agree, folded or not', async () => {
    const [me, other] = await people('张建国', '李秀英');
    await tell(served(me!.id, 60));
    await fold();
    await agree(me!);
    expect((await board(other!)).items).toHaveLength(1);
    await tell(served(me!.id, 30));
    await agree(me!, false);
    expect((await board(other!)).items).toEqual([]);
    await fold();
    expect((await board(other!)).items).toEqual([]);
    expect((await board(me!)).mine).toEqual({ rank: 1, score: 90, listed: false });
    await agree(me!);
    expect((await board(other!)).items).toMatchObject([{ score: 90, rank: 1 }]);
  });

  it('asks again when the words of the consent have changed', async () => {
    const [me, other] = await people('张建国', '李秀英');
    await agree(me!);
    await tell(served(me!.id, 60));
    await fold();
    await app.db.query(`update board_people set version = 0`);
    await fold();
    expect((await board(other!)).items).toEqual([]);
  });

  it('drops a closed account from the list and keeps it in the ranks', async () => {
    const [gone, me] = await people('张建国', '李秀英');
    await agree(gone!);
    await tell(served(gone!.id, 120), served(me!.id, 60));
    await fold();
    expect((await app.as(gone!).post('/me/close', { confirm: '注销账号' })).status).toBe(204);
    const { items, mine } = await board(me!);
    expect([items, mine.rank]).toEqual([[], 2]);
  });

  it('takes a consent along when accounts are joined, and lists the account that says so', async () => {
    const [owner, silent, other] = await people('陈永福', '李秀英', '赵敏');
    for (const [into, granted] of [
      [owner!, null],
      [silent!, false],
    ] as const) {
      if (granted !== null) await agree(into, granted);
      const guest = await app.make.person({ phone: null, name: '' });
      await agree(guest);
      await tell(served(guest.id, 0, { points: 10 }));
      await fold();
      const joined = await app.as(guest).post('/auth/wechat/phone', { code: `phone-${into.phone}-boards` });
      expect(joined.body).toMatchObject({ personId: into.id });
    }
    expect([await board(owner!, { measure: 'points' }), await board(silent!, { measure: 'points' })].map(({ mine }) => mine)).toMatchObject(
      [
        { score: 10, listed: true },
        { score: 10, listed: false },
      ],
    );
    expect((await board(other!, { measure: 'points' })).items).toMatchObject([{ name: '陈*福', score: 10 }]);
  });

  it('goes by the day of the service: month, quarter, year, ever, with the leap day', async () => {
    const [me] = await people('张建国');
    await tell(
      served(me!.id, 1, { day: '2028-02-29' }),
      served(me!.id, 10, { day: '2028-03-01' }),
      served(me!.id, 100, { day: '2028-04-01' }),
      served(me!.id, 200, { day: '2027-12-31' }),
    );
    for (const pass of [0, 1]) {
      const at = async (now: string) => {
        app.clock.set(now);
        const periods = ['month', 'quarter', 'year', 'ever'] as const;
        return Promise.all(periods.map(async (period) => (await board(me!, { period })).mine.score));
      };
      expect([pass, await at('2028-02-29T15:59:59.000Z')]).toEqual([pass, [1, 11, 111, 311]]);
      expect([pass, await at('2028-02-29T16:00:00.000Z')]).toEqual([pass, [10, 11, 111, 311]]);
      expect([pass, await at('2028-03-31T16:00:00.000Z')]).toEqual([pass, [100, 100, 111, 311]]);
      expect([pass, await at('2027-12-31T15:00:00.000Z')]).toEqual([pass, [200, 200, 200, 311]]);
      await fold();
    }
  });

  it('takes areas by whole segments, and refuses what is no board', async () => {
    const [me] = await people('张建国');
    await tell(served(me!.id, 60, { communityCode: `${OTHER_STREET}001` }));
    for (const pass of [0, 1]) {
      const scores = await Promise.all(
        [COMMUNITY, STREET, OTHER_STREET, DISTRICT].map(async (areaCode) => (await board(me!, { areaCode })).mine.score),
      );
      expect([pass, scores]).toEqual([pass, [0, 0, 60, 60]]);
      await fold();
    }
    const ask = async (query: string) => (await app.as(me!).get(`/boards?${query}`)).status;
    expect(await ask(`areaCode=${COMMUNITY}001&period=month&measure=hours`)).toBe(400);
    expect(await ask(`areaCode=990199&period=month&measure=hours`)).toBe(404);
    expect(await ask(`areaCode=${COMMUNITY}&period=week&measure=hours`)).toBe(400);
    expect(await ask(`areaCode=${COMMUNITY}&period=month&measure=__proto__`)).toBe(400);
  });

  it('moves with the account, when two become one', async () => {
    const [from, to] = await people('张建国', '张建国');
    await tell(served(from!.id, 60), served(to!.id, 30));
    await fold();
    await tell(served(from!.id, 5));
    const { AccountMoves } = await import('../../accounts/account-links.service.js');
    await app.db.transaction((tx) => app.nest.get(AccountMoves).move(tx, from!.id, to!.id));
    expect((await board(to!)).mine).toMatchObject({ score: 95, rank: 1 });
    await fold();
    expect((await board(to!)).mine).toMatchObject({ score: 95, rank: 1 });
  });
});

describe('folding', () => {
  const DAYS = ['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01', TODAY];
  const PLACES = [COMMUNITY, SISTER_COMMUNITY, `${OTHER_STREET}001`];
  const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)]!;

  /** Services of a few people, some with points alone; every fourth one is taken back. */
  function history(ids: readonly string[], count: number): RecordChange[] {
    const made = Array.from({ length: count }, (): RecordChange => {
      const minutes = pick([0, 1, 30, 60, 63, 64, 65, 480]);
      return { personId: pick(ids), communityCode: pick(PLACES), day: pick(DAYS), minutes, points: pick([0, 5, 10, 64, 4096]) };
    });
    const voided = made.filter((_, i) => i % 4 === 0).map((one) => ({ ...one, minutes: -one.minutes, points: -one.points }));
    return [...made, ...voided];
  }

  const live = (told: readonly RecordChange[], areaCode: string, period: BoardPeriod, measure: BoardMeasure): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const one of told) {
      if (!one.communityCode.startsWith(areaCode) || boardPeriod(period, one.day) !== boardPeriod(period, TODAY)) continue;
      sums.set(one.personId, (sums.get(one.personId) ?? 0) + (measure === 'hours' ? one.minutes : one.points));
    }
    return sums;
  };

  async function compare(told: readonly RecordChange[], all: readonly Somebody[]): Promise<void> {
    for (const areaCode of [COMMUNITY, STREET, DISTRICT])
      for (const period of ['month', 'quarter', 'year', 'ever'] as const)
        for (const measure of ['hours', 'points'] as const) {
          const sums = live(told, areaCode, period, measure);
          const rank = (score: number) => 1 + [...sums.values()].filter((other) => other > score).length;
          const who = pick(all);
          const { items, mine } = await board(who, { areaCode, period, measure });
          const own = sums.get(who.id) ?? 0;
          expect([areaCode, period, measure, mine.score, mine.rank]).toEqual([
            areaCode,
            period,
            measure,
            Math.max(0, own),
            own > 0 ? rank(own) : null,
          ]);
          const expected = [...sums.values()].filter((score) => score > 0).sort((a, b) => b - a);
          expect(items.map((item) => [item.rank, item.score])).toEqual(expected.map((score) => [rank(score), score]));
        }
  }

  it('gives at every moment what a sum over all records would: voids, two workers at once, one killed half way', async () => {
    const all = await people(...Array.from({ length: 8 }, () => '张建国'));
    for (const one of all) await agree(one);
    const told: RecordChange[] = [];
    const kill = (on: boolean) =>
      app.db.query(
        on
          ? `create function die() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return old; end $$;
             create trigger die before delete on score_deltas for each row execute function die()`
          : `drop trigger die on score_deltas; drop function die()`,
      );
    for (const how of ['not folded', 'folded', 'two at once', 'killed', 'folded']) {
      const more = history(
        all.map(({ id }) => id),
        120,
      );
      await tell(...more);
      told.push(...more);
      if (how === 'folded') await fold();
      if (how === 'two at once')
        await Promise.all([fold(), fold(), tell(...more.slice(0, 40))]).then(() => told.push(...more.slice(0, 40)));
      if (how === 'killed') {
        await kill(true);
        await expect(fold()).rejects.toThrow();
        await kill(false);
      }
      await compare(told, all);
    }
    await fold();
    await compare(told, all);
    expect(await app.db.query(`select count(*)::int as n from score_deltas`)).toEqual([{ n: 0 }]);
    const wrong = `select s.board_id from (select board_id, count(*) filter (where score > 0) as people from board_scores group by 1) s
      where exists (select from board_steps b where b.board_id = s.board_id and (0 > any(b.people) or b.total <> (select sum(n) from unnest(b.people) n)))
         or exists (select from (values (1), (64)) w (width) where s.people <> (
              select coalesce(sum(n), 0) from board_steps b, unnest(b.people) n where b.board_id = s.board_id and b.width = w.width))`;
    expect(await app.db.query(wrong)).toEqual([]);
  });

  it('keeps a list in memory only as long as it holds', async () => {
    const [folded, late] = await people('张建国', '李秀英');
    for (const who of [folded!, late!]) await agree(who);
    await tell(served(folded!.id, 120));
    await fold();
    await tell(served(late!.id, 60));
    const names = async () => (await board(late!)).items.map(({ name }) => name);
    expect(await names()).toEqual(['张*国', '李*英']);
    // nothing of hers is folded: she stands on no board yet, and is gone at once all the same
    await agree(late!, false);
    expect(await names()).toEqual(['张*国']);
    await agree(late!);
    expect(await names()).toEqual(['张*国', '李*英']);
    await agree(folded!, false);
    expect(await names()).toEqual(['李*英']);
    await app.db.query(`update people set name = '欧阳丽' where id = $1`, [late!.id]);
    app.clock.advance(61_000);
    expect(await names()).toEqual(['欧*丽']);
  });

  it('keeps no list of a board that nothing was folded into: the first minute of a month', async () => {
    const [me, other] = await people('张建国', '李秀英');
    await tell(served(me!.id, 60));
    const names = async () => (await board(other!)).items.map(({ name }) => name);
    expect(await names()).toEqual([]);
    await agree(me!);
    expect(await names()).toEqual(['张*国']);
    await agree(me!, false);
    expect(await names()).toEqual([]);
    await fold();
    expect(await names()).toEqual([]);
  });

  it('leaves a delta that was not committed for the next time', async () => {
    const [me, other] = await people('张建国', '李建设');
    await tell(served(me!.id, 15));
    const late = app.db.createQueryRunner();
    await late.startTransaction();
    // of somebody else: the star of one person is reckoned once, so a second teller waits for the first to end
    await app.nest.get(RecordChanges).tell(late.manager, served(other!.id, 60));
    await tell(served(me!.id, 15));
    await fold();
    await late.commitTransaction();
    await late.release();
    const scores = async () => [(await board(me!)).mine.score, (await board(other!)).mine.score];
    expect(await scores()).toEqual([30, 60]);
    await fold();
    expect(await scores()).toEqual([30, 60]);
  });

  it('of a lost transaction nothing is counted', async () => {
    const id = randomUUID();
    const lost = app.db.transaction(async (tx) => {
      await app.nest.get(RecordChanges).tell(tx, served(id, 60));
      throw new Error('lost');
    });
    await expect(lost).rejects.toThrow('lost');
    expect(await app.db.query(`select count(*)::int as n from score_deltas`)).toEqual([{ n: 0 }]);
  });
});
