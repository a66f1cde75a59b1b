import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { PageQuery } from '@linli/shared/page.dto';
import {
  CreateCorrectionDto,
  CreateObjectionDto,
  type EnteredView,
  EnterRecordsDto,
  EntryPeopleQuery,
  type EntryPersonView,
  type EntryPlaceView,
  type MyRecordCaseView,
  MyRecordsQuery,
  PublicRecordsQuery,
  type PublicRecordView,
  type RecordCardView,
  type RecordCountsView,
  RecordDeskQuery,
  type RecordDeskView,
  RecordPeriodQuery,
  RecordReasonDto,
  type RecordTotalsView,
  type RecordView,
} from '@linli/shared/timebank-records.dto';
import type { Actor } from '../../../common/actor.js';
import { Call, Me, Public } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import type { WriteCall } from '../../../common/writes.js';
import { Raising } from './objections.raising.js';
import { RecordDesk } from './records.desk.js';
import { RecordEntry } from './records.entry.js';
import { EntryPlaces } from './records.entry-places.js';
import { RecordLists } from './records.lists.js';
import { RecordReader } from './records.reader.js';

@Controller('timebank/records')
export class RecordsController {
  constructor(
    private readonly lists: RecordLists,
    private readonly places: EntryPlaces,
    private readonly entry: RecordEntry,
    private readonly reader: RecordReader,
    private readonly desk: RecordDesk,
    private readonly raising: Raising,
  ) {}

  @Get('mine')
  mine(@Me() me: Actor, @Query() query: MyRecordsQuery): Promise<Page<RecordCardView>> {
    return this.lists.mine(me, query);
  }

  @Get('mine/totals')
  totals(@Me() me: Actor, @Query() { period }: RecordPeriodQuery): Promise<RecordTotalsView> {
    return this.lists.totals(me, period);
  }

  @Get('entered')
  entered(@Me() me: Actor, @Query() query: PageQuery): Promise<Page<RecordDeskView>> {
    return this.lists.entered(me, query);
  }

  @Get('desk')
  box(@Me() me: Actor, @Query() query: RecordDeskQuery): Promise<Page<RecordDeskView>> {
    return this.lists.desk(me, query);
  }

  @Get('counts')
  counts(@Me() me: Actor): Promise<RecordCountsView> {
    return this.lists.counts(me);
  }

  @Get('places')
  entryPlaces(@Me() me: Actor): Promise<EntryPlaceView[]> {
    return this.places.list(me);
  }

  @Get('people')
  people(@Me() me: Actor, @Query() query: EntryPeopleQuery): Promise<EntryPersonView[]> {
    return this.places.people(me, query);
  }

  @Post()
  enter(@Call() call: WriteCall, @Body() body: EnterRecordsDto): Promise<EnteredView> {
    return this.entry.enter(call, body);
  }

  @Get(':id')
  one(@Me() me: Actor, @Id() id: string): Promise<RecordView> {
    return this.reader.one(me, id);
  }

  @Post(':id/publicise')
  @HttpCode(200)
  publicise(@Call() call: WriteCall, @Id() id: string): Promise<RecordView> {
    return this.desk.publicise(call, id);
  }

  @Post(':id/confirm')
  @HttpCode(200)
  confirm(@Call() call: WriteCall, @Id() id: string): Promise<RecordView> {
    return this.desk.confirm(call, id);
  }

  @Post(':id/refuse')
  @HttpCode(200)
  refuse(@Call() call: WriteCall, @Id() id: string, @Body() { reason }: RecordReasonDto): Promise<RecordView> {
    return this.desk.refuse(call, id, reason);
  }

  @Post(':id/void')
  @HttpCode(200)
  void(@Call() call: WriteCall, @Id() id: string, @Body() { reason }: RecordReasonDto): Promise<RecordView> {
    return this.desk.void(call, id, reason);
  }

  @Post(':id/objections')
  object(@Call() call: WriteCall, @Id() id: string, @Body() body: CreateObjectionDto): Promise<MyRecordCaseView> {
    return this.raising.object(call, id, body);
  }

  @Post(':id/corrections')
  askCorrection(@Call() call: WriteCall, @Id() id: string, @Body() body: CreateCorrectionDto): Promise<MyRecordCaseView> {
    return this.raising.correct(call, id, body);
  }
}

@Public()
@Controller('public/timebank/records')
export class PublicRecordsController {
  constructor(private readonly lists: RecordLists) {}

  @Get()
  listed(@Query() query: PublicRecordsQuery): Promise<Page<PublicRecordView>> {
    return this.lists.public(query);
  }
}
