import { Injectable } from '@nestjs/common';
import { maskName } from '@linli/shared/accounts';
import { areaLevel } from '@linli/shared/areas';
import { BOARD_LEVELS, boardPeriod, boardPeriodText, boardSpan } from '@linli/shared/timebank-honours';
import type { BoardQuery, BoardView } from '@linli/shared/timebank-honours.dto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { invalidField, notFound } from '../../../common/errors.js';
import { Consents } from '../../accounts/consents.service.js';
import { AreasService } from '../../areas/areas.service.js';
import { BoardLists } from './boards.lists.js';
import { type BoardWanted, standingOf } from './boards.queries.js';

/** The list of those who agreed, and one's own rank, which needs nobody's consent. */
@Injectable()
export class BoardsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly consents: Consents,
    private readonly lists: BoardLists,
  ) {}

  async view(actor: Actor, { areaCode, period, measure }: BoardQuery): Promise<BoardView> {
    const level = areaLevel(areaCode);
    if (!BOARD_LEVELS.some((one) => one === level)) throw invalidField('areaCode', '请选择社区、街道或区。');
    const area = await this.areas.find(null, areaCode);
    if (!area) throw notFound();
    const tx = this.dataSource.manager;
    const periodKey = boardPeriod(period, dayOf(this.clock.now()));
    const wanted: BoardWanted = { areaCode, period: periodKey, measure, ...boardSpan(periodKey) };
    const { mark, ...mine } = await standingOf(tx, wanted, actor.personId);
    const top = await this.lists.top(tx, wanted, mark);
    return {
      areaCode,
      areaText: level === 'district' ? area.name : await this.areas.pathText(null, areaCode),
      period,
      periodKey,
      periodText: boardPeriodText(periodKey),
      measure,
      items: top.map(({ personId, name, score, rank }) => ({ rank, name: maskName(name), score, me: personId === actor.personId })),
      mine: { ...mine, listed: await this.consents.granted(tx, actor.personId, 'leaderboard') },
    };
  }
}
