import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import {
  AddHelperDto,
  BindDto,
  type BindingCodeView,
  CreateElderDto,
  type ElderCardView,
  ElderListQuery,
  type ElderView,
  type PaperCardView,
  UpdateElderDto,
} from '@linli/shared/elders.dto';
import type { FileView } from '@linli/shared/files.dto';
import type { Page } from '@linli/shared/page';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { notFound } from '../../common/errors.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { ElderBonds } from './elder-bonds.js';
import { ElderCards } from './elder-cards.js';
import { ElderProfiles } from './elder-profiles.js';
import { ElderReader } from './elders.reader.js';

const BondId = (): ParameterDecorator => Param('helperId', new ParseUUIDPipe({ exceptionFactory: () => notFound() }));

@Controller('elders')
export class EldersController {
  constructor(
    private readonly reader: ElderReader,
    private readonly profiles: ElderProfiles,
    private readonly bonds: ElderBonds,
    private readonly cards: ElderCards,
  ) {}

  @Get('mine')
  mine(@Me() actor: Actor): Promise<ElderView[]> {
    return this.reader.mine(actor);
  }

  @Post()
  create(@Call() call: WriteCall, @Body() body: CreateElderDto): Promise<ElderView> {
    return this.profiles.create(call, body);
  }

  @Get()
  list(@Me() actor: Actor, @Query() query: ElderListQuery): Promise<Page<ElderCardView>> {
    return this.reader.list(actor, query);
  }

  @Post('bind')
  @HttpCode(200)
  bind(@Call() call: WriteCall, @Body() body: BindDto): Promise<ElderView> {
    return this.bonds.bind(call, body);
  }

  @Get(':id')
  one(@Me() actor: Actor, @Id() id: string): Promise<ElderView> {
    return this.reader.one(actor, id);
  }

  @Patch(':id')
  update(@Call() call: WriteCall, @Id() id: string, @Body() body: UpdateElderDto): Promise<ElderView> {
    return this.profiles.update(call, id, body);
  }

  @Post(':id/binding-codes')
  @HttpCode(200)
  makeCode(@Call() call: WriteCall, @Id() id: string): Promise<BindingCodeView> {
    return this.bonds.makeCode(call, id);
  }

  @Post(':id/helpers')
  @HttpCode(200)
  add(@Call() call: WriteCall, @Id() id: string, @Body() body: AddHelperDto): Promise<ElderView> {
    return this.bonds.add(call, id, body);
  }

  @Get(':id/helpers/:helperId/document')
  document(@Me() actor: Actor, @Id() id: string, @BondId() bondId: string): Promise<FileView[]> {
    return this.reader.document(actor, id, bondId);
  }

  @Post(':id/helpers/:helperId/end')
  @HttpCode(200)
  end(@Call() call: WriteCall, @Id() id: string, @BondId() bondId: string): Promise<ElderView | null> {
    return this.bonds.end(call, id, bondId);
  }

  @Post(':id/card')
  @HttpCode(200)
  issue(@Call() call: WriteCall, @Id() id: string): Promise<PaperCardView> {
    return this.cards.issue(call, id);
  }

  @Post(':id/card/revoke')
  @HttpCode(200)
  revoke(@Call() call: WriteCall, @Id() id: string): Promise<ElderView> {
    return this.cards.revoke(call, id);
  }
}
