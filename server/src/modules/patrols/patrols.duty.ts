import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PaidDuty } from '../timebank/earning/paid-duty.service.js';

/** To its last sign; one that is still walked goes on. */
const WALKED = `
  select person_id as "personId", started_at as "from",
         case when state = 'ended' then coalesce(stopped_at, last_sign_at) else greatest(last_sign_at, $3) end as "to"
    from patrols where person_id = any($1) and started_at < $3
     and case when state = 'ended' then coalesce(stopped_at, last_sign_at) else $3::timestamptz end > $2`;

/** A grid member on patrol is at work: those minutes earn nothing elsewhere. */
@Injectable()
export class PatrolDuty implements OnModuleInit {
  constructor(private readonly duty: PaidDuty) {}

  onModuleInit(): void {
    this.duty.register((tx, personIds, from, to) => tx.query(WALKED, [personIds, from, to]));
  }
}
