import { Injectable } from '@nestjs/common';
import { areaAt, areaLevel } from '@linli/shared/areas';
import {
  CERTIFICATE_WORKFLOW,
  type CertificateAction,
  certificateNumber,
  type CertificateState,
  NUMBER_CHARACTERS,
} from '@linli/shared/timebank-certificates';
import type {
  CertificateReasonDto,
  CertificateView,
  CheckPaperDto,
  CreateCertificateDto,
  IssueCertificateDto,
} from '@linli/shared/timebank-certificates.dto';
import { nextState } from '@linli/shared/workflow';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { CLOSE_SENTENCE, closeTo, isAmong } from '../../../common/closeness.js';
import { CodeTries } from '../../../common/code-tries.js';
import { dayOf, isDay } from '../../../common/days.js';
import { conflictNow, DomainError, forbidden, idTaken, invalidField, notFound } from '../../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../../common/writes.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { CertificateEntity } from './certificate.entity.js';
import { CertificatePapers } from './certificate-papers.js';
import { canSee, CERTIFICATE_POLICY, isOwner } from './certificates.policy.js';
import { fixLines, preview, volunteerNumber } from './certificates.queries.js';
import { CertificateReader, nameOf } from './certificates.reader.js';

const WRONG_TAILS_AN_HOUR = 10;
const FIRST_DAY = '2000-01-01';

interface Moment {
  tx: EntityManager;
  certificate: CertificateEntity;
  actor: Actor;
  now: Date;
}
type Verb = (moment: Moment) => Promise<Partial<CertificateEntity>>;

