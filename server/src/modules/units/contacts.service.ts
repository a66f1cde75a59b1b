import { Injectable } from '@nestjs/common';
import { maskPhone } from '@linli/shared/accounts';
import type { GrantContactDto, UnitContactView } from '@linli/shared/units.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { dayOf } from '../../common/days.js';
import { DomainError, forbidden, idTaken, notFound } from '../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { StaffService } from '../accounts/staff.service.js';
import { administers, mustAdminister } from './units.policy.js';
import { findUnit, type UnitRow } from './units.queries.js';
import { contactOf } from './units.service.js';

type Grant = Awaited<ReturnType<StaffService['contactsOf']>>[number];

/** Contacts of units 单位联络员: role grants to a phone, for one unit each, given by the administrator of its area. */
@Injectable()
export class UnitContacts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly staff: StaffService,
  ) {}

  async list(actor: Actor, unitId: string): Promise<UnitContactView[]> {
    const tx = this.dataSource.manager;
    const unit = await this.unit(tx, unitId);
    if (!administers(actor, unit.area_code) && !contactOf(actor, unit.path)) throw forbidden();
    return (await this.staff.contactsOf(tx, unitId)).map((row) => this.view(actor, unit, row));
  }

  grant(call: WriteCall, unitId: string, dto: GrantContactDto): Promise<UnitContactView> {
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, dto.id);
      const unit = await this.unit(tx, unitId);
      const before = await this.staff.findGrant(tx, dto.id);
      if (before) {
        const same = before.granted_by === call.actor.personId && before.request_hash === call.bodyHash && before.unit_id === unitId;
        if (!same) throw idTaken();
        call.repeated();
        return this.view(call.actor, unit, before);
      }
      mustAdminister(call.actor, unit.area_code);
      if (unit.retired_at) throw new DomainError('conflict', 'unit_retired', '这个单位已停用。', { state: 'retired' });
      const grant = { ...dto, role: 'unit_contact' as const, areaCode: unit.area_code, unitId };
      return this.view(call.actor, unit, await this.staff.grantContact(tx, call.actor, grant, call.bodyHash));
    });
  }

  async end(call: WriteCall, unitId: string, grantId: string): Promise<UnitContactView> {
    const tx = this.dataSource.manager;
    const unit = await this.unit(tx, unitId);
    mustAdminister(call.actor, unit.area_code);
    const before = await this.staff.findGrant(tx, grantId);
    if (before?.unit_id !== unitId) throw notFound();
    await this.staff.end(call, grantId, { to: dayOf(this.clock.now()) });
    return this.view(call.actor, unit, (await this.staff.findGrant(tx, grantId))!);
  }

  private async unit(tx: EntityManager, id: string): Promise<UnitRow> {
    const row = await findUnit(tx, id);
    if (!row) throw notFound();
    return row;
  }

  private view(actor: Actor, unit: UnitRow, row: Grant): UnitContactView {
    const today = dayOf(this.clock.now());
    const active = !row.ended_at && row.from_day <= today && (row.to_day === null || row.to_day >= today);
    const open = administers(actor, unit.area_code);
    const mine = row.person_id === actor.personId;
    const phone = row.phone ?? '';
    return {
      grantId: row.id,
      unitId: unit.id,
      name: row.name,
      phone: open || !phone ? phone : maskPhone(phone),
      joined: row.person_id !== null,
      from: row.from_day,
      to: row.to_day,
      active,
      actions: open && !row.ended_at && !mine ? ['end'] : [],
    };
  }
}
