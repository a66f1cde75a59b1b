import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AREA_CODE_DIGITS } from '@linli/shared/areas';
import type { MenuItemView, MenuQuery } from '@linli/shared/orders-menu.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { DomainError, invalidField, notFound } from '../../../common/errors.js';
import { AreasService } from '../../areas/areas.service.js';
import { fillCatalogue, itemsAt, type MenuItem } from './menu.queries.js';
import { menuItemView } from './menu.view.js';

export type { MenuItem } from './menu.queries.js';

/** What a community serves. */
@Injectable()
export class MenuService implements OnApplicationBootstrap {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return fillCatalogue(this.dataSource.manager, this.clock.now());
  }

  /** For everybody; without a community the catalogue as shipped. */
  async list(actor: Actor | null, { communityCode, category, q }: MenuQuery): Promise<MenuItemView[]> {
    const items = await itemsAt(this.dataSource.manager, await this.placeOf(actor, communityCode), { category, q });
    return items.filter(({ enabled }) => enabled).map(menuItemView);
  }

  async one(actor: Actor | null, code: string, communityCode: string | undefined): Promise<MenuItemView> {
    const [item] = await itemsAt(this.dataSource.manager, await this.placeOf(actor, communityCode), { code });
    if (!item?.enabled) throw notFound('这个社区没有开这项服务。');
    return menuItemView(item);
  }

  /**
   * The service as this community offers it now, for an order.
   * @throws 400 for a code that is none, 422 item_off where it is switched off
   */
  async itemFor(tx: EntityManager, communityCode: string, code: string): Promise<MenuItem> {
    const item = await this.find(tx, communityCode, code);
    if (!item) throw invalidField('itemCode', '没有这项服务，请重新选择。');
    if (!item.enabled) throw new DomainError('unprocessable', 'item_off', '这个社区暂时没有开这项服务。');
    return item;
  }

  /** The same, switched off or not: for orders that were made before. */
  async find(tx: EntityManager, communityCode: string, code: string): Promise<MenuItem | null> {
    return (await itemsAt(tx, communityCode, { code }))[0] ?? null;
  }

  private async placeOf(actor: Actor | null, communityCode: string | undefined): Promise<string> {
    if (communityCode === undefined) return actor?.homeCommunityCode ?? '';
    const { code } = await this.areas.requireInUse(null, communityCode, 'communityCode');
    return code.slice(0, AREA_CODE_DIGITS.community);
  }
}
