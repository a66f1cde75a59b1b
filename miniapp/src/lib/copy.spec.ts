import { toTsv } from './copy';

test('rows become lines, cells stay in their columns whatever was typed into them', () => {
  expect(
    toTsv([
      ['编号', '内容'],
      ['1', '第一行\n第二行\t有制表符 '],
    ]),
  ).toBe('编号\t内容\n1\t第一行 第二行 有制表符');
});

test.each(['=HYPERLINK("x")', '+86', '-1', '@SUM(A1)'])('%s is text, not a formula', (cell) => {
  expect(toTsv([[cell]])).toBe(`'${cell}`);
});
