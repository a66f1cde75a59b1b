import { Injectable } from '@nestjs/common';
import { areaAt, areaLevel, areaPath } from '@linli/shared/areas';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { policyChanges } from '@linli/shared/policy-fields';
import type { PolicyCardView, PolicyListQuery, PolicyView, RulesQuery, RulesView } from '@linli/shared/timebank-policies.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { forbidden, invalidField, notFound } from '../../../common/errors.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { AreasService } from '../../areas/areas.service.js';
import { mayReadDrafts } from './policies.policy.js';
import { turnsAhead, wholeTerms } from './policies.queries.js';
import { PoliciesService } from '../policies.service.js';
import { mayReadPerson, policyCardView, type PolicyParts, policyView } from './policies.view.js';
import { PolicyEntity } from '../policy.entity.js';

/** The rules as people read them: what is in force, what comes, and what was. */
@Injectable()
export class PoliciesReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly policies: PoliciesService,
  ) {}

  /** For everybody. */
  async rules(actor: Actor | null, { areaCode }: RulesQuery): Promise<RulesView> {
    const tx = this.dataSource.manager;
    const wanted = areaCode ?? actor?.homeCommunityCode ?? null;
    if (wanted === null) throw invalidField('areaCode', '请选择社区。');
    const code = areaAt(wanted, 'community') ?? wanted;
    const area = await this.areas.requireInUse(tx, code, 'areaCode');
    const now = this.clock.now();
    const current = await this.policies.version(tx, code, now);
    const names = await this.areas.names(tx, current.areaCode === null ? [] : [current.areaCode]);
    return {
      areaCode: code,
      areaName: area.name,
      ofAreaCode: current.areaCode,
      ofAreaName: current.areaCode === null ? null : (names.get(current.areaCode) ?? null),
      version: current.version,
      fromAt: current.fromAt?.toISOString() ?? null,
      terms: current.terms,
      next: await this.next(tx, code, now, current),
    };
  }

  async list(actor: Actor, { areaCode, state, cursor, limit = PAGE_LIMIT_DEFAULT }: PolicyListQuery): Promise<Page<PolicyCardView>> {
    const tx = this.dataSource.manager;
    const level = areaLevel(areaCode);
    if (level === 'grid' || level === 'building' || !(await this.areas.find(tx, areaCode))) throw notFound();
    if (!mayReadDrafts(actor, areaCode)) throw forbidden();
    const after = decodeCursor(cursor, ['int']);
    const query = tx.createQueryBuilder(PolicyEntity, 'p').where('p.areaCode = :areaCode', { areaCode });
    if (state) query.andWhere('p.state = :state', { state });
    if (after) query.andWhere('p.version < :version', { version: after[0] });
    const rows = await query
      .orderBy('p.version', 'DESC')
      .limit(limit + 1)
      .getMany();
    const whole = page(rows, limit, ({ version }) => [version]);
    const items: PolicyCardView[] = [];
    for (const row of whole.items) items.push(policyCardView(row, await this.parts(tx, row)));
    return { items, next: whole.next };
  }

  /** @throws 404 unless the caller keeps the rules of the area */
  async one(actor: Actor, id: string): Promise<PolicyView> {
    const tx = this.dataSource.manager;
    const row = await tx.findOneBy(PolicyEntity, { id });
    if (!row || !mayReadDrafts(actor, row.areaCode)) throw notFound();
    return this.view(tx, row, actor);
  }

  async view(tx: EntityManager, row: PolicyEntity, actor: Actor): Promise<PolicyView> {
    const people = row.trial?.people.filter((one) => mayReadPerson(actor, one)) ?? [];
    const codes = [...(row.trial?.communities.map(({ code }) => code) ?? []), ...people.map(({ communityCode }) => communityCode)];
    const names = await namesOf(
      tx,
      people.map(({ personId }) => personId),
    );
    return policyView(row, await this.parts(tx, row), { areaNames: await this.areas.names(tx, codes), names }, actor);
  }

  /** Of a draft what is in force now, of a published version what was until it began. */
  private async parts(tx: EntityManager, row: PolicyEntity): Promise<PolicyParts> {
    const now = this.clock.now();
    const base = row.baseId === null ? null : await tx.findOneBy(PolicyEntity, { id: row.baseId });
    const above = areaPath(row.areaCode).slice(0, -1).at(-1);
    const inherited = async () =>
      above === undefined ? await this.policies.version(tx, '', now) : await this.policies.version(tx, above, row.createdAt);
    return {
      areaName: (await this.areas.names(tx, [row.areaCode])).get(row.areaCode) ?? row.areaCode,
      inForceId: (await this.policies.version(tx, row.areaCode, now)).id,
      before: base ? wholeTerms(base.terms) : (await inherited()).terms,
      names: await namesOf(tx, [row.writtenBy, row.publishedBy]),
    };
  }

  private async next(
    tx: EntityManager,
    code: string,
    now: Date,
    current: { id: string | null; terms: RulesView['terms'] },
  ): Promise<RulesView['next']> {
    for (const at of await turnsAhead(tx, areaPath(code), now)) {
      const then = await this.policies.version(tx, code, at);
      if (then.id === current.id) continue;
      return { fromAt: at.toISOString(), terms: then.terms, changes: policyChanges(current.terms, then.terms) };
    }
    return null;
  }
}

async function namesOf(tx: EntityManager, personIds: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = [...new Set(personIds.filter((id) => id !== null))];
  if (!ids.length) return new Map();
  const rows = await tx.query<{ id: string; name: string }[]>(`select id, name from people where id = any($1)`, [ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
