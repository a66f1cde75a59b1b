import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A debt that arises on an account joined to another one long ago is that other one's in the same transaction: nobody spends between.
 * Deferred, since the debt stands in the balance only after its row.
 */
export class DebtsOfJoinedAccounts1790000000881 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create function ledger_debts_go_home() returns trigger language plpgsql as $$
      declare v_person uuid; v_heir uuid;
      begin
        select p.id, p.joined_to into v_person, v_heir from ledger_accounts a join people p on p.id = a.owner_id
         where a.id = new.account_id and a.kind = 'person' and p.joined_to is not null;
        if found then perform ledger_debts_follow(v_person, v_heir, new.created_at); end if;
        return null;
      end $$;
      create constraint trigger ledger_debts_home after insert on ledger_debts deferrable initially deferred
        for each row execute function ledger_debts_go_home();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop trigger ledger_debts_home on ledger_debts; drop function ledger_debts_go_home()`);
  }
}
