import { Injectable } from '@nestjs/common';
import { maskName } from '@linli/shared/accounts';
import { CERTIFICATE_STATE_LABELS, certificateActionsFrom, numberInGroups } from '@linli/shared/timebank-certificates';
import type {
  CertificateDeskQuery,
  CertificateLineView,
  CertificatePreviewView,
  CertificateSpanQuery,
  CertificateStartView,
  CertificateView,
  PaperView,
} from '@linli/shared/timebank-certificates.dto';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { PageQuery } from '@linli/shared/page.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { closeTo, NOBODY_CLOSE } from '../../../common/closeness.js';
import { forbidden, notFound } from '../../../common/errors.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { asPatterns, narrowed, scopesOf } from '../../../common/scopes.js';
import { Config } from '../../../config.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { CertificateEntity } from './certificate.entity.js';
import { CertificatePapers } from './certificate-papers.js';
import { canSee, CERTIFICATE_POLICY, isDesk, isOwner } from './certificates.policy.js';
import { issuersOf, lastIssued, linesOf, linesToCount, preview } from './certificates.queries.js';

/** Certificates for one caller: where one may apply, own lists, the desk's, one with all it says. */
@Injectable()
export class CertificateReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly papers: CertificatePapers,
  ) {}

  async start(actor: Actor): Promise<CertificateStartView> {
    const tx = this.dataSource.manager;
    const issuers: CertificateStartView['issuers'] = [];
    for (const one of await issuersOf(tx, actor.personId))
      issuers.push({ ...one, communityText: await this.areas.pathText(null, one.communityCode) });
    return { name: await nameOf(tx, actor.personId), paper: await this.paperOf(tx, actor.personId), issuers };
  }

  preview(actor: Actor, span: CertificateSpanQuery): Promise<CertificatePreviewView> {
    return preview(this.dataSource.manager, { ...span, personId: actor.personId }, this.clock.now());
  }

  mine(actor: Actor, { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery): Promise<Page<CertificateView>> {
    return this.list(actor, 'person_id = $1', [actor.personId], cursor, limit);
  }

  /** Newest first, within the areas one serves; names masked. */
  desk(actor: Actor, { state, areaCode, cursor, limit = PAGE_LIMIT_DEFAULT }: CertificateDeskQuery): Promise<Page<CertificateView>> {
    const scope = scopesOf(actor, ['dispatcher', 'auditor']);
    if (!scope.length) throw forbidden();
    const patterns = asPatterns(narrowed(scope, areaCode));
    return this.list(actor, 'community_code like any($1) and ($2::text is null or state = $2)', [patterns, state ?? null], cursor, limit);
  }

  /** @throws 404 unless it concerns the caller. Anybody else's look is recorded. */
  async one(actor: Actor, id: string): Promise<CertificateView> {
    const tx = this.dataSource.manager;
    const certificate = await this.visible(tx, actor, id);
    if (!isOwner(actor, certificate)) await this.look(actor, certificate, 'certificate');
    return this.view(tx, certificate, actor);
  }

  async lines(actor: Actor, id: string, { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery): Promise<Page<CertificateLineView>> {
    const tx = this.dataSource.manager;
    const certificate = await this.visible(tx, actor, id);
    const after = decodeCursor(cursor, ['day', 'uuid']);
    const rows =
      certificate.state === 'applied'
        ? await linesToCount(tx, certificate, this.clock.now(), after, limit + 1)
        : await linesOf(tx, id, after, limit + 1);
    return page(rows, limit, ({ day, recordId }) => [day, recordId]);
  }

  async visible(tx: EntityManager, actor: Actor, id: string): Promise<CertificateEntity> {
    const certificate = await tx.findOneBy(CertificateEntity, { id });
    if (!certificate || !canSee(actor, certificate)) throw notFound();
    return certificate;
  }

  look(actor: Actor, { id, communityCode }: CertificateEntity, field: string): Promise<void> {
    return this.events.look(null, { personId: actor.personId, subject: ['certificate', id], field, areaCode: communityCode });
  }

  /** What the QR holds: the page of the H5 app that anybody may open. */
  checkUrl = (number: string): string => `${this.config.publicUrl}/#/features/honours/pages/check/index?number=${number}`;

  async view(tx: EntityManager, one: CertificateEntity, actor: Actor, masked = false): Promise<CertificateView> {
    const open = one.state === 'applied';
    const mine = isOwner(actor, one);
    const close = mine ? NOBODY_CLOSE : await closeTo(tx, actor.personId);
    const paper = open ? await this.paperOf(tx, one.personId) : printed(one);
    const counted = open ? await preview(tx, one, this.clock.now()) : one;
    const name = open ? await nameOf(tx, one.personId) : one.name;
    return {
      id: one.id,
      state: one.state,
      stateText: CERTIFICATE_STATE_LABELS[one.state],
      number: one.number && numberInGroups(one.number),
      communityCode: one.communityCode,
      communityText: await this.areas.pathText(tx, one.communityCode),
      fromDay: one.fromDay,
      toDay: one.toDay,
      minutes: counted.minutes,
      services: counted.services,
      name: masked && !mine ? maskName(name) : name,
      paper,
      volunteerNumber: one.volunteerNumber,
      note: one.note,
      head: one.head,
      handler: one.handler,
      contact: one.contact,
      remark: one.remark,
      reason: one.reason,
      appliedAt: one.appliedAt.toISOString(),
      issuedAt: one.issuedAt?.toISOString() ?? null,
      voidedAt: one.state === 'voided' ? (one.endedAt?.toISOString() ?? null) : null,
      checkUrl: one.number && this.checkUrl(one.number),
      suggested: open && !mine && isDesk(actor, one) ? await lastIssued(tx, one.communityCode) : null,
      mine,
      actions: certificateActionsFrom(one.state).filter((action) => CERTIFICATE_POLICY[action](actor, one, close)),
    };
  }

  private async paperOf(tx: EntityManager, personId: string): Promise<PaperView | null> {
    const paper = await this.papers.of(tx, personId);
    if (!paper) return null;
    // Another name than the one that was compared is looked at anew.
    const checked = paper.checkedName !== null && paper.checkedName === (await nameOf(tx, personId));
    return { kind: paper.kind, masked: paper.masked, checked };
  }

  private async list(
    actor: Actor,
    where: string,
    given: unknown[],
    cursor: string | undefined,
    limit: number,
  ): Promise<Page<CertificateView>> {
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const n = given.length;
    const tx = this.dataSource.manager;
    const listing = `select id, applied_at as at from certificates where ${where}
          and ($${n + 1}::timestamptz is null or (applied_at, id) < ($${n + 1}, $${n + 2}::uuid)) order by applied_at desc, id desc limit $${n + 3}`;
    const keys = await tx.query<{ id: string; at: Date }[]>(listing, [...given, after?.[0] ?? null, after?.[1] ?? null, limit + 1]);
    const { items, next } = page(keys, limit, ({ at, id }) => [at.toISOString(), id]);
    const views: CertificateView[] = [];
    for (const { id } of items) {
      const row = await tx.findOneBy(CertificateEntity, { id });
      if (row) views.push(await this.view(tx, row, actor, true));
    }
    return { items: views, next };
  }
}

const printed = ({ paperKind, paperMasked }: CertificateEntity): PaperView | null =>
  paperKind && paperMasked ? { kind: paperKind, masked: paperMasked, checked: true } : null;

export async function nameOf(tx: EntityManager, personId: string): Promise<string> {
  const [row] = await tx.query<{ name: string }[]>(`select name from people where id = $1`, [personId]);
  return row?.name ?? '';
}
