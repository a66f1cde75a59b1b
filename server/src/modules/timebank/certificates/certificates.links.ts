import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { Jobs } from '../../../common/jobs.js';
import { Writes } from '../../../common/writes.js';
import { AccountClosings, AccountData } from '../../accounts/account-links.service.js';
import { EventsService } from '../../events/events.service.js';
import { CHANGED } from './certificates.queries.js';
import { RecordChanges } from '../record-changes.service.js';

const REASON = '其中有服务记录后来更正了';
const VOID = `update certificates c set state = 'voided', reason = $3, ended_at = $4
  where c.person_id = $1 and c.community_code = $2 and c.state = 'issued' and ${CHANGED} returning c.id`;
const MINE = `select number, state, community_code as "communityCode", from_day::text as "fromDay", to_day::text as "toDay", minutes, services, note,
    applied_at as "appliedAt", issued_at as "issuedAt", reason from certificates where person_id = $1 order by applied_at`;

/** What a record taken back does to the certificates that count it, and what becomes of them with the account. */
@Injectable()
export class CertificateLinks implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly jobs: Jobs,
    private readonly events: EventsService,
    private readonly changes: RecordChanges,
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
  ) {}

  onModuleInit(): void {
    this.changes.onChange(async (tx, { personId, communityCode, minutes }) => {
      if (minutes < 0) await this.jobs.enqueue(tx, 'certificates.recheck', { personId, communityCode });
    });
    this.jobs.define('certificates.recheck', ({ personId, communityCode }) => this.recheck(String(personId), String(communityCode)));
    this.data.register('certificates', (tx, personId) => tx.query(MINE, [personId]));
    this.data.register('identityPaper', async (tx, personId) => {
      const [paper] = await tx.query<unknown[]>(
        `select kind, masked, entered_at as "enteredAt", checked_at as "checkedAt" from identity_papers where person_id = $1`,
        [personId],
      );
      return paper ?? null;
    });
    this.closings.erase(
      (tx, personId) => this.erase(tx, personId),
      '您的证件信息立即删除；开好的证明请先下载，注销后仍可按编号查验真伪，不再能下载',
    );
  }

  /** A certificate that counts what stands no more is no longer true: void at once, told, and applied for anew for free. */
  recheck(personId: string, communityCode: string): Promise<void> {
    return this.writes.transaction(async (tx) => {
      const [voided] = await tx.query<[{ id: string }[], number]>(VOID, [personId, communityCode, REASON, this.clock.now()]);
      for (const { id } of voided)
        await this.events.record(tx, {
          subject: ['certificate', id],
          action: 'void_changed',
          actor: null,
          role: 'system',
          areaCode: communityCode,
        });
    });
  }

  private async erase(tx: EntityManager, personId: string): Promise<void> {
    const now = this.clock.now();
    await tx.query(`delete from identity_papers where person_id = $1`, [personId]);
    await tx.query(`update certificates set state = 'withdrawn', ended_at = $2, ended_by = $1 where person_id = $1 and state = 'applied'`, [
      personId,
      now,
    ]);
    await tx.query(
      `update certificates set name = '', paper_kind = null, paper_masked = null, note = null, remark = null where person_id = $1`,
      [personId],
    );
  }
}
