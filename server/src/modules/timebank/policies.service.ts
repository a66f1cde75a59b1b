import { Injectable } from '@nestjs/common';
import { POLICY_DEFAULT, type PolicyTerms } from '@linli/shared/timebank-policy';
import type { EntityManager } from 'typeorm';

export interface PolicyInForce {
  /** Null: nobody has published rules for this place yet; the program's own are in force. */
  id: string | null;
  terms: PolicyTerms;
}

/** Rules as other modules ask for them: of the community, else its street's, else its district's. */
@Injectable()
export class PoliciesService {
  /** What is in force in an area at an instant: for a service that of its check-in. */
  async inForce(tx: EntityManager, areaCode: string, at: Date): Promise<PolicyInForce> {
    const [row] = await tx.query<{ id: string; terms: PolicyTerms }[]>(
      `select id, terms from timebank_policies where state = 'published' and from_at <= $2 and $1 like area_code || '%'
        order by length(area_code) desc, from_at desc, version desc limit 1`,
      [areaCode, at],
    );
    return row ? { id: row.id, terms: { ...POLICY_DEFAULT, ...row.terms } } : { id: null, terms: POLICY_DEFAULT };
  }
}
