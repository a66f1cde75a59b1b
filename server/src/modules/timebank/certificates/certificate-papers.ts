import { Injectable } from '@nestjs/common';
import { isPaperNumber, maskPaper, PAPER_TAIL, type PaperKind, plainPaper } from '@linli/shared/timebank-certificates';
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { CODE_WRONG } from '../../../common/code-tries.js';
import { DomainError, invalidField } from '../../../common/errors.js';
import { Config } from '../../../config.js';

const IV = 12;
const TAG = 16;

export interface Paper {
  kind: PaperKind;
  masked: string;
  checkedName: string | null;
}

/** Identity documents: encrypted with a key of the server's secret and bound to their person, compared but never given out. */
@Injectable()
export class CertificatePapers {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.key = createHmac('sha256', config.secret).update('linli identity papers').digest();
  }

  async of(tx: EntityManager, personId: string): Promise<Paper | null> {
    const [row] = await tx.query<Paper[]>(`select kind, masked, checked_name as "checkedName" from identity_papers where person_id = $1`, [
      personId,
    ]);
    return row ?? null;
  }

  /** The first one, or another in its place: the desk has not seen that yet. */
  async enter(tx: EntityManager, personId: string, kind: PaperKind, typed: string): Promise<void> {
    const number = plainPaper(typed);
    if (!isPaperNumber(kind, number)) throw invalidField('paperNumber', '证件号码不对，请对照证件再看一遍。');
    await tx.query(
      `insert into identity_papers (person_id, kind, box, masked, entered_at) values ($1, $2, $3, $4, $5)
       on conflict (person_id) do update set kind = excluded.kind, box = excluded.box, masked = excluded.masked, entered_at = excluded.entered_at,
         checked_by = null, checked_at = null, checked_name = null`,
      [personId, kind, this.seal(personId, number), maskPaper(number), this.clock.now()],
    );
  }

  /** The desk has the card in its hands. @throws 422 `code_wrong` where it is another one */
  async check(tx: EntityManager, personId: string, name: string, tail: string, byId: string): Promise<void> {
    const [row] = await tx.query<{ box: Buffer }[]>(`select box from identity_papers where person_id = $1 for update`, [personId]);
    if (!row || !same(this.open(personId, row.box).slice(-PAPER_TAIL), plainPaper(tail)))
      throw new DomainError('unprocessable', CODE_WRONG, '与申请人填写的证件号码不一致，请核对；如填错了，请申请人撤回后重新填写。');
    await tx.query(`update identity_papers set checked_by = $2, checked_at = $3, checked_name = $4 where person_id = $1`, [
      personId,
      byId,
      this.clock.now(),
      name,
    ]);
  }

  private seal(personId: string, number: string): Buffer {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(personId));
    const body = Buffer.concat([cipher.update(number, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  }

  private open(personId: string, box: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', this.key, box.subarray(0, IV), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(personId)).setAuthTag(box.subarray(IV, IV + TAG));
    return Buffer.concat([decipher.update(box.subarray(IV + TAG)), decipher.final()]).toString('utf8');
  }
}

/** Without telling by its time how much was right. */
function same(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
