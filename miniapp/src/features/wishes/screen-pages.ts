import type { PublicWishBoardView, PublicWishesView, PublicWishView } from '@linli/shared/wishes.dto';

export const ITEMS_A_PAGE = 4;
export const PAGE_SECONDS = 15;

export interface HallPage {
  board: PublicWishBoardView;
  items: readonly PublicWishView[];
}
/** The boards cut into what fits on the wall; a board without wishes is left out unless there is nothing else. */
export function hallPages(view: PublicWishesView): HallPage[] {
  const pages = view.boards.flatMap((board) =>
    Array.from({ length: Math.ceil(board.items.length / ITEMS_A_PAGE) }, (_, i) => ({
      board,
      items: board.items.slice(i * ITEMS_A_PAGE, (i + 1) * ITEMS_A_PAGE),
    })),
  );
  const first = view.boards[0];
  return pages.length || !first ? pages : [{ board: first, items: [] }];
}
