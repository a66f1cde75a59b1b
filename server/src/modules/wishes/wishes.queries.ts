import { Injectable } from '@nestjs/common';
import { areaAt, areaLevel, type AreaLevel } from '@linli/shared/areas';
import { DAY_MS } from '@linli/shared/calendar';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { PageQuery } from '@linli/shared/page.dto';
import { DUE_SOON_DAYS, WISH_BOXES, type WishBox } from '@linli/shared/wishes';
import type { WishBoardQuery, WishCardView, WishCountView, WishDeskQuery } from '@linli/shared/wishes.dto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { forbidden } from '../../common/errors.js';
import { type CursorKey, decodeCursor, page } from '../../common/pages.js';
import { asPatterns, narrowed, scopesOf } from '../../common/scopes.js';
import { AreasService } from '../areas/areas.service.js';
import { unitRows } from './units.queries.js';
import { WishEntity } from './wish.entity.js';
import { periodNow } from './wishes.clocks.js';
import { looksAsAuditor, unitsOf } from './wishes.policy.js';
import { type CardParts, wishCard } from './wishes.view.js';

const COLUMNS: Partial<Record<AreaLevel, string>> = { district: 'district_code', street: 'street_code', community: 'community_code' };
const SHOWN = {
  open: `state = 'open'`,
  running: `state in ('claimed', 'delivered')`,
  fulfilled: `state = 'fulfilled'`,
  all: `state in ('open', 'claimed', 'delivered', 'fulfilled')`,
} as const;
const IN_BOX: Record<WishBox, string> = {
  to_review: `state = 'submitted'`,
  to_verify: `state = 'delivered'`,
  due_soon: `state = 'claimed' and claim_due_at <= $3`,
  unclaimed: `state = 'open'`,
};
const BOX_CASES = WISH_BOXES.map((box) => `count(*) filter (where ${IN_BOX[box].replace('$3', '$2')})::int as ${box}`).join(', ');

interface Keyed {
  id: string;
  at: Date;
}

