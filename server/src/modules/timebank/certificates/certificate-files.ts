import { Injectable } from '@nestjs/common';
import { CERTIFICATE_TITLE } from '@linli/shared/timebank-certificates';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { conflictNow, forbidden } from '../../../common/errors.js';
import { AreasService } from '../../areas/areas.service.js';
import { certificatePdf } from './certificate-pdf.js';
import { mayPrint } from './certificates.policy.js';
import { CHANGED, linesOf } from './certificates.queries.js';
import { CertificateReader } from './certificates.reader.js';

/** More services than a life holds. */
const MOST_LINES = 20_000;
const STANDS = `select ${CHANGED} as changed from certificates c where c.id = $1`;

/** The paper, made anew each time from what was fixed when it was issued. */
@Injectable()
export class CertificateFiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly areas: AreasService,
    private readonly reader: CertificateReader,
  ) {}

  /** Each time recorded. @throws 409 unless it is issued and stands */
  async pdf(actor: Actor, id: string): Promise<{ name: string; bytes: Buffer }> {
    const tx = this.dataSource.manager;
    const certificate = await this.reader.visible(tx, actor, id);
    if (!mayPrint(actor, certificate)) throw forbidden();
    const [row] = await tx.query<{ changed: boolean }[]>(STANDS, [id]);
    if (certificate.state !== 'issued' || !certificate.number) throw conflictNow(certificate.state, '证明还没有开具，或已经作废。');
    if (row?.changed) throw conflictNow('voided', '其中有服务记录后来更正了，证明已作废，请重新申请。');
    await this.reader.look(actor, certificate, 'pdf');
    const issuer = (await this.areas.find(null, certificate.communityCode))?.name ?? '';
    const lines = (await linesOf(tx, id, null, MOST_LINES)).reverse();
    const bytes = await certificatePdf({ certificate, issuer, lines, checkUrl: this.reader.checkUrl(certificate.number) });
    return { name: `${CERTIFICATE_TITLE}${certificate.fromDay}至${certificate.toDay}.pdf`, bytes };
  }
}
