import { MINUTE_MS } from '@linli/shared/calendar';
import { VOUCHER_CHECKED_MINUTES } from '@linli/shared/rewards-vouchers';
import type { EntityManager } from 'typeorm';
import { isCodeOf, stepOf } from '../../../common/display-codes.js';
import type { VoucherEntity } from './voucher.entity.js';
import { codeUsed, codeWrong, type VoucherScan } from './vouchers.codes.js';

/** A step of a voucher's code, and the scanner that has looked at it. */
export interface CodeUse {
  voucherId: string;
  step: number;
  personId: string;
}
type LookedAt = CodeUse & { at: Date };

const USE = `
  insert into voucher_code_uses (voucher_id, step, person_id, at)
  select voucher_id, step, person_id, $4 from unnest($1::uuid[], $2::bigint[], $3::uuid[]) as u (voucher_id, step, person_id) order by voucher_id, step
  on conflict (voucher_id, step) do update set step = excluded.step returning voucher_id as "voucherId", person_id as "personId"`;

/** Each code is this scanner's from now on. @throws 422 `code_used`: another phone has looked at one of them; a photo of it is worth nothing */
export async function useCodes(tx: EntityManager, uses: readonly CodeUse[], now: Date): Promise<void> {
  const columns = [uses.map(({ voucherId }) => voucherId), uses.map(({ step }) => step), uses.map(({ personId }) => personId)];
  const kept = await tx.query<Pick<CodeUse, 'voucherId' | 'personId'>[]>(USE, [...columns, now]);
  const scanner = new Map(uses.map(({ voucherId, personId }) => [voucherId, personId]));
  if (kept.some(({ voucherId, personId }) => scanner.get(voucherId) !== personId)) throw codeUsed();
}

export async function usesOf(tx: EntityManager, voucherIds: readonly string[]): Promise<LookedAt[]> {
  const rows = await tx.query<(Omit<LookedAt, 'step'> & { step: string })[]>(
    `select voucher_id as "voucherId", step, person_id as "personId", at from voucher_code_uses where voucher_id = any($1)`,
    [voucherIds],
  );
  return rows.map((row) => ({ ...row, step: Number(row.step) }));
}

/**
 * The step of the code somebody hands over with: one of now, or, where it has changed on the customer's phone since, one this very scanner was
 * shown. @throws 422 `code_wrong`, `code_used`
 */
export function stepHandedOver(voucher: VoucherEntity, scan: VoucherScan, uses: readonly LookedAt[], personId: string, now: Date): number {
  const own = uses.filter((use) => use.voucherId === voucher.id);
  const step = stepOf(voucher.secret, now.getTime(), scan) ?? checkedStep(voucher, scan, own, personId, now);
  if (step === null) throw codeWrong();
  if (own.some((use) => use.step === step && use.personId !== personId)) throw codeUsed();
  return step;
}

function checkedStep({ secret }: VoucherEntity, scan: VoucherScan, uses: readonly LookedAt[], personId: string, now: Date): number | null {
  const since = now.getTime() - VOUCHER_CHECKED_MINUTES * MINUTE_MS;
  const looked = uses.filter((use) => use.personId === personId && use.at.getTime() >= since);
  return looked.map(({ step }) => step).find((step) => isCodeOf(secret, step, scan)) ?? null;
}
