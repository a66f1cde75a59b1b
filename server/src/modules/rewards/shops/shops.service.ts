import { Injectable } from '@nestjs/common';
import { areaAt, type Position } from '@linli/shared/areas';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { AGREEMENT_WARNING_DAYS, AGREEMENT_YEARS_MAX, SHOP_WORKFLOW, type ShopAction } from '@linli/shared/rewards';
import type { CreateShopDto, ShopQuery, ShopView, UpdateShopDto } from '@linli/shared/rewards.dto';
import { likePattern } from '@linli/shared/search';
import { nextState } from '@linli/shared/workflow';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { addDays, dayOf, isDay } from '../../../common/days.js';
import { conflictNow, DomainError, forbidden, idTaken, invalidField, notFound } from '../../../common/errors.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { asPatterns, narrowed, scopesOf } from '../../../common/scopes.js';
import { oneAtATime, type WriteCall, Writes } from '../../../common/writes.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { FilesService } from '../../files/files.service.js';
import { LedgerService } from '../../timebank/ledger/ledger.service.js';
import { ShopEntity } from './shop.entity.js';
import { ShopPictures } from './shop-pictures.service.js';
import { isDeskOf, isMerchantOf, merchantShops, seesShop, SHOP_POLICY } from './shops.policy.js';
import { searchShops, shopCounts, shopsById } from './shops.queries.js';
import { shopView } from './shops.view.js';

/** In the transaction that closes the shop. */
export type ShopClosed = (tx: EntityManager, shopId: string) => Promise<void>;

/** Shops 爱心商家: kept by the desk of the community the agreement is with. */
@Injectable()
export class ShopsService {
  private readonly closings: ShopClosed[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly areas: AreasService,
    private readonly files: FilesService,
    private readonly pictures: ShopPictures,
    private readonly ledger: LedgerService,
  ) {}

  onClosed(listener: ShopClosed): void {
    this.closings.push(listener);
  }

  /** With `lock` it waits for, and then blocks, whoever pauses or closes the shop. */
  async find(tx: EntityManager, id: string, lock = false): Promise<ShopEntity | null> {
    return tx.findOne(ShopEntity, { where: { id }, ...(lock ? { lock: { mode: 'pessimistic_read' } } : {}) });
  }

  /** The shop's account in the books: opened when it is first asked for. */
  accountOf(tx: EntityManager, shop: Pick<ShopEntity, 'id' | 'communityCode'>): Promise<string> {
    return this.ledger.open(tx, { kind: 'shop', shopId: shop.id, communityCode: shop.communityCode });
  }

  /** The shop as staff see it. @throws 404 to whoever has nothing to do with it */
  async visible(tx: EntityManager, actor: Actor, id: string): Promise<ShopEntity> {
    const shop = await this.find(tx, id);
    if (!shop || !seesShop(actor, shop)) throw notFound();
    return shop;
  }

  async list(actor: Actor, { areaCode, state, ending, q, cursor, limit = PAGE_LIMIT_DEFAULT }: ShopQuery): Promise<Page<ShopView>> {
    const scopes = scopesOf(actor, ['dispatcher', 'auditor']);
    if (!scopes.length) throw forbidden();
    const rows = await searchShops(this.dataSource.manager, {
      patterns: asPatterns(narrowed(scopes, areaCode)),
      state: state ?? null,
      endingBy: ending ? addDays(this.today(), AGREEMENT_WARNING_DAYS) : null,
      nameLike: q === undefined ? null : likePattern(q),
      after: decodeCursor(cursor, ['time', 'uuid']),
      limit: limit + 1,
    });
    const { items, next } = page(rows, limit, (shop) => [shop.createdAt, shop.id]);
    return { items: await this.views(this.dataSource.manager, actor, items), next };
  }

  async mine(actor: Actor): Promise<ShopView[]> {
    const tx = this.dataSource.manager;
    return this.views(tx, actor, await shopsById(tx, merchantShops(actor)));
  }

  async one(actor: Actor, id: string): Promise<ShopView> {
    const tx = this.dataSource.manager;
    return this.view(tx, actor, await this.visible(tx, actor, id));
  }

