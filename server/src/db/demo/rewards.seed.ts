import { DAY_MS, dayTextOf } from '@linli/shared/calendar';
import { voucherNoOf } from '@linli/shared/rewards-vouchers';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Album } from './album.js';
import { chanceOf } from './chance.js';
import type { World } from './reports/world.js';
import type { DemoShop } from './rewards/stock.js';
import { insertRows } from './rows.js';
import type { DemoVoucher } from './timebank/economy.js';

const AGREEMENT_DAYS = 366;

/** Shops with their people, what they give, and every voucher there ever was. */
export async function seedShops(tx: EntityManager, world: World, shops: readonly DemoShop[], filesDir: string): Promise<void> {
  const album = new Album('shops');
  const drawn = (shop: DemoShop, scene: string, subjectType: string, id: string): string =>
    album.take({
      ownerId: world.desksOf(shop.communityCode)[0]!.id,
      scene: `goods_${scene}`,
      variant: 1,
      side: 'after',
      reportId: id,
      subjectType,
      at: shop.openFrom,
      position: null,
    });
  const shopPictures = new Map(shops.map((shop) => [shop, drawn(shop, shop.story.picture, 'shop', shop.id)]));
  const itemPictures = new Map(
    shops.flatMap((shop) => shop.items.map((item) => [item, drawn(shop, item.story.picture, 'shop_item', item.id)] as const)),
  );
  await album.save(tx, filesDir);
  await insertRows(
    tx,
    'shops',
    shops.map((shop, i) => ({
      id: shop.id,
      name: shop.story.name,
      about: shop.story.about,
      category: shop.story.category,
      district_code: shop.communityCode.slice(0, 6),
      street_code: shop.communityCode.slice(0, 9),
      community_code: shop.communityCode,
      place_text: shop.placeText,
      lng: shop.position[0],
      lat: shop.position[1],
      // 0774-3… of nobody: the exchange 300 is not given out.
      phone: `0774-300${String(2000 + i * 41).slice(0, 4)}`,
      hours_text: shop.story.hours,
      agreement_from: dayTextOf(shop.openFrom.getTime()),
      agreement_to: shop.story.now === 'ending' ? lastOfMonth(world.now) : dayTextOf(shop.openFrom.getTime() + AGREEMENT_DAYS * DAY_MS),
      file_ids: [shopPictures.get(shop)],
      state: shop.story.now === 'paused' || shop.story.now === 'closed' ? shop.story.now : 'open',
      closed_at: shop.closedAt,
      created_by: world.desksOf(shop.communityCode)[0]!.id,
      request_hash: '',
      created_at: shop.openFrom,
      updated_at: shop.openFrom,
    })),
  );
  await insertRows(
    tx,
    'shop_items',
    shops.flatMap((shop) =>
      shop.items.map((item, i) => ({
        id: item.id,
        shop_id: shop.id,
        kind: item.story.kind,
        title: item.story.title,
        about: item.story.about,
        points: item.story.points,
        stock: item.story.stock,
        per_person: item.story.perPerson ?? null,
        per_person_month: item.story.perMonth ?? null,
        star_least: item.story.star ?? 0,
        minutes_least: 0,
        valid_days: item.validDays,
        file_ids: [itemPictures.get(item)],
        state: item.story.off ? 'off' : 'on',
        request_hash: '',
        created_by: world.desksOf(shop.communityCode)[0]!.id,
        created_at: new Date(shop.openFrom.getTime() + (shop.items.length - i) * 60_000),
        updated_at: shop.openFrom,
      })),
    ),
  );
  await seedMerchants(tx, world, shops);
}

/** The last day of this month in Shanghai. */
function lastOfMonth(now: Date): string {
  const [year, month] = dayTextOf(now.getTime()).split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

async function seedMerchants(tx: EntityManager, world: World, shops: readonly DemoShop[]): Promise<void> {
  const chance = chanceOf('merchants');
  await insertRows(
    tx,
    'role_grants',
    shops.map((shop) => ({
      id: chance.uuid(),
      phone: shop.owner.phone,
      name: shop.owner.name,
      person_id: shop.ownerId,
      role: 'merchant',
      area_code: shop.communityCode,
      shop_id: shop.id,
      lead: false,
      from_day: dayTextOf(shop.openFrom.getTime()),
      granted_by: world.desksOf(shop.communityCode)[0]!.id,
      request_hash: '',
      created_at: shop.openFrom,
    })),
  );
}

/** Numbered in the order in which they were made, as the service does it. */
export async function seedVouchers(tx: EntityManager, vouchers: readonly DemoVoucher[]): Promise<void> {
  const rows = await tx.query<{ code: string; mark: string }[]>(`select code, short_code as mark from areas where level = 'street'`);
  const marks = new Map(rows.map(({ code, mark }) => [code, mark]));
  const counters = new Map<string, { day: string; mark: string; last: number }>();
  await insertRows(
    tx,
    'vouchers',
    vouchers.map((v) => {
      const day = dayTextOf(v.createdAt.getTime());
      const mark = `${marks.get(v.shop.communityCode.slice(0, 9))}${v.shop.communityCode.slice(9, 12)}`;
      const counter = counters.get(`${day} ${mark}`) ?? { day, mark, last: 0 };
      counter.last += 1;
      counters.set(`${day} ${mark}`, counter);
      return {
        id: v.id,
        voucher_no: voucherNoOf(day, mark, counter.last),
        item_id: v.item.id,
        shop_id: v.shop.id,
        person_id: v.personId,
        community_code: v.shop.communityCode,
        kind: v.item.story.kind,
        title: v.item.story.title,
        points: v.item.story.points,
        state: v.state,
        secret: `\\x${randomBytes(32).toString('hex')}`,
        hold_ids: [v.holdId],
        expires_at: v.expiresAt,
        redeemed_at: v.redeemedAt,
        redeemed_by: v.redeemedAt ? v.shop.ownerId : null,
        ended_at: v.endedAt,
        refunded_by: v.refund?.byId ?? null,
        refund_reason: v.refund?.reason ?? null,
        returned: v.refund ? true : null,
        request_hash: '',
        created_at: v.createdAt,
      };
    }),
  );
  await insertRows(tx, 'voucher_counters', [...counters.values()]);
}
