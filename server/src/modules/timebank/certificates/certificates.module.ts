import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { AreasModule } from '../../areas/areas.module.js';
import { EventsModule } from '../../events/events.module.js';
import { CertificateFiles } from './certificate-files.js';
import { CertificatePapers } from './certificate-papers.js';
import { CertificatesController, PublicCertificatesController } from './certificates.controller.js';
import { CertificateLinks } from './certificates.links.js';
import { PublicCertificates } from './certificates.public.js';
import { CertificateReader } from './certificates.reader.js';
import { CertificatesService } from './certificates.service.js';
import { TimebankModule } from '../timebank.module.js';

@Module({
  imports: [EventsModule, AreasModule, AccountsModule, TimebankModule],
  controllers: [CertificatesController, PublicCertificatesController],
  providers: [CertificatesService, CertificateReader, CertificateFiles, CertificatePapers, CertificateLinks, PublicCertificates],
})
export class CertificatesModule {}
