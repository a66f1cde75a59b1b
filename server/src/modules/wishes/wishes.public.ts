import { Injectable } from '@nestjs/common';
import { areaLevel } from '@linli/shared/areas';
import {
  type Beneficiary,
  BENEFICIARY_PUBLIC,
  type ClaimantKind,
  CLAIMANT_LABELS,
  periodText,
  WISH_KINDS,
  WISH_STATE_PLAIN,
  type WishKind,
  type WishState,
} from '@linli/shared/wishes';
import type { PublicWishBoardView, PublicWishesView, PublicWishView } from '@linli/shared/wishes.dto';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { invalidField, notFound } from '../../common/errors.js';
import { AreasService } from '../areas/areas.service.js';
import { unitRows } from './units.queries.js';
import { periodNow } from './wishes.clocks.js';

/** More than a hall reads through. */
const MOST = 48;
interface Row {
  wishNo: string;
  title: string;
  text: string;
  beneficiary: Beneficiary;
  valueYuan: number;
  state: WishState;
  claimKind: ClaimantKind | null;
  unitId: string | null;
}
interface Sums {
  open: number;
  running: number;
  fulfilled: number;
}

/** The screen in the hall: the running boards of a community or street, in the words that were approved; nobody's name stands there. */
@Injectable()
export class PublicWishes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
  ) {}

  async boards(areaCode: string): Promise<PublicWishesView> {
    const level = areaLevel(areaCode);
    if (level !== 'community' && level !== 'street') throw invalidField('areaCode', '请选择社区或街道。');
    const area = await this.areas.find(null, areaCode);
    if (!area) throw notFound();
    const column = level === 'community' ? 'community_code' : 'street_code';
    const boards: PublicWishBoardView[] = [];
    for (const kind of WISH_KINDS) boards.push(await this.board(column, areaCode, kind));
    return { areaCode, areaText: await this.areas.pathText(null, areaCode), at: this.clock.now().toISOString(), boards };
  }

  private async board(column: 'community_code' | 'street_code', areaCode: string, kind: WishKind): Promise<PublicWishBoardView> {
    const period = periodNow(kind, this.clock.now());
    const where = `w.${column} = $1 and w.kind = $2 and w.period = $3 and w.published_at is not null
      and w.state in ('open', 'claimed', 'delivered', 'fulfilled')`;
    const listing = `select w.wish_no as "wishNo", t.public_title as title, t.public_text as text, w.beneficiary, w.value_yuan as "valueYuan", w.state,
         w.claim_kind as "claimKind", w.claim_unit_id as "unitId"
       from wishes w join wish_words t on t.wish_id = w.id
       where ${where} order by array_position(array['open', 'claimed', 'delivered', 'fulfilled'], w.state), w.published_at desc, w.id desc limit $4`;
    const counting = `select count(*) filter (where state = 'open')::int as open, count(*) filter (where state in ('claimed', 'delivered'))::int as running,
         count(*) filter (where state = 'fulfilled')::int as fulfilled from wishes w where ${where}`;
    const [sums] = await this.dataSource.query<Sums[]>(counting, [areaCode, kind, period]);
    const rows = await this.dataSource.query<Row[]>(listing, [areaCode, kind, period, MOST]);
    const units = await unitRows(this.dataSource.manager, [...new Set(rows.flatMap(({ unitId }) => unitId ?? []))]);
    const items = rows.map((row) => publicWish(row, (row.unitId && units.get(row.unitId)?.name) || null));
    return { kind, periodText: periodText(period), ...(sums ?? { open: 0, running: 0, fulfilled: 0 }), items };
  }
}

const publicWish = ({ wishNo, title, text, beneficiary, valueYuan, state, claimKind }: Row, unitName: string | null): PublicWishView => ({
  wishNo,
  title,
  text,
  forText: BENEFICIARY_PUBLIC[beneficiary],
  valueYuan,
  state,
  stateText: WISH_STATE_PLAIN[state],
  claimantText: claimKind === null ? null : (unitName ?? CLAIMANT_LABELS[claimKind]),
});