/** Boards, own lists and the desk's boxes: first the ids in order, then their cards. */
@Injectable()
export class WishQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
  ) {}

  /** One board; for anybody signed in. Without an area the one of one's community. */
  async board(actor: Actor, query: WishBoardQuery): Promise<Page<WishCardView>> {
    const { kind, show, cursor, limit = PAGE_LIMIT_DEFAULT } = query;
    const wanted = query.areaCode ?? actor.homeCommunityCode ?? undefined;
    // A grid has the board of its community.
    const areaCode = wanted === undefined ? undefined : (areaAt(wanted, 'community') ?? wanted);
    const level = areaCode === undefined ? null : areaLevel(areaCode);
    const column = level === null ? undefined : COLUMNS[level];
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const values = [kind, query.period ?? periodNow(kind, this.clock.now()), after?.[0] ?? null, after?.[1] ?? null, limit + 1];
    const place = column === undefined ? '' : `and ${column} = $6`;
    const listing = `select id, published_at as at from wishes where published_at is not null and kind = $1 and period = $2 ${place}
         and ${SHOWN[show ?? 'all']} and ($3::timestamptz is null or (published_at, id) < ($3, $4::uuid))
       order by published_at desc, id desc limit $5`;
    const rows = await this.dataSource.query<Keyed[]>(listing, column === undefined ? values : [...values, areaCode]);
    return this.pageOf(actor, rows, limit);
  }

  mine(actor: Actor, query: PageQuery): Promise<Page<WishCardView>> {
    return this.own(actor, query, `wisher_id = $1 or entered_by = $1`, []);
  }

  /** Claims in hand and fulfilled ones: one's own and those of the units one speaks for. */
  claims(actor: Actor, query: PageQuery): Promise<Page<WishCardView>> {
    return this.own(actor, query, `(claimer_id = $1 and claim_unit_id is null) or claim_unit_id = any($5::uuid[])`, [unitsOf(actor)]);
  }

  /** The desk's: oldest first, within the areas one serves. */
  async desk(actor: Actor, { box, kind, areaCode, cursor, limit = PAGE_LIMIT_DEFAULT }: WishDeskQuery): Promise<Page<WishCardView>> {
    const scope = scopesOf(actor, ['dispatcher', 'auditor']);
    if (!scope.length) throw forbidden();
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const listing = `select id, created_at as at from wishes
        where coalesce(grid_code, community_code, street_code) like any($1)
          and ($2::text is null or kind = $2) and ($3::timestamptz is not null) and ${box ? IN_BOX[box] : 'true'}
          and ($4::timestamptz is null or (created_at, id) > ($4, $5::uuid))
        order by created_at, id limit $6`;
    const rows = await this.dataSource.query<Keyed[]>(listing, [
      asPatterns(narrowed(scope, areaCode)),
      kind ?? null,
      this.soon(),
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit + 1,
    ]);
    return this.pageOf(actor, rows, limit);
  }

  async counts(actor: Actor): Promise<WishCountView[]> {
    const scope = scopesOf(actor, ['dispatcher', 'auditor']);
    if (!scope.length) throw forbidden();
    const counting = `select ${BOX_CASES} from wishes where coalesce(grid_code, community_code, street_code) like any($1) and ($2::timestamptz is not null)`;
    const [row] = await this.dataSource.query<Record<WishBox, number>[]>(counting, [asPatterns(scope), this.soon()]);
    return WISH_BOXES.map((box) => ({ box, count: row?.[box] ?? 0 }));
  }

  /** `where` speaks of $1, the person, and from $5 on of its own values. */
  private async own(
    actor: Actor,
    { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery,
    where: string,
    more: readonly unknown[],
  ): Promise<Page<WishCardView>> {
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const listing = `select id, created_at as at from wishes where (${where}) and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
        order by created_at desc, id desc limit $4`;
    const rows = await this.dataSource.query<Keyed[]>(listing, [
      actor.personId,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit + 1,
      ...more,
    ]);
    return this.pageOf(actor, rows, limit);
  }

  private soon(): Date {
    return new Date(this.clock.now().getTime() + DUE_SOON_DAYS * DAY_MS);
  }

  private async pageOf(actor: Actor, rows: readonly Keyed[], limit: number): Promise<Page<WishCardView>> {
    const { items, next } = page(rows, limit, ({ at, id }): CursorKey => [at, id]);
    return { items: await this.cards(actor, items), next };
  }

  private async cards(actor: Actor, keys: readonly Keyed[]): Promise<WishCardView[]> {
    if (!keys.length) return [];
    const ids = keys.map(({ id }) => id);
    const tx = this.dataSource.manager;
    const wishes = await tx.createQueryBuilder(WishEntity, 'wish').where('wish.id = any(:ids)', { ids }).getMany();
    const words = await tx.query<({ id: string } & CardParts['words'])[]>(
      `select wish_id as id, title, public_title as "publicTitle" from wish_words where wish_id = any($1)`,
      [ids],
    );
    const places = await this.areas.names(
      tx,
      wishes.flatMap(({ streetCode, communityCode }) => [streetCode, communityCode ?? streetCode]),
    );
    const units = await unitRows(tx, [...new Set(wishes.flatMap(({ claimUnitId }) => claimUnitId ?? []))]);
    const byId = new Map(wishes.map((wish) => [wish.id, wish]));
    const wordsOf = new Map(words.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const wish = byId.get(id);
      if (!wish) return [];
      const areaText = [wish.streetCode, wish.communityCode].flatMap((code) => (code && places.get(code)) || []).join(' · ');
      // An auditor reads the first wording one wish at a time, each look recorded; never in a list.
      const { title = null, publicTitle = null } = wordsOf.get(id) ?? {};
      const hidden = looksAsAuditor(actor, wish);
      const unitName = (wish.claimUnitId && units.get(wish.claimUnitId)?.name) || null;
      return [wishCard(actor, wish, { words: { title: hidden ? '（打开后可见，查看有记录）' : title, publicTitle }, areaText, unitName })];
    });
  }
}
