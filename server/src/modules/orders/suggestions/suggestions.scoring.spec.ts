import { ranked, scoreOf, type Suited } from './suggestions.scoring.js';

const plain: Suited = {
  personId: '00000000-0000-4000-8000-000000000001',
  name: '张三',
  partyMember: false,
  distanceMetres: null,
  skilled: false,
  qualified: false,
  arbiter: false,
  free: null,
  week: 3,
  month: 5,
  daysSince: 2,
  rating: null,
  ratings: 0,
  posts: 0,
  known: 0,
};
const who = (changes: Partial<Suited>): Suited => ({ ...plain, ...changes });

describe('each thing that speaks for somebody', () => {
  it.each<[string, Partial<Suited>, string]>([
    ['qualified', { qualified: true }, '资质已核验'],
    ['skill', { skilled: true }, '技能对口'],
    ['near', { distanceMetres: 412 }, '离这里 410 米'],
    ['near', { distanceMetres: 2400 }, '离这里 2.4 公里'],
    ['free', { free: true }, '这个时间在 TA 的服务时间里'],
    ['light_load', { week: 0 }, '本周还没有接单'],
    ['light_load', { week: 2 }, '本周只接了 2 单'],
    ['well_rated', { rating: 4.8, ratings: 3 }, '评价 4.8 分'],
    ['turn', { month: 0 }, '最近 30 天没有轮到 TA'],
    ['turn', { month: 0, daysSince: null }, '还没有轮到过 TA'],
    ['turn', { month: 1 }, '最近 30 天只服务过 1 次'],
    ['post', { posts: 1 }, '在本社区认领了岗位'],
    ['arbiter', { arbiter: true }, '本社区的人民调解员'],
    ['known', { known: 2 }, '为 TA 服务过 2 次'],
  ])('%s: %j', (code, changes, text) => {
    const scored = scoreOf(who(changes));
    expect(scored.reasons.map((reason) => [reason.code, reason.text])).toEqual([[code, text]]);
    expect(scored.reasons[0]?.toPerson).not.toMatch(/TA/);
    // Who never gave hours is not told no; who gave some that fit is above them.
    if (code !== 'free') expect(scored.score).toBeGreaterThan(scoreOf(plain).score);
    else expect(scored.score).toBeGreaterThan(scoreOf(who({ free: null })).score);
  });

  it.each<[Partial<Suited>, string[]]>([
    [{ free: false, week: 0 }, ['这个时间不在 TA 的服务时间里']],
    [{ week: 4 }, ['本周已接 4 单']],
    [{ week: 0, rating: 2.5, ratings: 3 }, ['近一年评价 2.5 分']],
    [{ week: 0, rating: 2.5, ratings: 2 }, []],
    [{ week: 0, rating: 5, ratings: 2 }, []],
  ])('is cautious about %j', (changes, cautions) => expect(scoreOf(who(changes)).cautions).toEqual(cautions));
});

describe('the order', () => {
  const perfect = who({
    qualified: true,
    skilled: true,
    distanceMetres: 100,
    free: true,
    week: 0,
    month: 0,
    daysSince: null,
    rating: 5,
    ratings: 9,
    posts: 1,
    arbiter: true,
    known: 1,
  });
  it('is from 0 to 100', () => {
    expect(scoreOf(perfect).score).toBe(100);
    expect(scoreOf(who({ free: false })).score).toBe(0);
  });

  it('puts a skilled neighbour above one who is only rested', () => {
    const [first] = ranked([who({ personId: 'b', week: 0, month: 0 }), who({ personId: 'a', skilled: true, distanceMetres: 300 })]);
    expect(first?.personId).toBe('a');
  });

  it('takes turns among equals: who waited longest, then the nearer, then by id, whichever way they come', () => {
    const people = [
      who({ personId: 'd', daysSince: 3 }),
      who({ personId: 'c', daysSince: 9 }),
      who({ personId: 'b', daysSince: 9, distanceMetres: 4000 }),
      who({ personId: 'a', daysSince: 9, distanceMetres: 3500 }),
      who({ personId: 'f', daysSince: 3 }),
    ];
    const ids = (rows: readonly Suited[]) => ranked(rows).map(({ personId }) => personId);
    expect(ids(people)).toEqual(['a', 'b', 'c', 'd', 'f']);
    expect(ids(people.toReversed())).toEqual(ids(people));
  });
});
