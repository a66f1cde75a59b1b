import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever stands so close to somebody that they decide nothing about each other: verified relatives, the elders one is bound to help, and those
 * bound to help oneself. Accounts and profiles of elders alike, as records name either; `p_person` may be either, too. A profile that the desk made
 * for a phone is that account's, or of its household, before its owner has looked and linked the two. Branch by branch, so that each finds its index.
 */
export class PeopleCloseTo1790000000882 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create function people_close_to(p_person uuid) returns setof uuid language sql stable as $$
        with self as (
          select p_person as id
          union select person_id from elders where id = p_person and person_id is not null
          union select p.id from elders e join people p on p.phone = e.phone where e.id = p_person and p.phone_verified_at is not null
        ), own_profiles as (
          select id from elders where id = p_person
          union select id from elders where person_id in (select id from self)
          union select e.id from people p join elders e on e.phone = p.phone where p.id in (select id from self) and p.phone_verified_at is not null
        ), bonds as (
          select elder_id, helper_id from elder_helpers where ended_at is null and helper_id in (select id from self)
          union select elder_id, helper_id from elder_helpers where ended_at is null and elder_id in (select id from own_profiles)
        ), helped as (
          select e.person_id, e.phone from bonds b join elders e on e.id = b.elder_id where b.helper_id in (select id from self)
        ), accounts as (
          select relative_id as id from relatives where person_id in (select id from self)
          union select person_id from relatives where relative_id in (select id from self)
          union select person_id from helped where person_id is not null
          union select p.id from helped h join people p on p.phone = h.phone where p.phone_verified_at is not null
          union select helper_id from bonds where helper_id not in (select id from self)
        ), everybody as (
          select id from accounts union select id from self
        )
        select id from accounts
        union select elder_id from bonds
        union select id from elders where person_id in (select id from everybody)
        union select e.id from people p join elders e on e.phone = p.phone where p.id in (select id from everybody) and p.phone_verified_at is not null
      $$;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop function people_close_to`);
  }
}
