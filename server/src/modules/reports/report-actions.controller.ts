import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  AmendDto,
  ApproveDto,
  DispatchDto,
  ExtendDto,
  HandleDto,
  MergeDto,
  OptionalNoteDto,
  RateDto,
  ReasonDto,
  ReleaseDto,
  ReplyDto,
  ReworkDto,
  SecondCheckDto,
  SelfHandleDto,
  SuspendDto,
  type ReportView,
} from '@linli/shared/reports.dto';
import { Call } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { ReportChecks } from './reports.checks.js';
import { ReportDesk } from './reports.desk.js';
import { ReportTeamwork } from './reports.team.js';
import { ReportWatch } from './reports.watch.js';

/** One route for each action of the workflow, in its order; the answer is the report as the caller now sees it. */
@Controller('reports/:id')
export class ReportActionsController {
  constructor(
    private readonly desk: ReportDesk,
    private readonly team: ReportTeamwork,
    private readonly checks: ReportChecks,
    private readonly watch: ReportWatch,
  ) {}

  @Post('withdraw')
  @HttpCode(200)
  withdraw(@Call() call: WriteCall, @Id() id: string, @Body() body: OptionalNoteDto): Promise<ReportView> {
    return this.watch.withdraw(call, id, body);
  }

  @Post('accept')
  @HttpCode(200)
  accept(@Call() call: WriteCall, @Id() id: string, @Body() body: OptionalNoteDto): Promise<ReportView> {
    return this.desk.accept(call, id, body);
  }

  @Post('reject')
  @HttpCode(200)
  reject(@Call() call: WriteCall, @Id() id: string, @Body() body: ReasonDto): Promise<ReportView> {
    return this.desk.reject(call, id, body);
  }

  @Post('restore')
  @HttpCode(200)
  restore(@Call() call: WriteCall, @Id() id: string, @Body() body: OptionalNoteDto): Promise<ReportView> {
    return this.desk.restore(call, id, body);
  }

  @Post('amend')
  @HttpCode(200)
  amend(@Call() call: WriteCall, @Id() id: string, @Body() body: AmendDto): Promise<ReportView> {
    return this.desk.amend(call, id, body);
  }

  @Post('dispatch')
  @HttpCode(200)
  dispatch(@Call() call: WriteCall, @Id() id: string, @Body() body: DispatchDto): Promise<ReportView> {
    return this.desk.dispatch(call, id, body);
  }

  @Post('merge')
  @HttpCode(200)
  merge(@Call() call: WriteCall, @Id() id: string, @Body() body: MergeDto): Promise<ReportView> {
    return this.desk.merge(call, id, body);
  }

  @Post('unmerge')
  @HttpCode(200)
  unmerge(@Call() call: WriteCall, @Id() id: string, @Body() body: OptionalNoteDto): Promise<ReportView> {
    return this.desk.unmerge(call, id, body);
  }

  @Post('reply')
  @HttpCode(200)
  reply(@Call() call: WriteCall, @Id() id: string, @Body() body: ReplyDto): Promise<ReportView> {
    return this.desk.reply(call, id, body);
  }

  @Post('start')
  @HttpCode(200)
  start(@Call() call: WriteCall, @Id() id: string, @Body() body: OptionalNoteDto): Promise<ReportView> {
    return this.team.start(call, id, body);
  }

  @Post('take-over')
  @HttpCode(200)
  takeOver(@Call() call: WriteCall, @Id() id: string, @Body() body: OptionalNoteDto): Promise<ReportView> {
    return this.team.takeOver(call, id, body);
  }

  @Post('return')
  @HttpCode(200)
  return(@Call() call: WriteCall, @Id() id: string, @Body() body: ReasonDto): Promise<ReportView> {
    return this.team.return(call, id, body);
  }

  @Post('handle')
  @HttpCode(200)
  handle(@Call() call: WriteCall, @Id() id: string, @Body() body: HandleDto): Promise<ReportView> {
    return this.team.handle(call, id, body);
  }

  @Post('record-start')
  @HttpCode(200)
  recordStart(@Call() call: WriteCall, @Id() id: string, @Body() body: OptionalNoteDto): Promise<ReportView> {
    return this.team.recordStart(call, id, body);
  }

  @Post('record-handle')
  @HttpCode(200)
  recordHandle(@Call() call: WriteCall, @Id() id: string, @Body() body: HandleDto): Promise<ReportView> {
    return this.team.recordHandle(call, id, body);
  }

  @Post('approve')
  @HttpCode(200)
  approve(@Call() call: WriteCall, @Id() id: string, @Body() body: ApproveDto): Promise<ReportView> {
    return this.checks.approve(call, id, body);
  }

  @Post('rework')
  @HttpCode(200)
  rework(@Call() call: WriteCall, @Id() id: string, @Body() body: ReworkDto): Promise<ReportView> {
    return this.checks.rework(call, id, body);
  }

  @Post('suspend')
  @HttpCode(200)
  suspend(@Call() call: WriteCall, @Id() id: string, @Body() body: SuspendDto): Promise<ReportView> {
    return this.watch.suspend(call, id, body);
  }

  @Post('resume')
  @HttpCode(200)
  resume(@Call() call: WriteCall, @Id() id: string, @Body() body: OptionalNoteDto): Promise<ReportView> {
    return this.watch.resume(call, id, body);
  }

  @Post('extend')
  @HttpCode(200)
  extend(@Call() call: WriteCall, @Id() id: string, @Body() body: ExtendDto): Promise<ReportView> {
    return this.team.extend(call, id, body);
  }

  @Post('grant-extension')
  @HttpCode(200)
  grantExtension(@Call() call: WriteCall, @Id() id: string, @Body() body: OptionalNoteDto): Promise<ReportView> {
    return this.desk.grantExtension(call, id, body);
  }

  @Post('refuse-extension')
  @HttpCode(200)
  refuseExtension(@Call() call: WriteCall, @Id() id: string, @Body() body: ReasonDto): Promise<ReportView> {
    return this.desk.refuseExtension(call, id, body);
  }

  @Post('self-handle')
  @HttpCode(200)
  selfHandle(@Call() call: WriteCall, @Id() id: string, @Body() body: SelfHandleDto): Promise<ReportView> {
    return this.checks.selfHandle(call, id, body);
  }

  @Post('rate')
  @HttpCode(200)
  rate(@Call() call: WriteCall, @Id() id: string, @Body() body: RateDto): Promise<ReportView> {
    return this.checks.rate(call, id, body);
  }

  @Post('urge')
  @HttpCode(200)
  urge(@Call() call: WriteCall, @Id() id: string, @Body() body: OptionalNoteDto): Promise<ReportView> {
    return this.watch.urge(call, id, body);
  }

  @Post('supervise')
  @HttpCode(200)
  supervise(@Call() call: WriteCall, @Id() id: string, @Body() body: OptionalNoteDto): Promise<ReportView> {
    return this.watch.supervise(call, id, body);
  }

  @Post('release')
  @HttpCode(200)
  release(@Call() call: WriteCall, @Id() id: string, @Body() body: ReleaseDto): Promise<ReportView> {
    return this.desk.release(call, id, body);
  }

  @Post('unrelease')
  @HttpCode(200)
  unrelease(@Call() call: WriteCall, @Id() id: string, @Body() body: OptionalNoteDto): Promise<ReportView> {
    return this.desk.unrelease(call, id, body);
  }

  @Post('second-check')
  @HttpCode(200)
  secondCheck(@Call() call: WriteCall, @Id() id: string, @Body() body: SecondCheckDto): Promise<ReportView> {
    return this.checks.secondCheck(call, id, body);
  }
}
