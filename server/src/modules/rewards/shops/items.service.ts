import { Injectable } from '@nestjs/common';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { ITEM_STOCK_MAX, ITEM_WORKFLOW, type ItemAction, VOUCHER_DAYS_DEFAULT } from '@linli/shared/rewards';
import { obstacleSentence, redeemObstacles } from '@linli/shared/rewards-obstacles';
import type {
  ChangeStockDto,
  CreateShopItemDto,
  ObstacleView,
  ShopItemQuery,
  ShopItemView,
  UpdateShopItemDto,
} from '@linli/shared/rewards.dto';
import { nextState } from '@linli/shared/workflow';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { dayOf, dayStart } from '../../../common/days.js';
import { conflictNow, DomainError, forbidden, idTaken, invalidField, notFound } from '../../../common/errors.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { oneAtATime, type WriteCall, Writes } from '../../../common/writes.js';
import { EventsService } from '../../events/events.service.js';
import { FilesService } from '../../files/files.service.js';
import { LedgerService } from '../../timebank/ledger/ledger.service.js';
import { PoliciesService } from '../../timebank/policies.service.js';
import { itemCounts, itemsOfShop, moveStock, ownFacts } from './items.queries.js';
import { type ShopEntity, ShopItemEntity } from './shop.entity.js';
import { ShopPictures } from './shop-pictures.service.js';
import { ITEM_POLICY, isDeskOf, seesShop, SHOP_POLICY } from './shops.policy.js';
import { ShopsService } from './shops.service.js';
import { itemView } from './shops.view.js';

/** What an event says of a change. */
type Moved = Record<string, number | boolean>;

