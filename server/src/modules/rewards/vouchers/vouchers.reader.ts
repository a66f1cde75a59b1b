import { Injectable } from '@nestjs/common';
import { CODE_STEP_SECONDS } from '@linli/shared/display-code';
import type { VoucherSecretView, VoucherView } from '@linli/shared/rewards-vouchers.dto';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { conflictNow, notFound } from '../../../common/errors.js';
import { FilesService } from '../../files/files.service.js';
import { ShopEntity, ShopItemEntity } from '../shops/shop.entity.js';
import { VoucherEntity } from './voucher.entity.js';
import { isOver, type VoucherParts, voucherView } from './vouchers.view.js';

/** Vouchers for whoever they belong to, and what stands beside them in other rows. */
@Injectable()
export class VoucherReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly files: FilesService,
  ) {}

  /** @throws 404 unless it is the caller's own */
  async one(actor: Actor, id: string): Promise<VoucherView> {
    const tx = this.dataSource.manager;
    return this.view(tx, actor, await this.own(tx, actor, id));
  }

  /** What the phone of its owner needs to show the code without signal: no other phone ever gets it. */
  async secret(actor: Actor, id: string): Promise<VoucherSecretView> {
    const voucher = await this.own(this.dataSource.manager, actor, id);
    const now = this.clock.now();
    if (voucher.state !== 'ready') throw conflictNow(voucher.state, '这张券已经不能使用。');
    if (isOver(voucher, now)) throw conflictNow('expired', '这张券已过期，积分会退还给您。');
    return { voucherId: id, secret: voucher.secret.toString('base64'), now: now.toISOString(), stepSeconds: CODE_STEP_SECONDS };
  }

  async view(tx: EntityManager, actor: Actor, voucher: VoucherEntity): Promise<VoucherView> {
    return voucherView(actor, voucher, await this.part(tx, voucher), this.clock.now());
  }

  async part(tx: EntityManager, voucher: VoucherEntity): Promise<VoucherParts> {
    return (await this.parts(tx, [voucher])).get(voucher.id)!;
  }

  /** By the voucher's id. */
  async parts(tx: EntityManager, vouchers: readonly VoucherEntity[]): Promise<Map<string, VoucherParts>> {
    const items = await tx.findBy(ShopItemEntity, { id: In([...new Set(vouchers.map(({ itemId }) => itemId))]) });
    const [itemOf, shopOf] = [new Map(items.map((item) => [item.id, item])), await this.shops(tx, vouchers)];
    const pictures = await this.files.views(
      tx,
      items.flatMap(({ fileIds }) => fileIds.slice(0, 1)),
    );
    return new Map(
      vouchers.map(({ id, itemId, shopId }) => {
        const item = itemOf.get(itemId)!;
        return [id, { shop: shopOf.get(shopId)!, validDays: item.validDays, picture: pictures.get(item.fileIds[0] ?? '') ?? null }];
      }),
    );
  }

  /** Those the vouchers are of, by their own ids. */
  async shops(tx: EntityManager, vouchers: readonly VoucherEntity[]): Promise<Map<string, ShopEntity>> {
    const ids = [...new Set(vouchers.map(({ shopId }) => shopId))];
    const shops = ids.length ? await tx.findBy(ShopEntity, { id: In(ids) }) : [];
    return new Map(shops.map((shop) => [shop.id, shop]));
  }

  private async own(tx: EntityManager, actor: Actor, id: string): Promise<VoucherEntity> {
    const voucher = await tx.findOneBy(VoucherEntity, { id, personId: actor.personId });
    if (!voucher) throw notFound();
    return voucher;
  }
}
