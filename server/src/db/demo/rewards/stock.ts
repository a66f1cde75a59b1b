import { DAY_MS } from '@linli/shared/calendar';
import { VOUCHER_DAYS_DEFAULT } from '@linli/shared/rewards';
import { chanceOf } from '../chance.js';
import type { Person } from '../people/person.js';
import type { World } from '../reports/world.js';
import type { Landmark } from '../town/landmarks.js';
import { type ItemStory, SHOP_STORIES, type ShopStory } from './shops.js';

export interface DemoItem {
  id: string;
  story: ItemStory;
  validDays: number;
}
export interface DemoShop {
  id: string;
  story: ShopStory;
  owner: Person;
  ownerId: string;
  communityCode: string;
  placeText: string;
  position: readonly [number, number];
  /** Since when points are taken. */
  openFrom: Date;
  closedAt: Date | null;
  items: DemoItem[];
}

/** The shops on the landmarks of their communities, the one-tap merchant's first. */
export function imagineShops(world: World, landmarks: readonly Landmark[]): DemoShop[] {
  const chance = chanceOf('shops');
  return SHOP_STORIES.map((story, i) => {
    const community = world.areaNamed(story.community);
    const near = chance.pick(landmarks.filter((l) => l.gridCode.startsWith(community.code) && l.kind !== 'station'));
    const owner = world.cast.merchants[i]!;
    return {
      id: chance.uuid(),
      story,
      owner,
      ownerId: owner.id,
      communityCode: community.code,
      placeText: `${near.name}${chance.pick(['东门旁', '南侧', '斜对面', '一楼门面', '路口'])}`,
      position: near.position,
      openFrom: new Date(world.now.getTime() - (i < 6 ? 240 : chance.whole(60, 210)) * DAY_MS),
      closedAt: story.now === 'closed' ? new Date(world.now.getTime() - 9 * DAY_MS) : null,
      items: story.items.map((item) => ({
        id: chance.uuid(),
        story: item,
        validDays: item.kind === 'discount' ? 30 : VOUCHER_DAYS_DEFAULT,
      })),
    };
  });
}
