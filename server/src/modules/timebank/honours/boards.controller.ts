import { Controller, Get, Query } from '@nestjs/common';
import { BoardQuery, BoardView } from '@linli/shared/timebank-honours.dto';
import type { Actor } from '../../../common/actor.js';
import { Me } from '../../../common/auth.guard.js';
import { BoardsService } from './boards.service.js';

@Controller('boards')
export class BoardsController {
  constructor(private readonly boards: BoardsService) {}

  @Get()
  view(@Me() me: Actor, @Query() query: BoardQuery): Promise<BoardView> {
    return this.boards.view(me, query);
  }
}
