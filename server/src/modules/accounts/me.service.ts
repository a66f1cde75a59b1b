import { Injectable } from '@nestjs/common';
import { CONSENT_PURPOSES, CONSENT_VERSION, maskPhone, ROLE_LABELS, type Role } from '@linli/shared/accounts';
import type { ConsentView, HeldRoleView, MeView, SetConsentDto, UpdateMeDto } from '@linli/shared/accounts.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { dayOf } from '../../common/days.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { AccountData } from './account-links.service.js';
import { Consents } from './consents.service.js';

interface PersonRow {
  id: string;
  name: string;
  phone: string | null;
  home_community_code: string | null;
  created_at: Date;
}
interface HeldRow {
  role: Role;
  area_code: string;
  team_id: string | null;
  team_name: string | null;
  unit_id: string | null;
  unit_name: string | null;
  shop_id: string | null;
  shop_name: string | null;
  lead: boolean;
  to_day: string | null;
}

/** What a person sees and sets about themselves. */
@Injectable()
export class MeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly data: AccountData,
    private readonly consents: Consents,
  ) {}

  view(actor: Actor, tx: EntityManager = this.dataSource.manager): Promise<MeView> {
    return this.viewOf(tx, actor.personId);
  }

  update(call: WriteCall, change: UpdateMeDto): Promise<MeView> {
    const { personId } = call.actor;
    return this.writes.once(call, async (tx) => {
      const community = change.homeCommunityCode;
      if (community !== undefined) await this.areas.requireInUse(tx, community, 'homeCommunityCode', 'community');
      await tx.query(`update people set name = coalesce($2, name), home_community_code = coalesce($3, home_community_code) where id = $1`, [
        personId,
        change.name?.trim() ?? null,
        community ?? null,
      ]);
      const data = { changed: Object.keys(change).sort() };
      await this.events.record(tx, { subject: ['account', personId], action: 'update', actor: call.actor, areaCode: null, data });
      return this.viewOf(tx, personId);
    });
  }

  setConsent(call: WriteCall, { purpose, granted }: SetConsentDto): Promise<MeView> {
    const { personId } = call.actor;
    return this.writes.once(call, async (tx) => {
      await tx.query(`insert into consents (person_id, purpose, version, granted, at) values ($1, $2, $3, $4, $5)`, [
        personId,
        purpose,
        CONSENT_VERSION,
        granted,
        this.clock.now(),
      ]);
      if (granted) await this.consents.given(tx, personId, purpose);
      else await this.consents.withdrawn(tx, personId, purpose);
      const action = granted ? 'consent_given' : 'consent_withdrawn';
      await this.events.record(tx, { subject: ['account', personId], action, actor: call.actor, areaCode: null, data: { purpose } });
      return this.viewOf(tx, personId);
    });
  }

  /** Everything the system knows about the person, module by module. */
  everything(actor: Actor): Promise<Record<string, unknown>> {
    return this.writes.transaction(async (tx) => {
      await this.events.record(tx, { subject: ['account', actor.personId], action: 'export_own', actor, areaCode: null });
      return { madeAt: this.clock.now().toISOString(), ...(await this.data.collect(tx, actor.personId)) };
    });
  }

  private async viewOf(tx: EntityManager, personId: string): Promise<MeView> {
    const [person] = await tx.query<PersonRow[]>(`select id, name, phone, home_community_code, created_at from people where id = $1`, [
      personId,
    ]);
    const row = person!;
    const home = row.home_community_code;
    return {
      id: row.id,
      name: row.name,
      phoneMasked: row.phone && maskPhone(row.phone),
      phoneVerified: row.phone !== null,
      homeCommunityCode: home,
      homeCommunityName: home && (await this.areas.pathText(tx, home)),
      roles: row.phone ? await this.rolesOf(tx, personId) : [],
      consents: await consentsOf(tx, personId),
      createdAt: row.created_at.toISOString(),
    };
  }

  private async rolesOf(tx: EntityManager, personId: string): Promise<HeldRoleView[]> {
    const rows = await tx.query<HeldRow[]>(
      `select g.role, g.area_code, g.team_id, t.name as team_name, g.unit_id, u.name as unit_name, g.shop_id, s.name as shop_name, g.lead, g.to_day::text
         from role_grants g left join teams t on t.id = g.team_id left join units u on u.id = g.unit_id left join shops s on s.id = g.shop_id
        where g.person_id = $1 and g.ended_at is null and g.from_day <= $2 and (g.to_day is null or g.to_day >= $2)
        order by g.area_code, g.role, g.id`,
      [personId, dayOf(this.clock.now())],
    );
    const texts = new Map<string, string>();
    for (const code of new Set(rows.map((r) => r.area_code))) texts.set(code, await this.areas.pathText(tx, code));
    return rows.map((r) => ({
      role: r.role,
      roleLabel: ROLE_LABELS[r.role],
      areaCode: r.area_code,
      areaName: texts.get(r.area_code) ?? r.area_code,
      teamId: r.team_id,
      teamName: r.team_name,
      unitId: r.unit_id,
      unitName: r.unit_name,
      shopId: r.shop_id,
      shopName: r.shop_name,
      lead: r.lead,
      until: r.to_day,
    }));
  }
}

/** One row a purpose; what was never asked is not granted. */
export async function consentsOf(tx: EntityManager, personId: string): Promise<ConsentView[]> {
  const rows = await tx.query<{ purpose: string; version: number; granted: boolean; at: Date }[]>(
    `select distinct on (purpose) purpose, version, granted, at from consents where person_id = $1 order by purpose, id desc`,
    [personId],
  );
  return CONSENT_PURPOSES.map((purpose) => {
    const latest = rows.find((row) => row.purpose === purpose);
    // A text that has changed since is asked again.
    const granted = latest !== undefined && latest.granted && latest.version >= CONSENT_VERSION;
    return { purpose, version: latest?.version ?? CONSENT_VERSION, granted, at: latest?.at.toISOString() ?? null };
  });
}