  create(call: WriteCall, dto: CreateShopDto): Promise<ShopView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, dto.id);
      const before = await this.find(tx, dto.id);
      if (before) {
        if (before.createdBy !== actor.personId || before.requestHash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.view(tx, actor, before);
      }
      const community = await this.areas.requireInUse(tx, dto.communityCode, 'communityCode', 'community');
      if (!holds(actor, 'dispatcher', community.code)) throw forbidden('爱心商家由签约社区的民意专员登记。');
      const now = this.clock.now();
      const shop = Object.assign(new ShopEntity(), {
        id: dto.id,
        requestHash: call.bodyHash,
        name: dto.name.trim(),
        about: dto.about?.trim() ?? '',
        category: dto.category,
        districtCode: areaAt(community.code, 'district'),
        streetCode: areaAt(community.code, 'street'),
        communityCode: community.code,
        placeText: dto.placeText.trim(),
        ...(await this.where(tx, community.code, dto.position)),
        phone: dto.phone || null,
        hoursText: dto.hoursText?.trim() ?? '',
        ...agreement(dto.agreementFrom, dto.agreementTo),
        fileIds: dto.fileIds ?? [],
        state: 'open',
        closedAt: null,
        warnedFor: null,
        createdBy: actor.personId,
        createdAt: now,
        updatedAt: now,
      });
      await tx.insert(ShopEntity, shop);
      await this.pictures.change(tx, actor.personId, ['shop', shop.id], [], shop.fileIds);
      await this.accountOf(tx, shop);
      await this.record(tx, actor, shop, 'create');
      return this.view(tx, actor, shop);
    });
  }

  update(call: WriteCall, id: string, { position, ...words }: UpdateShopDto): Promise<ShopView> {
    return this.step(call, id, 'update', async (tx, shop) => {
      const fileIds = words.fileIds ?? shop.fileIds;
      await this.pictures.change(tx, call.actor.personId, ['shop', id], shop.fileIds, fileIds);
      return {
        name: words.name?.trim() ?? shop.name,
        about: words.about?.trim() ?? shop.about,
        category: words.category ?? shop.category,
        placeText: words.placeText?.trim() ?? shop.placeText,
        phone: words.phone === undefined ? shop.phone : words.phone || null,
        hoursText: words.hoursText?.trim() ?? shop.hoursText,
        ...agreement(words.agreementFrom ?? shop.agreementFrom, words.agreementTo ?? shop.agreementTo),
        ...(position ? await this.where(tx, shop.communityCode, position) : {}),
        fileIds,
      };
    });
  }

  pause(call: WriteCall, id: string): Promise<ShopView> {
    return this.step(call, id, 'pause');
  }

  resume(call: WriteCall, id: string): Promise<ShopView> {
    return this.step(call, id, 'resume');
  }

  /** For good: its open vouchers are given back in the same transaction. */
  close(call: WriteCall, id: string): Promise<ShopView> {
    return this.step(call, id, 'close', async (tx) => {
      for (const listener of this.closings) await listener(tx, id);
      return { closedAt: this.clock.now() };
    });
  }

  /** The desk hears 30 days before an agreement ends, once for each end; that day closes redemption by itself. */
  async warn(): Promise<void> {
    await this.writes.transaction(async (tx) => {
      const today = this.today();
      const [shops] = await tx.query<[{ id: string; code: string; to: string }[], number]>(
        `update shops set warned_for = agreement_to where state <> 'closed' and agreement_to between $1 and $2 and warned_for is distinct from agreement_to
         returning id, community_code as code, agreement_to::text as to`,
        [today, addDays(today, AGREEMENT_WARNING_DAYS)],
      );
      for (const { id, code, to } of shops)
        await this.events.record(tx, { subject: ['shop', id], action: 'agreement_ending', actor: null, areaCode: code, data: { to } });
    });
  }

  /** Lock the row → policy → next state → effect → save → events.record → view. */
  private step(
    call: WriteCall,
    id: string,
    action: Extract<ShopAction, 'update' | 'pause' | 'resume' | 'close'>,
    effect: (tx: EntityManager, shop: ShopEntity) => Promise<Partial<ShopEntity>> = () => Promise.resolve({}),
  ): Promise<ShopView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const shop = await tx.findOne(ShopEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!shop || !seesShop(actor, shop)) throw notFound();
      if (!SHOP_POLICY[action](actor, shop)) throw forbidden(isMerchantOf(actor, shop) ? '店铺资料由签约社区维护。' : undefined);
      const state = action === 'update' ? (shop.state === 'closed' ? null : shop.state) : nextState(SHOP_WORKFLOW, shop.state, action);
      if (state === null) throw conflictNow(shop.state);
      const changes = { ...(await effect(tx, shop)), state, updatedAt: this.clock.now() };
      await tx.update(ShopEntity, { id }, changes);
      const after = Object.assign(new ShopEntity(), shop, changes);
      await this.record(tx, actor, after, action, shop.state);
      return this.view(tx, actor, after);
    });
  }

  /** Anywhere in the district: a shop across the street may have its agreement with this community. */
  private async where(tx: EntityManager, communityCode: string, { lng, lat }: Position): Promise<Position> {
    const located = await this.areas.locate(tx, { lng, lat });
    if (!located || areaAt(located.streetCode, 'district') !== areaAt(communityCode, 'district'))
      throw new DomainError('unprocessable', 'outside', '这个位置不在本区范围内。');
    return { lng, lat };
  }

  private async view(tx: EntityManager, actor: Actor, shop: ShopEntity): Promise<ShopView> {
    const [view] = await this.views(tx, actor, [shop]);
    return view!;
  }

  private async views(tx: EntityManager, actor: Actor, shops: readonly ShopEntity[]): Promise<ShopView[]> {
    const ids = shops.map(({ id }) => id);
    const codes = shops.map(({ communityCode }) => communityCode);
    const counts = await shopCounts(tx, ids);
    const areaNames = await this.areas.names(tx, codes);
    const fileIds = shops.flatMap((shop) => shop.fileIds);
    const photos = await this.files.views(tx, fileIds);
    return shops.map((shop) => shopView(actor, shop, { today: this.today(), counts, areaNames, photos }));
  }

  private record(tx: EntityManager, actor: Actor, shop: ShopEntity, action: string, from?: string): Promise<string> {
    const data = { ...(from === undefined ? {} : { from }), to: shop.state };
    const role = isDeskOf(actor, shop) ? 'dispatcher' : undefined;
    return this.events.record(tx, { subject: ['shop', shop.id], action, actor, role, areaCode: shop.communityCode, data });
  }

  private today(): string {
    return dayOf(this.clock.now());
  }
}

function agreement(from: string, to: string): { agreementFrom: string; agreementTo: string } {
  if (!isDay(from)) throw invalidField('agreementFrom', '请选择协议的开始日期。');
  if (!isDay(to) || to < from) throw invalidField('agreementTo', '协议的结束日期不能早于开始日期。');
  if (to > addDays(from, AGREEMENT_YEARS_MAX * 366)) throw invalidField('agreementTo', `协议最长 ${AGREEMENT_YEARS_MAX} 年。`);
  return { agreementFrom: from, agreementTo: to };
}
