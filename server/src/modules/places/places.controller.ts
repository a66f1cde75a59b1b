import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { CreatePlaceDto, PlaceQuery, type PublicPlaceView, UpdatePlaceDto } from '@linli/shared/places.dto';
import type { Actor } from '../../common/actor.js';
import { Call, MaybeMe, Public } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { PlacesService } from './places.service.js';

@Controller('places')
export class PlacesController {
  constructor(private readonly places: PlacesService) {}

  @Get()
  @Public()
  list(@MaybeMe() me: Actor | null, @Query() query: PlaceQuery): Promise<Page<PublicPlaceView>> {
    return this.places.list(me, query);
  }

  @Get(':id')
  @Public()
  find(@MaybeMe() me: Actor | null, @Id() id: string): Promise<PublicPlaceView> {
    return this.places.find(me, id);
  }

  @Post()
  create(@Call() call: WriteCall, @Body() draft: CreatePlaceDto): Promise<PublicPlaceView> {
    return this.places.create(call, draft);
  }

  @Patch(':id')
  update(@Call() call: WriteCall, @Id() id: string, @Body() changes: UpdatePlaceDto): Promise<PublicPlaceView> {
    return this.places.update(call, id, changes);
  }
}
