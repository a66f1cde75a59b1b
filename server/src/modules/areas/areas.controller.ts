import { Controller, Get, Header, Headers, Param, Query, Res } from '@nestjs/common';
import {
  AreaPathView,
  AreaSearchQuery,
  AreaView,
  ChildrenQuery,
  LevelLabelDto,
  LocateQuery,
  PlaceView,
  ShapesQuery,
} from '@linli/shared/areas.dto';
import type { FastifyReply } from 'fastify';
import { Public } from '../../common/auth.guard.js';
import { AreasService } from './areas.service.js';

/** What is where: open to all, since one chooses a community before one has an account. */
@Public()
@Controller('areas')
export class AreasController {
  constructor(private readonly areas: AreasService) {}

  @Get()
  children(@Query() { parent, retired }: ChildrenQuery): Promise<AreaView[]> {
    return this.areas.children(parent ?? null, retired === 'true');
  }

  @Get('search')
  search(@Query() query: AreaSearchQuery): Promise<AreaView[]> {
    return this.areas.search(query);
  }

  @Get('locate')
  locate(@Query() { lng, lat }: LocateQuery): Promise<PlaceView> {
    return this.areas.place({ lng, lat });
  }

  @Get(':code')
  one(@Param('code') code: string): Promise<AreaPathView> {
    return this.areas.withPath(code);
  }

  @Get(':code/level-labels')
  levelLabels(@Param('code') code: string): Promise<LevelLabelDto[]> {
    return this.areas.levelLabels(null, code);
  }

  /** GeoJSON of the area and the level below it, or of everything on `level` in it. Kept by the browser, asked for again each time: the answer is mostly 304. */
  @Get(':code/shapes')
  @Header('cache-control', 'public, no-cache')
  async shapes(
    @Param('code') code: string,
    @Query() { level }: ShapesQuery,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const { etag, body } = await this.areas.shapesOf(code, level ?? null, known ?? null);
    reply.header('etag', etag);
    if (body === null) return void reply.status(304);
    reply.type('application/geo+json; charset=utf-8');
    return body;
  }
}
