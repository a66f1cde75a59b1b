import { Injectable } from '@nestjs/common';
import { areaLevel, areaPath } from '@linli/shared/areas';
import { DEFAULT_TELLTALE_WORDS, DEFAULT_WARNING_WORDS, MICRO_MAX_YUAN_DEFAULT, type WishKind } from '@linli/shared/wishes';
import type { SetWishSettingsDto, WishSettingsView } from '@linli/shared/wishes.dto';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { forbidden, invalidField, notFound } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';

interface Row {
  areaCode: string;
  microMaxYuan: number;
  warningWords: string[];
  telltaleWords: string[];
}
const NEAREST = `select area_code as "areaCode", micro_max_yuan as "microMaxYuan", warning_words as "warningWords", telltale_words as "telltaleWords"
  from wish_settings where area_code = any($1) order by length(area_code) desc limit 1`;

/** What a wish may cost and which words make one look twice: data of each area, inherited from the ones above. */
@Injectable()
export class WishSettings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly areas: AreasService,
  ) {}

  async of(tx: EntityManager | null, areaCode: string): Promise<WishSettingsView> {
    const [row] = await (tx ?? this.dataSource.manager).query<Row[]>(NEAREST, [areaPath(areaCode)]);
    const { microMaxYuan, warningWords, telltaleWords } = row ?? DEFAULTS;
    const own = row?.areaCode === areaCode;
    return { areaCode, microMaxYuan, warningWords, telltaleWords, inheritedFrom: own ? null : (row?.areaCode ?? null), own };
  }

  async view(areaCode: string): Promise<WishSettingsView> {
    if (!(await this.areas.find(null, areaCode))) throw notFound();
    return this.of(null, areaCode);
  }

  async set(call: WriteCall, areaCode: string, dto: SetWishSettingsDto): Promise<WishSettingsView> {
    return this.writes.once(call, async (tx) => {
      await this.mayEdit(tx, call.actor, areaCode);
      await tx.query(
        `insert into wish_settings (area_code, micro_max_yuan, warning_words, telltale_words, updated_by, updated_at)
         values ($1, $2, $3, $4, $5, $6) on conflict (area_code) do update set micro_max_yuan = excluded.micro_max_yuan,
           warning_words = excluded.warning_words, telltale_words = excluded.telltale_words, updated_by = excluded.updated_by,
           updated_at = excluded.updated_at`,
        [areaCode, dto.microMaxYuan, dto.warningWords, dto.telltaleWords, call.actor.personId, this.clock.now()],
      );
      await this.record(tx, call.actor, areaCode, 'wish_settings.set', { microMaxYuan: dto.microMaxYuan });
      return this.of(tx, areaCode);
    });
  }

  async inherit(call: WriteCall, areaCode: string): Promise<WishSettingsView> {
    return this.writes.once(call, async (tx) => {
      await this.mayEdit(tx, call.actor, areaCode);
      await tx.query(`delete from wish_settings where area_code = $1`, [areaCode]);
      await this.record(tx, call.actor, areaCode, 'wish_settings.inherit', {});
      return this.of(tx, areaCode);
    });
  }

  /** @throws 400 when a micro wish costs more than its community allows. */
  async checkValue(tx: EntityManager, areaCode: string, kind: WishKind, valueYuan: number): Promise<WishSettingsView> {
    const settings = await this.of(tx, areaCode);
    if (kind === 'micro' && valueYuan > settings.microMaxYuan)
      throw invalidField('valueYuan', `微心愿的估价不超过 ${settings.microMaxYuan} 元，花费更多的请提“大事项”。`);
    return settings;
  }

  private async mayEdit(tx: EntityManager, actor: Actor, areaCode: string): Promise<void> {
    const area = await this.areas.find(tx, areaCode);
    if (!area) throw notFound();
    if (!holds(actor, ['dispatcher', 'administrator'], areaCode)) throw forbidden();
    const level = areaLevel(areaCode);
    if (level === 'grid' || level === 'building') throw invalidField('areaCode', '请在社区或街道设置。');
  }

  private record(tx: EntityManager, actor: Actor, areaCode: string, action: string, data: Record<string, number>): Promise<string> {
    return this.events.record(tx, { subject: ['area', areaCode], action, actor, areaCode, data });
  }
}

const DEFAULTS = {
  microMaxYuan: MICRO_MAX_YUAN_DEFAULT,
  warningWords: [...DEFAULT_WARNING_WORDS],
  telltaleWords: [...DEFAULT_TELLTALE_WORDS],
};
