import { addDays, dayOf } from '../../common/days.js';

/** The year a night's look at the budgets is about: what was issued on the last of December is found in the night to January. */
export const budgetYear = (now: Date): number => Number(addDays(dayOf(now), -1).slice(0, 4));

/*
 * What a community gave out in a year, less what was taken back; the pool's payouts are no taking back, and their return is no giving out.
 * `community` and `year` are SQL: a column, a parameter.
 */
export const issuedInYear = (community: string, year: string): string => `((select coalesce(sum(t.amount), 0) from transfers t
      where t.from_account_id = ledger_account_id('issuing', null, ${community}) and t.reason <> 'reversal'
        and t.day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31))
   - (select coalesce(sum(t.amount), 0) from transfers t
      where t.to_account_id = ledger_account_id('issuing', null, ${community}) and t.reason in ('reversal', 'debt_paid')
        and t.day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)))`;
