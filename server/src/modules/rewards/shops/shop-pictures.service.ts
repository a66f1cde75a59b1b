import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FilesService } from '../../files/files.service.js';

/** Pictures everybody may look at: uploaded by whoever keeps the shop, taken by the shop or item, dropped when they are taken off. */
@Injectable()
export class ShopPictures {
  constructor(private readonly files: FilesService) {}

  /** Those a colleague uploaded stay as they are; new ones must be the caller's own. @throws 409, 422 of files */
  async change(
    tx: EntityManager,
    personId: string,
    subject: readonly ['shop' | 'shop_item', string],
    before: readonly string[],
    after: readonly string[],
  ): Promise<void> {
    const fresh = after.filter((id) => !before.includes(id));
    if (fresh.length) await this.files.claim(tx, personId, fresh, subject);
    const gone = before.filter((id) => !after.includes(id));
    if (gone.length) await this.files.drop(tx, gone);
  }
}
