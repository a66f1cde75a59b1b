import {
  DEFAULT_TELLTALE_WORDS,
  DEFAULT_WARNING_WORDS,
  PERIOD_PATTERN,
  periodOf,
  periodText,
  publicTextFault,
  WISH_ACTIONS,
  WISH_STATES,
  WISH_WORKFLOW,
  wordsIn,
} from './wishes.js';

describe('words that warn', () => {
  it.each([
    ['想要一些现金', ['现金']],
    ['微信 红 包也行', ['红包']],
    ['能不能转·账给我', ['转账']],
    ['想借款，也可以捐款', ['借款', '捐款']],
    ['想要一辆轮椅', []],
  ])('%s', (text, found) => expect(wordsIn(text, DEFAULT_WARNING_WORDS)).toEqual(found));
  it('are found in full width too, and an empty word finds nothing', () => {
    expect(wordsIn('想要ＱＱ充值', ['qq', ' '])).toEqual(['qq']);
  });
});

describe('what must not go on the board', () => {
  const fault = (text: string, beneficiary: 'child' | 'patient' | 'elder' = 'elder', names: string[] = []) =>
    publicTextFault(text, { beneficiary, telltaleWords: DEFAULT_TELLTALE_WORDS, names });
  it.each([
    ['打电话给我13912345678', '电话或证件'],
    ['电话１３９ １２３４ ５６７８', '电话或证件'],
    ['身份证450400199001011234', '电话或证件'],
    ['住在3栋2单元', '住址“3栋”'],
    ['住在三号楼', '住址“三号楼”'],
    ['502室的老人', '住址“502室”'],
    ['菜市路 12 号门口', '住址“路 12 号”'],
    ['8-2-501', '住址“8-2-501”'],
  ])('%s', (text, part) => expect(fault(text)).toContain(part));
  it.each(['想要一台轮椅', '希望12号前有人来帮忙理发', '一间教室需要书架', '两位老人想要2床棉被', '想看一次大海'])('%s may', (text) =>
    expect(fault(text)).toBeNull(),
  );
  it('names nobody', () => {
    expect(fault('王桂兰想要一副老花镜', 'elder', ['王桂兰'])).toContain('姓名“王桂兰”');
    expect(fault('王老师想要一副老花镜', 'elder', ['王'])).toBeNull();
  });
  it('guards children and patients further', () => {
    expect(fault('在第一小学读三年级，想要书包', 'child')).toContain('“小学”');
    expect(fault('做透 析后想要靠垫', 'patient')).toContain('“透析”');
    expect(fault('想去小学门口做志愿者', 'elder')).toBeNull();
  });
});

describe('boards', () => {
  it.each([
    ['micro', '2026-03-31', '2026-03', '2026年3月'],
    ['micro', '2026-12-01', '2026-12', '2026年12月'],
    ['project', '2026-03-31', '2026-Q1', '2026年一季度'],
    ['project', '2026-04-01', '2026-Q2', '2026年二季度'],
    ['project', '2026-12-31', '2026-Q4', '2026年四季度'],
  ] as const)('%s of %s', (kind, day, period, text) => {
    expect(periodOf(kind, day)).toBe(period);
    expect(PERIOD_PATTERN.test(period)).toBe(true);
    expect(periodText(period)).toBe(text);
  });
});

it('the workflow leads from submitted to fulfilled, and every state but the last ones has a way on', () => {
  const reached = new Set(['submitted', ...WISH_ACTIONS.map((action) => WISH_WORKFLOW[action].to)]);
  expect([...WISH_STATES].filter((state) => !reached.has(state))).toEqual([]);
  const left = new Set<string>(WISH_ACTIONS.flatMap((action) => [...WISH_WORKFLOW[action].from]));
  expect([...WISH_STATES].filter((state) => !left.has(state))).toEqual(['withdrawn']);
});