/** What shops give for points. The desk writes items; stock and on/off are the shop's people's too. */
@Injectable()
export class ItemsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly pictures: ShopPictures,
    private readonly shops: ShopsService,
    private readonly ledger: LedgerService,
    private readonly policies: PoliciesService,
  ) {}

  // ---- for redeeming: everything in the caller's transaction

  async find(tx: EntityManager, id: string): Promise<ShopItemEntity | null> {
    return tx.findOneBy(ShopItemEntity, { id });
  }

  /**
   * Why this person cannot redeem the item now, the weightiest first; none: they can. To be sure of the limits the caller holds a lock of the
   * person's before asking; the stock is sure only when `takeStock` has said so.
   */
  async obstacles(tx: EntityManager, personId: string, shop: ShopEntity, item: ShopItemEntity): Promise<ObstacleView[]> {
    const now = this.clock.now();
    const today = dayOf(now);
    const facts = await ownFacts(tx, personId, item.id, dayStart(`${today.slice(0, 7)}-01`));
    const { free, debt } = await this.ledger.standing(tx, personId);
    const { terms: policy } = await this.policies.inForce(tx, shop.communityCode, now);
    const own = { ...facts, today, free, debt };
    const terms = {
      ...item,
      itemState: item.state,
      shopState: shop.state,
      agreementFrom: shop.agreementFrom,
      agreementTo: shop.agreementTo,
    };
    return redeemObstacles(terms, own, policy).map((code) => ({ code, text: obstacleSentence(code, terms, own, policy) }));
  }

  /** One out of the stock. False: it was the last one a moment ago. */
  takeStock(tx: EntityManager, itemId: string): Promise<boolean> {
    return moveStock(tx, 'take', [itemId]);
  }

  /** A voucher was not used: what it kept is there for others again. */
  async giveStockBack(tx: EntityManager, itemId: string): Promise<void> {
    await moveStock(tx, 'give', [itemId]);
  }

  // ---- for those who keep them

  async ofShop(actor: Actor, shopId: string, { state, cursor, limit = PAGE_LIMIT_DEFAULT }: ShopItemQuery): Promise<Page<ShopItemView>> {
    const tx = this.dataSource.manager;
    const shop = await this.shops.visible(tx, actor, shopId);
    const rows = await itemsOfShop(tx, shopId, state ?? null, decodeCursor(cursor, ['time', 'uuid']), limit + 1);
    const { items, next } = page(rows, limit, (item) => [item.createdAt, item.id]);
    return { items: await this.views(tx, actor, shop, items), next };
  }

  async one(actor: Actor, id: string): Promise<ShopItemView> {
    const tx = this.dataSource.manager;
    const item = await this.find(tx, id);
    if (!item) throw notFound();
    return this.view(tx, actor, await this.shops.visible(tx, actor, item.shopId), item);
  }

  create(call: WriteCall, dto: CreateShopItemDto): Promise<ShopItemView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, dto.id);
      const before = await this.find(tx, dto.id);
      if (before) {
        if (before.createdBy !== actor.personId || before.requestHash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.view(tx, actor, (await this.shops.find(tx, before.shopId))!, before);
      }
      const shop = await this.shops.find(tx, dto.shopId, true);
      if (!shop || !seesShop(actor, shop)) throw notFound();
      if (!SHOP_POLICY.add_item(actor, shop)) throw forbidden('上架新的项目由签约社区办理。');
      if (shop.state === 'closed') throw conflictNow(shop.state, '这家店已经退出。');
      const now = this.clock.now();
      const item = Object.assign(new ShopItemEntity(), {
        id: dto.id,
        requestHash: call.bodyHash,
        shopId: shop.id,
        kind: dto.kind,
        title: dto.title.trim(),
        about: dto.about?.trim() ?? '',
        points: dto.points,
        stock: dto.stock ?? null,
        perPerson: dto.perPerson ?? null,
        perPersonMonth: dto.perPersonMonth ?? null,
        starLeast: dto.starLeast ?? 0,
        minutesLeast: dto.minutesLeast ?? 0,
        validDays: dto.validDays ?? VOUCHER_DAYS_DEFAULT,
        fileIds: dto.fileIds ?? [],
        state: dto.state ?? 'on',
        createdBy: actor.personId,
        createdAt: now,
        updatedAt: now,
      });
      await tx.insert(ShopItemEntity, item);
      await this.pictures.change(tx, actor.personId, ['shop_item', item.id], [], item.fileIds);
      await this.record(tx, actor, shop, item, 'create', { points: item.points });
      return this.view(tx, actor, shop, item);
    });
  }

  /** Vouchers carry their own title and points: what is open stays as it was made. */
  update(call: WriteCall, id: string, dto: UpdateShopItemDto): Promise<ShopItemView> {
    return this.step(call, id, 'update', async (tx, item) => {
      const fileIds = dto.fileIds ?? item.fileIds;
      await this.pictures.change(tx, call.actor.personId, ['shop_item', id], item.fileIds, fileIds);
      await tx.update(
        ShopItemEntity,
        { id },
        {
          kind: dto.kind ?? item.kind,
          title: dto.title?.trim() ?? item.title,
          about: dto.about?.trim() ?? item.about,
          points: dto.points ?? item.points,
          perPerson: dto.perPerson === undefined ? item.perPerson : dto.perPerson,
          perPersonMonth: dto.perPersonMonth === undefined ? item.perPersonMonth : dto.perPersonMonth,
          starLeast: dto.starLeast ?? item.starLeast,
          minutesLeast: dto.minutesLeast ?? item.minutesLeast,
          validDays: dto.validDays ?? item.validDays,
          fileIds,
        },
      );
      return { points: dto.points ?? item.points };
    });
  }

  putOn(call: WriteCall, id: string): Promise<ShopItemView> {
    return this.step(call, id, 'put_on');
  }

  takeOff(call: WriteCall, id: string): Promise<ShopItemView> {
    return this.step(call, id, 'take_off');
  }

  /** Never to a figure read before: by a difference, or from not counted to counted and back. */
  changeStock(call: WriteCall, id: string, { counted, change }: ChangeStockDto): Promise<ShopItemView> {
    if (counted === undefined && !change) throw invalidField('change', '请填库存的变化。');
    if (counted === true && !(change !== undefined && change >= 0)) throw invalidField('change', '请填现有的库存。');
    return this.step(call, id, 'stock', async (tx, item): Promise<Moved> => {
      const now = this.clock.now();
      if (counted === false) {
        await moveStock(tx, 'uncount', [id, now]);
        return { counted };
      }
      if (counted === true) {
        if (!(await moveStock(tx, 'count', [id, change, now]))) throw conflictNow(item.state, '库存已经在计数，请按增减修改。');
        return { counted, change: change! };
      }
      if (item.stock === null) throw new DomainError('conflict', 'stock_not_counted', '这一项不计库存。', { state: item.state });
      if (!(await moveStock(tx, 'change', [id, change, now, ITEM_STOCK_MAX])))
        throw new DomainError('conflict', 'stock_too_low', '库存不能少于 0，刚刚可能又有人兑换，请刷新后再改。', { state: item.state });
      return { change: change! };
    });
  }

  /** Lock both rows (the shop for reading) → policy → next state → effect → events.record → view. */
  private step(
    call: WriteCall,
    id: string,
    action: ItemAction,
    effect: (tx: EntityManager, item: ShopItemEntity) => Promise<Moved> = () => Promise.resolve({}),
  ): Promise<ShopItemView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const found = await this.find(tx, id);
      const shop = found && (await this.shops.find(tx, found.shopId, true));
      if (!shop || !seesShop(actor, shop)) throw notFound();
      if (!ITEM_POLICY[action](actor, shop)) throw forbidden('名称、积分和条件由签约社区修改。');
      if (shop.state === 'closed') throw conflictNow(shop.state, '这家店已经退出。');
      const item = await tx.findOneOrFail(ShopItemEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      const state = nextState(ITEM_WORKFLOW, item.state, action);
      if (state === null) throw conflictNow(item.state);
      const data = await effect(tx, item);
      await tx.update(ShopItemEntity, { id }, { state, updatedAt: this.clock.now() });
      await this.record(tx, actor, shop, item, action, data);
      return this.view(tx, actor, shop, (await this.find(tx, id))!);
    });
  }

  private async view(tx: EntityManager, actor: Actor, shop: ShopEntity, item: ShopItemEntity): Promise<ShopItemView> {
    const [view] = await this.views(tx, actor, shop, [item]);
    return view!;
  }

  private async views(tx: EntityManager, actor: Actor, shop: ShopEntity, items: readonly ShopItemEntity[]): Promise<ShopItemView[]> {
    const counts = await itemCounts(tx, items);
    const fileIds = items.flatMap((item) => item.fileIds);
    const photos = await this.files.views(tx, fileIds);
    return items.map((item) => itemView(actor, shop, item, counts, photos));
  }

  private record(tx: EntityManager, actor: Actor, shop: ShopEntity, item: ShopItemEntity, action: string, data: Moved): Promise<string> {
    const role = isDeskOf(actor, shop) ? 'dispatcher' : 'merchant';
    return this.events.record(tx, {
      subject: ['shop_item', item.id],
      action,
      actor,
      role,
      areaCode: shop.communityCode,
      data: { shopId: shop.id, ...data },
    });
  }
}
