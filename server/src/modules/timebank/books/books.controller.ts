import { Body, Controller, Get, Param, Put, Query, StreamableFile } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { PageQuery } from '@linli/shared/page.dto';
import { BudgetQuery, type BudgetView, type SealView, SetBudgetDto } from '@linli/shared/timebank-books.dto';
import { Readable } from 'node:stream';
import type { Actor } from '../../../common/actor.js';
import { Call, Me } from '../../../common/auth.guard.js';
import type { WriteCall } from '../../../common/writes.js';
import { BudgetsService } from './budgets.service.js';
import { SealsService } from '../ledger/seals.service.js';

@Controller('timebank')
export class BooksController {
  constructor(
    private readonly budgets: BudgetsService,
    private readonly seals: SealsService,
  ) {}

  @Get('budgets')
  listBudgets(@Me() me: Actor, @Query() query: BudgetQuery): Promise<Page<BudgetView>> {
    return this.budgets.list(me, query);
  }

  @Put('budgets/:communityCode')
  setBudget(@Call() call: WriteCall, @Param('communityCode') communityCode: string, @Body() body: SetBudgetDto): Promise<BudgetView> {
    return this.budgets.set(call, communityCode, body);
  }

  @Get('seals')
  listSeals(@Me() me: Actor, @Query() query: PageQuery): Promise<Page<SealView>> {
    return this.seals.list(me, query);
  }

  @Get('seals/:day/rows.csv')
  async rows(@Me() me: Actor, @Param('day') day: string): Promise<StreamableFile> {
    const lines = await this.seals.rows(me, day);
    return new StreamableFile(Readable.from(lines), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="ledger-${day}.csv"`,
    });
  }
}
