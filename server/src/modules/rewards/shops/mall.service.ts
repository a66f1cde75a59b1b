import { Injectable } from '@nestjs/common';
import { areaAt } from '@linli/shared/areas';
import type { FileView } from '@linli/shared/files.dto';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { ITEM_KIND_LABELS, SHOP_CATEGORY_LABELS } from '@linli/shared/rewards';
import { itemConditions } from '@linli/shared/rewards-obstacles';
import { voucherLastDay } from '@linli/shared/rewards-vouchers';
import type { MallItemDetailView, MallItemQuery, MallItemView, MallQuery, MallShopView } from '@linli/shared/rewards.dto';
import { likePattern } from '@linli/shared/search';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { invalidField, notFound } from '../../../common/errors.js';
import { type CursorShape, decodeCursor, page } from '../../../common/pages.js';
import { AreasService } from '../../areas/areas.service.js';
import { FilesService } from '../../files/files.service.js';
import { LedgerService } from '../../timebank/ledger/ledger.service.js';
import { ItemsService } from './items.service.js';
import { type MallItemRow, mallItems, type MallSearch, mallShop, type MallShopRow, mallShops } from './mall.queries.js';
import { ShopsService } from './shops.service.js';
import type { ShopEntity, ShopItemEntity } from './shop.entity.js';
import { isInForce, photosOf } from './shops.view.js';

/** From here on it is said how many are left. */
const FEW = 5;

/** The mall 积分商城: what there is for points in the district, for everybody; for whoever is signed in also whether it is within reach. */
@Injectable()
export class MallService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly files: FilesService,
    private readonly ledger: LedgerService,
    private readonly shops: ShopsService,
    private readonly items: ItemsService,
  ) {}

  async itemsOf(actor: Actor | null, query: MallItemQuery): Promise<Page<MallItemView>> {
    const tx = this.dataSource.manager;
    const free = actor ? await this.freeOf(actor) : null;
    const search = this.search(actor, query, ['bigint', 'uuid']);
    const order = query.order === 'near' && search.lng === null ? 'new' : (query.order ?? (search.lng === null ? 'new' : 'near'));
    const rows = await mallItems(tx, {
      ...search,
      kind: query.kind ?? null,
      shopId: query.shopId ?? null,
      pointsMost: query.affordable ? (free ?? 0) : null,
      order,
    });
    const { items, next } = page(rows, search.limit - 1, (row) => [row.rank, row.id]);
    const faces = items.flatMap(({ fileIds }) => fileIds.slice(0, 1));
    const photos = await this.files.views(tx, faces);
    return { items: items.map((row) => cardView(row, photos, free, search.lng !== null)), next };
  }

  async shopsOf(actor: Actor | null, query: MallQuery): Promise<Page<MallShopView>> {
    const search = this.search(actor, query, ['int', 'text', 'uuid']);
    const rows = await mallShops(this.dataSource.manager, search);
    const { items, next } = page(rows, search.limit - 1, (row) => [row.metres, row.name, row.id]);
    return { items: await this.shopViews(items, search.lng !== null), next };
  }

  async shop(id: string): Promise<MallShopView> {
    const row = await mallShop(this.dataSource.manager, id, this.today());
    if (!row) throw notFound('这家店已经退出。');
    const [view] = await this.shopViews([row], false);
    return view!;
  }

  /** With everything that stands in the caller's way; one that is off the shelf still says so. */
  async item(actor: Actor | null, id: string): Promise<MallItemDetailView> {
    const tx = this.dataSource.manager;
    const item = await this.items.find(tx, id);
    const shop = item && (await this.shops.find(tx, item.shopId));
    if (!item || !shop) throw notFound('这一项已经下架。');
    const shopView = await this.shop(item.shopId);
    const photos = await this.files.views(tx, item.fileIds);
    const free = actor ? await this.freeOf(actor) : null;
    const row = { ...item, shopName: shop.name, category: shop.category, metres: 0, rank: '0' };
    return {
      ...cardView(row, photos, free, false),
      about: item.about,
      photos: photosOf(item.fileIds, photos),
      conditions: itemConditions(item),
      validDays: item.validDays,
      ...lastDayOf(shop, item, this.today()),
      shop: shopView,
      obstacles: actor ? await this.items.obstacles(tx, actor.personId, shop, item) : null,
      freePoints: free,
    };
  }

  private search(actor: Actor | null, query: MallQuery, shape: CursorShape): MallSearch {
    const { lng, lat, areaCode, category, q, cursor, limit = PAGE_LIMIT_DEFAULT } = query;
    if ((lng === undefined) !== (lat === undefined)) throw invalidField(lng === undefined ? 'lng' : 'lat', '请给出完整的位置。');
    const at = areaCode ?? actor?.homeCommunityCode ?? null;
    return {
      lng: lng ?? null,
      lat: lat ?? null,
      districtCode: at === null ? null : areaAt(at, 'district'),
      category: category ?? null,
      like: q === undefined ? null : likePattern(q),
      today: this.today(),
      after: decodeCursor(cursor, shape),
      limit: limit + 1,
    };
  }

  private async shopViews(rows: readonly MallShopRow[], near: boolean): Promise<MallShopView[]> {
    const names = await this.areas.names(
      null,
      rows.map(({ communityCode }) => communityCode),
    );
    const photos = await this.files.views(
      null,
      rows.flatMap(({ fileIds }) => fileIds),
    );
    return rows.map(({ communityCode, lng, lat, fileIds, state, inForce, metres, ...row }) => ({
      ...row,
      categoryLabel: SHOP_CATEGORY_LABELS[row.category],
      communityName: names.get(communityCode) ?? communityCode,
      position: { lng, lat },
      photos: photosOf(fileIds, photos),
      open: state === 'open' && inForce,
      distanceMetres: near ? metres : null,
    }));
  }

  /** What can be spent: nothing while a debt is open. */
  private async freeOf(actor: Actor): Promise<number> {
    const { free, debt } = await this.ledger.standing(this.dataSource.manager, actor.personId);
    return debt > 0 ? 0 : free;
  }

  private today(): string {
    return dayOf(this.clock.now());
  }
}

/** Reckoned as the redemption itself does. */
function lastDayOf(shop: ShopEntity, item: ShopItemEntity, today: string): Pick<MallItemDetailView, 'lastDay' | 'cutByAgreement'> {
  if (!isInForce(shop, today)) return { lastDay: null, cutByAgreement: false };
  const { day, cut } = voucherLastDay(today, item.validDays, shop.agreementTo);
  return { lastDay: day, cutByAgreement: cut };
}

function cardView(row: Omit<MallItemRow, 'rank'>, photos: ReadonlyMap<string, FileView>, free: number | null, near: boolean): MallItemView {
  const { id, shopId, shopName, category, kind, title, points, stock, fileIds, metres } = row;
  return {
    ...{ id, shopId, shopName, category, kind, title, points },
    kindLabel: ITEM_KIND_LABELS[kind],
    photo: photos.get(fileIds[0] ?? '') ?? null,
    soldOut: stock === 0,
    left: stock !== null && stock <= FEW ? stock : null,
    distanceMetres: near ? metres : null,
    missingPoints: free === null ? null : Math.max(0, points - free),
  };
}
