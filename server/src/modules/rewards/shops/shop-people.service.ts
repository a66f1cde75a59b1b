import { Injectable } from '@nestjs/common';
import { maskPhone } from '@linli/shared/accounts';
import type { GrantShopPersonDto, ShopPersonView } from '@linli/shared/rewards.dto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { conflictNow, forbidden, idTaken, notFound } from '../../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../../common/writes.js';
import { StaffService } from '../../accounts/staff.service.js';
import { EventsService } from '../../events/events.service.js';
import type { ShopEntity } from './shop.entity.js';
import { isDeskOf } from './shops.policy.js';
import { ShopsService } from './shops.service.js';

type Grant = Awaited<ReturnType<StaffService['merchantsOf']>>[number];

/** The people of a shop: the role `merchant`, given to a phone number by the desk that keeps the shop. */
@Injectable()
export class ShopPeople {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly staff: StaffService,
    private readonly shops: ShopsService,
  ) {}

  async list(actor: Actor, shopId: string): Promise<ShopPersonView[]> {
    const tx = this.dataSource.manager;
    const shop = await this.shops.visible(tx, actor, shopId);
    const grants = await this.staff.merchantsOf(tx, shopId);
    await this.events.look(null, { personId: actor.personId, subject: ['shop', shopId], field: 'people', areaCode: shop.communityCode });
    return grants.map((row) => this.view(actor, shop, row));
  }

  grant(call: WriteCall, shopId: string, dto: GrantShopPersonDto): Promise<ShopPersonView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, dto.id);
      const shop = await this.shops.visible(tx, actor, shopId);
      const before = await this.staff.findGrant(tx, dto.id);
      if (before) {
        const same = before.granted_by === actor.personId && before.request_hash === call.bodyHash && before.shop_id === shopId;
        if (!same) throw idTaken();
        call.repeated();
        return this.view(actor, shop, before);
      }
      if (!isDeskOf(actor, shop)) throw forbidden('店员由签约社区登记。');
      if (shop.state === 'closed') throw conflictNow(shop.state, '这家店已经退出。');
      const grant = { ...dto, role: 'merchant' as const, areaCode: shop.communityCode, shopId };
      return this.view(actor, shop, await this.staff.grantMerchant(tx, actor, grant, call.bodyHash));
    });
  }

  end(call: WriteCall, shopId: string, grantId: string): Promise<ShopPersonView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const shop = await this.shops.visible(tx, actor, shopId);
      if (!isDeskOf(actor, shop)) throw forbidden('店员由签约社区登记。');
      const before = await this.staff.findGrant(tx, grantId);
      if (before?.shop_id !== shopId) throw notFound();
      return this.view(actor, shop, await this.staff.endMerchant(tx, actor, grantId));
    });
  }

  private view(actor: Actor, shop: ShopEntity, row: Grant): ShopPersonView {
    const today = dayOf(this.clock.now());
    const desk = isDeskOf(actor, shop);
    const phone = row.phone ?? '';
    return {
      grantId: row.id,
      shopId: shop.id,
      name: row.name,
      phone: desk || !phone ? phone : maskPhone(phone),
      joined: row.person_id !== null,
      from: row.from_day,
      to: row.to_day,
      active: !row.ended_at && row.from_day <= today && (row.to_day === null || row.to_day >= today),
      actions: desk && !row.ended_at ? ['end'] : [],
    };
  }
}
