import { gapsOf } from './words';

describe('who does not want to be on the board', () => {
  it('is told where their ranks are missing', () => {
    expect(gapsOf([1, 8, 10])).toEqual([0, 6, 1]);
    expect(gapsOf([3, 4])).toEqual([2, 0]);
    expect(gapsOf([])).toEqual([]);
  });
  it('shares a rank without hiding the others', () => {
    expect(gapsOf([1, 1, 3])).toEqual([0, 0, 0]);
    // two of the second rank are drawn, three more stand before the seventh
    expect(gapsOf([1, 2, 2, 7])).toEqual([0, 0, 0, 3]);
  });
});