/** Applied for by whoever served, looked at and issued by the community that recorded it. Free, as often as one likes. */
@Injectable()
export class CertificatesService {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly tries: CodeTries,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly papers: CertificatePapers,
    private readonly reader: CertificateReader,
  ) {}

  apply(call: WriteCall, dto: CreateCertificateDto): Promise<CertificateView> {
    const { actor } = call;
    if (!actor.phoneVerified) throw new DomainError('forbidden', 'phone_needed', '请先绑定手机号，再申请证明。');
    this.refuseDays(dto);
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, `certificate ${actor.personId}`);
      await oneAtATime(tx, dto.id);
      const before = await tx.findOneBy(CertificateEntity, { id: dto.id });
      if (before) {
        if (before.personId !== actor.personId || before.requestHash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.reader.view(tx, before, actor);
      }
      await this.refuseUnready(tx, actor, dto);
      if (dto.paperKind && dto.paperNumber) await this.papers.enter(tx, actor.personId, dto.paperKind, dto.paperNumber);
      const { id, communityCode, fromDay, toDay } = dto;
      const note = dto.note?.trim() || null;
      await tx.query(
        `insert into certificates (id, request_hash, state, person_id, community_code, from_day, to_day, note, applied_at)
         values ($1, $2, 'applied', $3, $4, $5, $6, $7, $8)`,
        [id, call.bodyHash, actor.personId, communityCode, fromDay, toDay, note, this.clock.now()],
      );
      const made = await this.reader.visible(tx, actor, id);
      await this.record(tx, made, actor, 'apply', 'applied');
      return this.reader.view(tx, made, actor);
    });
  }

  withdraw(call: WriteCall, id: string): Promise<CertificateView> {
    return this.step(call, id, 'withdraw', ({ now, actor }) => Promise.resolve({ endedAt: now, endedBy: actor.personId }));
  }

  /** The last characters are typed from the card itself: whoever has not seen it does not know them. */
  check(call: WriteCall, id: string, { tail }: CheckPaperDto): Promise<CertificateView> {
    return this.tries.counting('identity_paper', call.actor.personId, WRONG_TAILS_AN_HOUR, () =>
      this.step(call, id, 'check', async ({ tx, certificate: { personId }, actor }) => {
        await this.papers.check(tx, personId, await nameOf(tx, personId), tail, actor.personId);
        return {};
      }),
    );
  }

  issue(call: WriteCall, id: string, { head, contact, remark }: IssueCertificateDto): Promise<CertificateView> {
    return this.step(call, id, 'issue', async ({ tx, certificate, actor, now }) => {
      const { personId, communityCode, state } = certificate;
      const [name, handler, paper] = [await nameOf(tx, personId), await nameOf(tx, actor.personId), await this.papers.of(tx, personId)];
      if (!paper || paper.checkedName === null || paper.checkedName !== name) throw conflictNow(state, '请先核对申请人的证件。');
      if (!handler) throw conflictNow(state, '证明上要有经办人姓名，请先在“我的”里填写您的姓名。');
      const counted = await fixLines(tx, id, certificate, now);
      if (counted.services === 0) throw conflictNow(state, '这段时间没有可以开具的服务记录，请写明原因后不予开具。');
      return {
        ...counted,
        number: certificateNumber(randomBytes(NUMBER_CHARACTERS)),
        name,
        paperKind: paper.kind,
        paperMasked: paper.masked,
        volunteerNumber: await volunteerNumber(tx, personId, areaAt(communityCode, 'district') ?? communityCode),
        head: head.trim(),
        contact: contact.trim(),
        remark: remark?.trim() || null,
        handler,
        issuedBy: actor.personId,
        issuedAt: now,
      };
    });
  }

  refuse(call: WriteCall, id: string, dto: CertificateReasonDto): Promise<CertificateView> {
    return this.step(call, id, 'refuse', ended(dto));
  }

  void(call: WriteCall, id: string, dto: CertificateReasonDto): Promise<CertificateView> {
    return this.step(call, id, 'void', ended(dto));
  }

  private async step(call: WriteCall, id: string, action: CertificateAction, verb: Verb): Promise<CertificateView> {
    const { actor } = call;
    try {
      return await this.writes.once(call, async (tx) => {
        const certificate = await tx.findOne(CertificateEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
        if (!certificate || !canSee(actor, certificate)) throw notFound();
        const close = await closeTo(tx, actor.personId);
        if (!CERTIFICATE_POLICY[action](actor, certificate, close))
          throw forbidden(isAmong(close, certificate.personId) ? CLOSE_SENTENCE : undefined);
        const state = nextState<CertificateAction, CertificateState>(CERTIFICATE_WORKFLOW, certificate.state, action);
        if (state === null) throw conflictNow(certificate.state);
        const changes = await verb({ tx, certificate, actor, now: this.clock.now() });
        await tx.update(CertificateEntity, { id }, { state, ...changes });
        const after = Object.assign(new CertificateEntity(), certificate, { state, ...changes });
        await this.record(tx, after, actor, action, state);
        return this.reader.view(tx, after, actor);
      });
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden')
        await this.events.refused({ subject: ['certificate', id], action, actor, areaCode: null });
      throw error;
    }
  }

  private async record(
    tx: EntityManager,
    certificate: CertificateEntity,
    actor: Actor,
    action: CertificateAction | 'apply',
    state: CertificateState,
  ): Promise<void> {
    const own = isOwner(actor, certificate);
    await this.events.record(tx, {
      subject: ['certificate', certificate.id],
      action,
      actor,
      role: own ? 'owner' : 'dispatcher',
      principalId: own ? null : certificate.personId,
      areaCode: certificate.communityCode,
      data: { to: state, minutes: certificate.minutes, services: certificate.services },
    });
  }

  private refuseDays({ communityCode, fromDay, toDay }: CreateCertificateDto): void {
    if (areaLevel(communityCode) !== 'community') throw invalidField('communityCode', '请选择记录服务的社区。');
    if (!isDay(fromDay) || fromDay < FIRST_DAY) throw invalidField('fromDay', '请选择开始日期。');
    if (!isDay(toDay) || toDay > dayOf(this.clock.now())) throw invalidField('toDay', '结束日期不能晚于今天。');
    if (fromDay > toDay) throw invalidField('toDay', '结束日期不能早于开始日期。');
  }

  private async refuseUnready(tx: EntityManager, actor: Actor, dto: CreateCertificateDto): Promise<void> {
    const { personId } = actor;
    if (!(await this.areas.find(tx, dto.communityCode))) throw invalidField('communityCode', '请选择记录服务的社区。');
    if (!(await nameOf(tx, personId))) throw new DomainError('unprocessable', 'name_needed', '请先在“我的”里填写真实姓名，与证件一致。');
    if (!(dto.paperKind && dto.paperNumber) && !(await this.papers.of(tx, personId)))
      throw invalidField('paperNumber', '第一次申请要填写证件类型和号码。');
    const { services } = await preview(tx, { ...dto, personId }, this.clock.now());
    if (services === 0) throw new DomainError('unprocessable', 'nothing_recorded', '这段时间在这个社区没有可以证明的服务记录。');
    const [open] = await tx.query<unknown[]>(
      `select from certificates where person_id = $1 and community_code = $2 and state = 'applied'`,
      [personId, dto.communityCode],
    );
    if (open)
      throw new DomainError('conflict', 'already_applied', '您在这个社区已有一份申请，办好或撤回后可以再申请。', { state: 'applied' });
  }
}

const ended =
  ({ reason }: CertificateReasonDto): Verb =>
  ({ now, actor }) =>
    Promise.resolve({ reason: reason.trim(), endedAt: now, endedBy: actor.personId });
