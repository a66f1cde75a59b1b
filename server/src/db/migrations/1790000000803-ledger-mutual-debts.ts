import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Two people who owe each other: what a reversal takes goes to the giver, who pays an old debt with it, to the very person it was taken from. That
 * person then stood with free points and a new debt beside each other. The new debt is paid from whatever has come back, at once.
 */
export class LedgerMutualDebts1790000000803 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create or replace function ledger_reverse(p_id uuid, p_transfer uuid, p_reason text, p_ref_type text, p_ref_id uuid, p_actor uuid,
        p_at timestamptz) returns bigint language plpgsql as $$
      declare v_row transfers; v_free bigint; v_taken bigint;
      begin
        select * into v_row from transfers where id = p_transfer and kind in ('transfer', 'settle');
        if not found then raise exception 'there is no such transfer' using errcode = 'LI003'; end if;
        perform from ledger_balances where account_id = any(array[v_row.from_account_id, v_row.to_account_id]) order by account_id for no key update;
        select balance - held into v_free from ledger_balances where account_id = v_row.to_account_id;
        if not found then raise exception 'the issuing side is not reversed' using errcode = 'LI003'; end if;
        select amount into v_taken from transfers where id = p_id and reverses_id = p_transfer;
        if found then return v_taken; end if;
        if exists (select from ledger_debts where id = p_id and transfer_id = p_transfer) then return 0; end if;
        if exists (select from transfers where reverses_id = p_transfer) or exists (select from ledger_debts where transfer_id = p_transfer) then
          raise exception 'it is reversed already' using errcode = 'LI007';
        end if;
        v_taken := least(v_free, v_row.amount);
        if v_taken > 0 then
          insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, reverses_id, community_code, actor_id, booked_at)
            values (p_id, 'transfer', v_row.to_account_id, v_row.from_account_id, v_taken, p_reason, p_ref_type, p_ref_id, p_transfer,
              v_row.community_code, p_actor, p_at);
        end if;
        if v_taken < v_row.amount then
          insert into ledger_debts (id, account_id, to_account_id, transfer_id, amount, created_at)
            values (p_id, v_row.to_account_id, v_row.from_account_id, p_transfer, v_row.amount - v_taken, p_at);
          update ledger_balances set debt = debt + v_row.amount - v_taken where account_id = v_row.to_account_id;
          perform ledger_repay(v_row.to_account_id, p_at);
        end if;
        return v_taken;
      end $$;
    `);
  }

  async down(): Promise<void> {
    // The function of the migration before did the same but for mutual debts; nothing depends on the difference.
  }
}
