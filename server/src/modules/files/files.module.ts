import { Module } from '@nestjs/common';
import { Config } from '../../config.js';
import { DiskStorage } from '../../integrations/storage/disk-storage.js';
import { Storage } from '../../integrations/storage/storage.js';
import { FilesController } from './files.controller.js';
import { FilesJobs } from './files.jobs.js';
import { FilesService } from './files.service.js';
import { FileLinks } from './links.js';
import { UploadsService } from './uploads.service.js';

@Module({
  controllers: [FilesController],
  providers: [
    { provide: Storage, inject: [Config], useFactory: (config: Config) => new DiskStorage(config.filesDir) },
    FileLinks,
    FilesService,
    FilesJobs,
    UploadsService,
  ],
  exports: [FilesService],
})
export class FilesModule {}
