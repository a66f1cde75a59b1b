import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountClosings, AccountData } from '../accounts/account-links.service.js';
import { Consents } from '../accounts/consents.service.js';

/** What units know of a person, and what of it goes: with the account, and of party organisations with the consent. */
@Injectable()
export class UnitsLinks implements OnModuleInit {
  constructor(
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
    private readonly consents: Consents,
  ) {}

  onModuleInit(): void {
    this.data.register('units', (tx, personId) =>
      tx.query(
        `select u.name as unit, m.kind, m.state, m.summary_consent as "summaryConsent", m.reason, m.applied_at as "appliedAt", m.changed_at as "changedAt"
           from unit_memberships m join units u on u.id = m.unit_id where m.person_id = $1 order by m.applied_at`,
        [personId],
      ),
    );
    this.closings.erase(async (tx, personId) => {
      await tx.query(`delete from unit_memberships where person_id = $1`, [personId]);
    }, '您与单位、党组织的关系立即删除');
    this.consents.onWithdrawn('party_membership', async (tx, personId) => {
      await tx.query(`delete from unit_memberships where person_id = $1 and kind = 'party_org'`, [personId]);
    });
  }
}
