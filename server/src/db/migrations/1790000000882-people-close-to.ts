import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever stands so close to somebody that they decide nothing about each other: verified relatives, the elders one is bound to help, and those
 * bound to help oneself. Accounts and profiles of elders alike, as records name either; `p_person` may be either, too.
 */
export class PeopleCloseTo1790000000882 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create function people_close_to(p_person uuid) returns setof uuid language sql stable as $$
        with self as (
          select p_person as id union select person_id from elders where id = p_person and person_id is not null
        ), bonds as (
          select h.elder_id, h.helper_id, e.person_id from elder_helpers h join elders e on e.id = h.elder_id
           where h.ended_at is null and (h.helper_id in (select id from self) or e.person_id in (select id from self) or e.id = p_person)
        ), accounts as (
          select relative_id as id from relatives where person_id in (select id from self)
          union select person_id from relatives where relative_id in (select id from self)
          union select person_id from bonds where helper_id in (select id from self)
          union select helper_id from bonds where helper_id not in (select id from self)
        )
        select id from accounts where id is not null
        union select elder_id from bonds
        union select e.id from elders e where e.person_id in (select id from accounts union select id from self)
      $$;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop function people_close_to`);
  }
}
