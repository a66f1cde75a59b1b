import { Injectable } from '@nestjs/common';
import { areaPath } from '@linli/shared/areas';
import { POLICY_DEFAULT, type PolicyTerms } from '@linli/shared/timebank-policy';
import type { EntityManager } from 'typeorm';

export interface PolicyInForce {
  /** Null: nobody has published rules for this place yet; the program's own are in force. */
  id: string | null;
  terms: PolicyTerms;
}
export interface VersionInForce extends PolicyInForce {
  areaCode: string | null;
  version: number | null;
  fromAt: Date | null;
}

/** The newest of each area on the way up; one that says so leaves it to the area above. */
const IN_FORCE = `
  select id, terms, "areaCode", version, "fromAt" from (
    select distinct on (area_code) id, terms, inherits, area_code as "areaCode", version, from_at as "fromAt" from timebank_policies
     where state = 'published' and area_code = any($1) and from_at <= $2
     order by area_code, from_at desc, published_at desc nulls last, version desc
  ) newest where not inherits order by length("areaCode") desc limit 1`;

/** Rules as other modules ask for them: whole, of the community, else its street's, else its district's. See docs/decisions/0012. */
@Injectable()
export class PoliciesService {
  /** What is in force in an area at an instant: for a service that of its check-in. */
  async inForce(tx: EntityManager, areaCode: string, at: Date): Promise<PolicyInForce> {
    const { id, terms } = await this.version(tx, areaCode, at);
    return { id, terms };
  }

  /** The same, and whose rules they are. */
  async version(tx: EntityManager, areaCode: string, at: Date): Promise<VersionInForce> {
    const [row] = await tx.query<VersionInForce[]>(IN_FORCE, [areaPath(areaCode), at]);
    // Keys that came with a later version of the program are as it ships them.
    if (row) return { ...row, terms: { ...POLICY_DEFAULT, ...row.terms } };
    return { id: null, terms: POLICY_DEFAULT, areaCode: null, version: null, fromAt: null };
  }
}
