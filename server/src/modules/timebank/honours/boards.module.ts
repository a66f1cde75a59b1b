import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { AreasModule } from '../../areas/areas.module.js';
import { BoardJobs } from './boards.jobs.js';
import { BoardLists } from './boards.lists.js';
import { BoardLinks } from './boards.links.js';
import { BoardsController } from './boards.controller.js';
import { BoardsService } from './boards.service.js';
import { TimebankModule } from '../timebank.module.js';

@Module({
  imports: [AreasModule, AccountsModule, TimebankModule],
  controllers: [BoardsController],
  providers: [BoardsService, BoardLists, BoardJobs, BoardLinks],
})
export class BoardsModule {}
