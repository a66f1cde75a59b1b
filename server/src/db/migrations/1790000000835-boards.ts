import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Leaderboards, folded and never summed live: what is told of a record is appended to `score_deltas` in its transaction, a job folds the deltas
 * into one row a person and board, and into counts of people by score for “my rank”. See docs/decisions/0014-boards-folded.md.
 */
export class Boards1790000000835 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table consents drop constraint consents_purpose;
      alter table consents add constraint consents_purpose
        check (purpose in ('terms', 'position', 'patrol_track', 'phone_contact', 'party_membership', 'leaderboard'));

      create table score_deltas (
        id bigint generated always as identity constraint score_deltas_pkey primary key,
        person_id uuid not null,
        community_code text not null,
        day date not null,
        minutes integer not null,
        points integer not null
      );
      create index score_deltas_area on score_deltas (community_code text_pattern_ops, day);
      create index score_deltas_person on score_deltas (person_id);

      create table boards (
        id integer generated always as identity constraint boards_pkey primary key,
        area_code text not null,
        period text not null,
        measure text not null constraint boards_measure check (measure in ('hours', 'points')),
        -- grows with whatever changes its list: a list kept in memory is good as long as this stands still
        changes bigint not null default 0,
        constraint boards_once unique (area_code, period, measure)
      );

      create table board_scores (
        board_id integer not null,
        person_id uuid not null,
        score integer not null,
        shown boolean not null,
        constraint board_scores_pkey primary key (board_id, person_id),
        constraint board_scores_board foreign key (board_id) references boards (id)
      );
      create index board_scores_top on board_scores (board_id, score desc, person_id) where shown and score > 0;
      create index board_scores_person on board_scores (person_id);

      -- How many people stand on each of 64 neighbouring scores, or on each of 64 such rows: a rank is the sum of some totals and of parts of two rows.
      create table board_steps (
        board_id integer not null,
        width smallint not null constraint board_steps_width check (width in (1, 64)),
        step integer not null,
        people integer[] not null constraint board_steps_people check (cardinality(people) = 64),
        total integer not null,
        constraint board_steps_pkey primary key (board_id, width, step),
        constraint board_steps_board foreign key (board_id) references boards (id)
      ) with (fillfactor = 70);

      -- Who agreed to be listed, to which version of the words.
      create table board_people (
        person_id uuid constraint board_people_pkey primary key,
        version integer not null,
        since timestamptz(3) not null
      );

      -- The two reads are functions for the sake of their plans, which a session makes once; single rows are looked up by subselects, so that no
      -- plan made on an empty table ever scans a full one. Both are stable: all of their statements see the
      -- moment of the call, so that a fold in between makes nothing count twice. What is not folded yet: people, their folded and exact scores.
      create function board_late(p_board integer, p_area text, p_measure text, p_from date, p_to date, out ids uuid[], out was integer[],
        out now integer[]) language plpgsql stable as $$
      begin
        select coalesce(array_agg(f.person_id), '{}'), coalesce(array_agg(f.score), '{}'), coalesce(array_agg(f.score + f.amount), '{}')
          into ids, was, now
          from (select d.person_id, sum(case p_measure when 'hours' then d.minutes else d.points end)::int as amount,
                       coalesce((select s.score from board_scores s where s.board_id = p_board and s.person_id = d.person_id), 0) as score
                  from score_deltas d
                 where d.community_code ~>=~ p_area and d.community_code ~<~ (p_area || ':') and d.day between p_from and p_to group by d.person_id) f;
      end $$;

      -- Up to a hundred of those who agreed, from the top; ranks count everybody.
      create function board_top(p_area text, p_period text, p_measure text, p_from date, p_to date)
      returns table (person uuid, person_name text, points integer, place integer) language plpgsql stable as $$
      declare v_board integer; v_late record; v_ids uuid[]; v_scores integer[];
      begin
        select id into v_board from boards where area_code = p_area and period = p_period and measure = p_measure;
        select * into v_late from board_late(v_board, p_area, p_measure, p_from, p_to);
        select array_agg(top.person_id), array_agg(top.score) into v_ids, v_scores from (
          (select s.person_id, s.score from board_scores s
            where s.board_id = v_board and s.shown and s.score > 0 and s.person_id <> all (v_late.ids) order by s.score desc, s.person_id limit 100)
          union all
          select l.id, l.now from unnest(v_late.ids, v_late.now) as l (id, now)
            where l.now > 0 and (select true from board_people p where p.person_id = l.id)
          order by score desc, person_id limit 100
        ) top;
        return query
          with rows as (
            select b.step, b.people, (sum(b.total) over (order by b.step desc) - b.total)::int as above from board_steps b
             where b.board_id = v_board and b.width = 1 and b.step >= v_scores[cardinality(v_scores)] / 64
          ), ranks as materialized (
            select d.score, (1 + coalesce(r.above + coalesce((select sum(n) from unnest(r.people[d.score % 64 + 2:]) n), 0),
                (select max(o.above + (select sum(n) from unnest(o.people) n)) from rows o where o.step > d.score / 64), 0)
              + (select count(*) from unnest(v_late.now) n where n > d.score) - (select count(*) from unnest(v_late.was) w where w > d.score))::int as rank
              from (select distinct unnest(v_scores) as score) d left join rows r on r.step = d.score / 64
          )
          select t.id, (select p.name from people p where p.id = t.id), t.score, r.rank
            from unnest(v_ids, v_scores) with ordinality as t (id, score, n) join ranks r on r.score = t.score order by t.n;
      end $$;

      -- One's own score and rank among everybody; zero has no rank. And the mark of the board: as long as it is the same, so is the list.
      create function board_standing(p_area text, p_period text, p_measure text, p_from date, p_to date, p_person uuid,
        out mine integer, out place integer, out mark text) language plpgsql stable as $$
      declare v_board integer; v_changes bigint; v_count bigint; v_last bigint; v_late record;
      begin
        select id, changes into v_board, v_changes from boards where area_code = p_area and period = p_period and measure = p_measure;
        select count(*), max(id) into v_count, v_last from score_deltas d
         where d.community_code ~>=~ p_area and d.community_code ~<~ (p_area || ':') and d.day between p_from and p_to;
        mark := concat_ws('.', v_board, v_changes, v_count, v_last);
        mine := (select s.score from board_scores s where s.board_id = v_board and s.person_id = p_person);
        if v_count > 0 then
          select * into v_late from board_late(v_board, p_area, p_measure, p_from, p_to);
          mine := coalesce(v_late.now[array_position(v_late.ids, p_person)], mine);
        end if;
        if coalesce(mine, 0) <= 0 then return; end if;
        place := 1 + coalesce((select sum(total) from board_steps where board_id = v_board and width = 64 and step > mine / 4096), 0)
          + coalesce((select sum(n) from unnest((
              select people[mine / 64 % 64 + 2:] from board_steps where board_id = v_board and width = 64 and step = mine / 4096)) n), 0)
          + coalesce((select sum(n) from unnest((
              select people[mine % 64 + 2:] from board_steps where board_id = v_board and width = 1 and step = mine / 64)) n), 0);
        if v_count > 0 then
          place := place + (select count(*) from unnest(v_late.now) n where n > mine) - (select count(*) from unnest(v_late.was) w where w > mine);
        end if;
      end $$;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop function board_standing, board_top, board_late;
      drop table board_people, board_steps, board_scores, boards, score_deltas;
      delete from consents where purpose = 'leaderboard';
      alter table consents drop constraint consents_purpose;
      alter table consents add constraint consents_purpose
        check (purpose in ('terms', 'position', 'patrol_track', 'phone_contact', 'party_membership'));
    `);
  }
}
