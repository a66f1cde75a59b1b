import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { PageQuery } from '@linli/shared/page.dto';
import {
  AnswerCaseDto,
  CorrectRecordDto,
  type MyRecordCaseView,
  RecordCaseQuery,
  type RecordCaseView,
} from '@linli/shared/timebank-records.dto';
import type { Actor } from '../../../common/actor.js';
import { Call, Me } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import type { WriteCall } from '../../../common/writes.js';
import { CaseDesk } from './objections.desk.js';

@Controller('timebank/record-cases')
export class RecordCasesController {
  constructor(private readonly cases: CaseDesk) {}

  @Get()
  list(@Me() me: Actor, @Query() query: RecordCaseQuery): Promise<Page<RecordCaseView>> {
    return this.cases.list(me, query);
  }

  @Get('mine')
  mine(@Me() me: Actor, @Query() query: PageQuery): Promise<Page<MyRecordCaseView>> {
    return this.cases.mine(me, query);
  }

  @Get(':id')
  one(@Me() me: Actor, @Id() id: string): Promise<RecordCaseView> {
    return this.cases.one(me, id);
  }

  @Post(':id/uphold')
  @HttpCode(200)
  uphold(@Call() call: WriteCall, @Id() id: string, @Body() { answer }: AnswerCaseDto): Promise<RecordCaseView> {
    return this.cases.uphold(call, id, answer);
  }

  @Post(':id/dismiss')
  @HttpCode(200)
  dismiss(@Call() call: WriteCall, @Id() id: string, @Body() { answer }: AnswerCaseDto): Promise<RecordCaseView> {
    return this.cases.dismiss(call, id, answer);
  }

  @Post(':id/correct')
  @HttpCode(200)
  correct(@Call() call: WriteCall, @Id() id: string, @Body() body: CorrectRecordDto): Promise<RecordCaseView> {
    return this.cases.correct(call, id, body);
  }
}
