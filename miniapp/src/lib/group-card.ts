import picture from '@/assets/group-card.png';

interface Matter {
  /** 260311-BJ-0001 */
  no: string;
  /** Its category. */
  what: string;
  state: string;
  /** 剩 5 小时 */
  clock?: string | null;
}

/**
 * A matter as a card in a WeChat group: number, category, state and clock; no person, no place, no photo. Without a picture of our own WeChat
 * takes one of the page. It opens only for those who may see the matter.
 */
export const groupCard = (matter: Matter | undefined, path: string): { title: string; path: string; imageUrl: string } => ({
  title: matter ? [matter.no, matter.what, matter.state, matter.clock].filter(Boolean).join(' · ') : '邻里',
  path,
  imageUrl: picture,
});
