import { Controller, Get, Query } from '@nestjs/common';
import { AuditQuery, AuditRowView } from '@linli/shared/accounts.dto';
import type { Page } from '@linli/shared/page';
import type { Actor } from '../../common/actor.js';
import { Me } from '../../common/auth.guard.js';
import { AuditService } from './audit.service.js';

@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  search(@Me() actor: Actor, @Query() query: AuditQuery): Promise<Page<AuditRowView>> {
    return this.audit.search(actor, query);
  }
}
