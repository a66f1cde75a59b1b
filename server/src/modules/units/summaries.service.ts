import { Injectable } from '@nestjs/common';
import { NAMELESS } from '@linli/shared/accounts';
import { halfYear, SUMMARY_HIDDEN_MIN } from '@linli/shared/units';
import type { UnitFiguresView, UnitMemberFigureView } from '@linli/shared/units.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { notFound } from '../../common/errors.js';
import { Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { summaryPdf } from './summary-pdf.js';
import { summaryXlsx } from './summary-xlsx.js';
import { UnitFigures } from './unit-figures.service.js';
import { mustContact } from './units.policy.js';
import { findUnit, reportedThrough, type UnitRow, unitsUnder } from './units.queries.js';

/** People on the page; the files hold all. */
const PAGE_PEOPLE = 200;

/** What a unit reads of its members: those who consented by name, the others as a number. */
@Injectable()
export class Summaries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly known: UnitFigures,
  ) {}

  async figures(actor: Actor, unitId: string, half: string): Promise<UnitFiguresView> {
    const tx = this.dataSource.manager;
    const unit = await this.contacted(tx, actor, unitId);
    const view = await this.view(tx, unit, half);
    await this.events.look(null, { personId: actor.personId, subject: ['unit', unitId], field: 'figures', areaCode: unit.area_code });
    return { ...view, people: view.people.slice(0, PAGE_PEOPLE) };
  }

  /** The half-yearly summary as a file; that it was made is in the record. */
  async file(actor: Actor, unitId: string, half: string, format: 'xlsx' | 'pdf'): Promise<{ name: string; bytes: Buffer }> {
    const view = await this.writes.transaction(async (tx) => {
      const unit = await this.contacted(tx, actor, unitId);
      const figures = await this.view(tx, unit, half);
      await this.events.record(tx, {
        subject: ['unit', unitId],
        action: 'export_summary',
        actor,
        role: 'unit_contact',
        areaCode: unit.area_code,
        data: { half, format, rows: figures.people.length },
      });
      return figures;
    });
    const bytes = format === 'xlsx' ? await summaryXlsx(view) : await summaryPdf(view, this.clock.now());
    return { name: `${view.unitName}双报到小结${half}.${format}`, bytes };
  }

  private async contacted(tx: EntityManager, actor: Actor, unitId: string): Promise<UnitRow> {
    const unit = await findUnit(tx, unitId);
    if (!unit) throw notFound();
    mustContact(actor, unit);
    return unit;
  }

  private async view(tx: EntityManager, unit: UnitRow, half: string): Promise<UnitFiguresView> {
    const span = halfYear(half);
    const members = await reportedThrough(tx, unit.id);
    const figures = await this.known.ofPeople(
      tx,
      members.map((m) => m.person_id),
      span,
    );
    const deeds = await this.known.ofUnits(tx, await unitsUnder(tx, unit.id), span);
    const communities = await this.areas.names(
      tx,
      members.flatMap((m) => m.home_community_code ?? []),
    );
    const people = members
      .filter((m) => m.summary_consent)
      .map((m): UnitMemberFigureView => {
        const { minutes = 0, services = 0, posts = 0 } = figures.get(m.person_id) ?? {};
        const communityName = communities.get(m.home_community_code ?? '') ?? null;
        return { personId: m.person_id, name: m.name || NAMELESS, unitName: m.unit_name, communityName, minutes, services, posts };
      })
      .sort((a, b) => b.minutes - a.minutes || (a.personId < b.personId ? -1 : 1));
    // One or two without consent: a number about all of them beside the list of the others would be a number about them.
    const hidden = members.length - people.length;
    const nobodyAlone = hidden === 0 || hidden >= SUMMARY_HIDDEN_MIN;
    const sum = (of: (one: UnitMemberFigureView) => number) => people.reduce((total, one) => total + of(one), 0);
    return {
      unitId: unit.id,
      unitName: unit.name,
      half,
      halfLabel: span.label,
      from: span.from,
      to: span.to,
      members: members.length,
      consented: people.length,
      served: nobodyAlone ? members.filter((m) => (figures.get(m.person_id)?.services ?? 0) > 0).length : null,
      minutes: sum((one) => one.minutes),
      services: sum((one) => one.services),
      posts: sum((one) => one.posts),
      ...deeds,
      people,
    };
  }
}
