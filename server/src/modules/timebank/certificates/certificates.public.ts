import { Injectable } from '@nestjs/common';
import { numberInGroups, readNumber } from '@linli/shared/timebank-certificates';
import type { PublicCertificateView } from '@linli/shared/timebank-certificates.dto';
import { DataSource } from 'typeorm';
import { notFound } from '../../../common/errors.js';
import { RateLimits } from '../../../common/rate-limits.js';
import { CHANGED } from './certificates.queries.js';

/** More than somebody with a pile of papers in their hand reads off in a minute. */
const CHECKS_A_MINUTE = 20;
const NOWHERE = '';
const CHECK = `select c.number, c.from_day::text as "fromDay", c.to_day::text as "toDay", c.minutes, c.state = 'issued' and not ${CHANGED} as valid
  from certificates c where c.number = $1`;

/** Anybody may check a number: period, hours, valid or void. Never whose it is. */
@Injectable()
export class PublicCertificates {
  constructor(
    private readonly dataSource: DataSource,
    private readonly limits: RateLimits,
  ) {}

  /** The same question is asked whatever was typed: what is no number at all and what nobody has look and take alike. */
  async check(address: string, typed: string): Promise<PublicCertificateView> {
    this.limits.take(`certificates:${address}`, CHECKS_A_MINUTE);
    const [row] = await this.dataSource.query<PublicCertificateView[]>(CHECK, [readNumber(typed) ?? NOWHERE]);
    if (!row) throw notFound('没有这个编号的证明，请对照证明上的编号再输一次。');
    return { ...row, number: numberInGroups(row.number) };
  }
}
