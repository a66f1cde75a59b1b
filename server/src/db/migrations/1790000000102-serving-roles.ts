import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles of those who serve (given when they enrol) and of unit contacts (one unit each); a consent of its own for party membership. */
export class ServingRoles1790000000102 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table role_grants drop constraint role_grants_role;
      alter table role_grants add column unit_id uuid;
      alter table role_grants add constraint role_grants_role check (role in ('grid_member', 'grid_leader', 'dispatcher', 'street_chief',
        'handler', 'sentinel', 'auditor', 'administrator', 'volunteer', 'party_member', 'unit_contact'));
      alter table role_grants add constraint role_grants_unit_is_contact check ((role = 'unit_contact') = (unit_id is not null));
      create index role_grants_unit on role_grants (unit_id) where ended_at is null and unit_id is not null;
      create unique index role_grants_contact_once on role_grants (unit_id, phone) where ended_at is null and unit_id is not null;
      create unique index role_grants_serving_once on role_grants (person_id, role)
        where ended_at is null and role in ('volunteer', 'party_member');

      alter table consents drop constraint consents_purpose;
      alter table consents add constraint consents_purpose
        check (purpose in ('terms', 'position', 'patrol_track', 'phone_contact', 'party_membership'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      delete from consents where purpose = 'party_membership';
      alter table consents drop constraint consents_purpose;
      alter table consents add constraint consents_purpose check (purpose in ('terms', 'position', 'patrol_track', 'phone_contact'));
      delete from role_grants where role in ('volunteer', 'party_member', 'unit_contact');
      drop index role_grants_unit, role_grants_contact_once, role_grants_serving_once;
      alter table role_grants drop constraint role_grants_role, drop constraint role_grants_unit_is_contact, drop column unit_id;
      alter table role_grants add constraint role_grants_role check (role in
        ('grid_member', 'grid_leader', 'dispatcher', 'street_chief', 'handler', 'sentinel', 'auditor', 'administrator'));
    `);
  }
}
