import { Injectable } from '@nestjs/common';
import type { ElderCardView, ElderListQuery, ElderView } from '@linli/shared/elders.dto';
import { PHONE_PATTERN } from '@linli/shared/accounts';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { likePattern } from '@linli/shared/search';
import type { FileView } from '@linli/shared/files.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { forbidden, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { asPatterns, narrowed, scopesOf } from '../../common/scopes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { FilesService } from '../files/files.service.js';
import { DESK, mayRead, type Standing, standingOf } from './elders.policy.js';
import { type BondRow, bondsOf, elderList, elderOf, type ElderRow, eldersOf, linkByPhone } from './elders.queries.js';
import { elderCardView, elderView } from './elders.view.js';

/** An elder with those bound to help, and how the caller stands to them. */
export interface Known {
  elder: ElderRow;
  bonds: BondRow[];
  standing: Standing;
}

@Injectable()
export class ElderReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly files: FilesService,
  ) {}

  async mine(actor: Actor): Promise<ElderView[]> {
    const tx = this.dataSource.manager;
    if (actor.phoneVerified) await linkByPhone(tx, actor.personId);
    const elders = await eldersOf(tx, actor.personId);
    const bonds = await bondsOf(
      tx,
      elders.map(({ id }) => id),
    );
    return Promise.all(
      elders.map(async (elder) =>
        elderView(
          elder,
          bonds.filter(({ elderId }) => elderId === elder.id),
          actor,
          await this.areaText(tx, elder),
        ),
      ),
    );
  }

  /** @throws 404 unless the caller is the elder, a bound helper or the desk; the desk's look at address and phone is recorded. */
  async one(actor: Actor, id: string): Promise<ElderView> {
    const tx = this.dataSource.manager;
    const known = await this.known(tx, actor, id);
    await this.lookOf(actor, known, 'elder');
    return this.view(tx, actor, known);
  }

  async list(actor: Actor, { areaCode, q, cursor, limit = PAGE_LIMIT_DEFAULT }: ElderListQuery): Promise<Page<ElderCardView>> {
    const scopes = scopesOf(actor, [DESK]);
    if (!scopes.length) throw forbidden();
    const words = q?.trim() ?? '';
    const isPhone = PHONE_PATTERN.test(words);
    const rows = await elderList(this.dataSource.manager, {
      patterns: asPatterns(narrowed(scopes, areaCode)),
      namePattern: words && !isPhone ? likePattern(words).slice(1) : null,
      phone: isPhone ? words : null,
      after: decodeCursor(cursor, ['time', 'uuid']),
      limit: limit + 1,
    });
    const texts = new Map<string, string>();
    for (const code of new Set(rows.map(({ communityCode }) => communityCode))) texts.set(code, await this.areas.pathText(null, code));
    const views = rows.slice(0, limit).map((row) => elderCardView(row, texts.get(row.communityCode) ?? ''));
    return { items: views, next: page(rows, limit, (row) => [row.createdAt, row.id]).next };
  }

  /** The document the desk looked at when it made the bond: for the desk alone, each look recorded. */
  async document(actor: Actor, id: string, bondId: string): Promise<FileView[]> {
    const tx = this.dataSource.manager;
    const known = await this.known(tx, actor, id);
    const bond = known.bonds.find((one) => one.id === bondId);
    if (!bond) throw notFound();
    if (!known.standing.desk) throw forbidden();
    await this.look(actor, known.elder, 'document');
    return [...(await this.files.views(tx, bond.fileIds)).values()];
  }

  async known(tx: EntityManager, actor: Actor, id: string): Promise<Known> {
    const elder = await elderOf(tx, id);
    if (!elder) throw notFound();
    const bonds = await bondsOf(tx, [id]);
    const standing = standingOf(actor, elder, bonds);
    if (!mayRead(standing)) throw notFound();
    return { elder, bonds, standing };
  }

  /** Waits for whoever changes this elder now. */
  async locked(tx: EntityManager, actor: Actor, id: string): Promise<Known> {
    await tx.query(`select from elders where id = $1 for update`, [id]);
    return this.known(tx, actor, id);
  }

  async view(tx: EntityManager, actor: Actor, { elder, bonds }: Known): Promise<ElderView> {
    return elderView(elder, bonds, actor, await this.areaText(tx, elder));
  }

  async fresh(tx: EntityManager, actor: Actor, id: string): Promise<ElderView> {
    return this.view(tx, actor, await this.known(tx, actor, id));
  }

  /** Nobody's look at themselves, and none of those who know the address anyway. */
  private async lookOf(actor: Actor, { elder, standing }: Known, field: string): Promise<void> {
    if (standing.desk && !standing.self && !standing.helping) await this.look(actor, elder, field);
  }

  private look(actor: Actor, elder: ElderRow, field: string): Promise<void> {
    return this.events.look(null, { personId: actor.personId, subject: ['elder', elder.id], field, areaCode: elder.communityCode });
  }

  private areaText(tx: EntityManager, elder: ElderRow): Promise<string> {
    return this.areas.pathText(tx, elder.gridCode ?? elder.communityCode);
  }
}
