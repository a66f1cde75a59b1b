import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A service that was confirmed and turns out not to have taken place: what its order took goes back. What a pool had paid out came back to the
 * issuing side, which has no balance to take from: there the way back is open for payouts of a pool alone, and a reversal always names what it
 * takes back, so that nothing is issued by it.
 */
export class OrderPointsBack1790000000861 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table order_points drop constraint order_points_state, drop constraint order_points_settled;
      alter table order_points
        add constraint order_points_state check (state in ('held', 'settled', 'released', 'returned')),
        add constraint order_points_settled
          check ((state in ('settled', 'returned')) = (settled is not null) and settled between 0 and held);
      alter table transfers add constraint transfers_reversal check (reason <> 'reversal' or reverses_id is not null);

      create or replace function ledger_shape(p_reason text, p_from text, p_to text, p_kind text) returns boolean
      language sql immutable parallel safe as $$
        select case
          when p_reason in ('earn_service', 'earn_report', 'earn_wish', 'earn_bonus', 'grant_initial', 'grant_fund')
            then p_kind = 'transfer' and p_from = 'issuing' and p_to = 'person'
          when p_reason in ('surplus', 'honour', 'team_bonus', 'grant_pool') then p_kind = 'transfer' and p_from = 'issuing' and p_to = 'pool'
          when p_reason in ('spend_goods', 'spend_service') then p_from = 'person' and p_to = 'shop' and p_kind <> 'transfer'
          when p_reason = 'order_points' then p_from = 'person' and p_to = 'pool' and p_kind <> 'transfer'
          when p_reason = 'pool_payout' then p_from = 'pool' and p_to = 'issuing'
          when p_reason in ('gift', 'joining') then p_kind = 'transfer' and p_from = 'person' and p_to = 'person'
          when p_reason in ('donate', 'closing') then p_kind = 'transfer' and p_from = 'person' and p_to = 'pool'
          when p_reason = 'refund' then p_kind = 'transfer' and p_from = 'shop' and p_to = 'person'
          when p_reason = 'debt_paid' then p_kind = 'transfer' and p_from in ('person', 'pool', 'shop')
          when p_reason = 'reversal'
            then p_kind = 'transfer' and (p_from in ('person', 'pool', 'shop') or (p_from = 'issuing' and p_to = 'pool'))
          else false
        end
      $$;

      create or replace function ledger_reverse(p_id uuid, p_transfer uuid, p_reason text, p_ref_type text, p_ref_id uuid, p_actor uuid,
        p_at timestamptz) returns bigint language plpgsql as $$
      declare v_row transfers; v_free bigint; v_taken bigint;
      begin
        select * into v_row from transfers where id = p_transfer and kind in ('transfer', 'settle');
        if not found then raise exception 'there is no such transfer' using errcode = 'LI003'; end if;
        perform from ledger_balances where account_id = any(array[v_row.from_account_id, v_row.to_account_id]) order by account_id for no key update;
        select balance - held into v_free from ledger_balances where account_id = v_row.to_account_id;
        if not found then
          if v_row.reason <> 'pool_payout' then raise exception 'the issuing side is not reversed' using errcode = 'LI003'; end if;
          v_free := v_row.amount;
        end if;
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

  async down(q: QueryRunner): Promise<void> {
    // The functions only know one shape more; nothing depends on the difference.
    await q.query(`
      alter table transfers drop constraint transfers_reversal;
      update order_points set state = 'released', settled = null where state = 'returned';
      alter table order_points drop constraint order_points_state, drop constraint order_points_settled;
      alter table order_points
        add constraint order_points_state check (state in ('held', 'settled', 'released')),
        add constraint order_points_settled check ((state = 'settled') = (settled is not null) and settled between 0 and held);
    `);
  }
}
