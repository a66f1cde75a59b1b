import type { PublicWishBoardView, PublicWishView } from '@linli/shared/wishes.dto';
import { hallPages } from './screen-pages';

const board = (kind: 'micro' | 'project', count: number): PublicWishBoardView => ({
  kind,
  periodText: '',
  open: count,
  running: 0,
  fulfilled: 0,
  items: Array.from({ length: count }, (_, i) => ({ wishNo: `${kind}${i}` }) as PublicWishView),
});
const sizes = (...boards: PublicWishBoardView[]) =>
  hallPages({ areaCode: '', areaText: '', at: '', boards }).map(({ board: { kind }, items }) => `${kind} ${items.length}`);

it('cuts boards into pages of four and never mixes them', () => {
  expect(sizes(board('micro', 9), board('project', 2))).toEqual(['micro 4', 'micro 4', 'micro 1', 'project 2']);
});
it('leaves out what is empty, and shows one page when everything is', () => {
  expect(sizes(board('micro', 0), board('project', 1))).toEqual(['project 1']);
  expect(sizes(board('micro', 0), board('project', 0))).toEqual(['micro 0']);
});
