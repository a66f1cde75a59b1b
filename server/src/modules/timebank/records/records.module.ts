import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { AreasModule } from '../../areas/areas.module.js';
import { CalendarModule } from '../../calendar/calendar.module.js';
import { EventsModule } from '../../events/events.module.js';
import { FilesModule } from '../../files/files.module.js';
import { TimebankModule } from '../timebank.module.js';
import { EarningModule } from '../earning/earning.module.js';
import { FlagsController } from './flags.controller.js';
import { FlagDesk } from './flags.desk.js';
import { FlagFinding } from './flags.finding.js';
import { RecordCasesController } from './objections.controller.js';
import { CaseDesk } from './objections.desk.js';
import { Raising } from './objections.raising.js';
import { PublicRecordsController, RecordsController } from './records.controller.js';
import { RecordCorrecting } from './records.correcting.js';
import { RecordDesk } from './records.desk.js';
import { RecordEnds } from './records.ends.js';
import { RecordEntry } from './records.entry.js';
import { EntryPlaces } from './records.entry-places.js';
import { RecordLinks } from './records.links.js';
import { RecordLists } from './records.lists.js';
import { RecordReader } from './records.reader.js';
import { RecordSteps } from './records.steps.js';

/** The record of minutes as people and the desk meet it: entries by hand, the public list, objections, corrections, flags. */
@Module({
  imports: [EventsModule, FilesModule, AreasModule, AccountsModule, CalendarModule, TimebankModule, EarningModule],
  controllers: [RecordsController, PublicRecordsController, RecordCasesController, FlagsController],
  providers: [
    RecordReader,
    RecordSteps,
    RecordEnds,
    RecordLists,
    EntryPlaces,
    RecordEntry,
    RecordDesk,
    RecordCorrecting,
    Raising,
    CaseDesk,
    FlagFinding,
    FlagDesk,
    RecordLinks,
  ],
})
export class RecordsModule {}
