import { Module } from '@nestjs/common';
import { AreasModule } from '../areas/areas.module.js';
import { EventsModule } from '../events/events.module.js';
import { FilesModule } from '../files/files.module.js';
import { ElderBonds } from './elder-bonds.js';
import { ElderCards } from './elder-cards.js';
import { ElderProfiles } from './elder-profiles.js';
import { ElderSecrets } from './elder-secrets.js';
import { EldersController } from './elders.controller.js';
import { ElderLinks } from './elders.links.js';
import { ElderReader } from './elders.reader.js';
import { EldersService } from './elders.service.js';

@Module({
  imports: [EventsModule, FilesModule, AreasModule],
  controllers: [EldersController],
  providers: [ElderSecrets, ElderReader, ElderProfiles, ElderBonds, ElderCards, ElderLinks, EldersService],
  exports: [EldersService],
})
export class EldersModule {}
