-- Written by `pnpm snapshot` from a freshly migrated database. Do not edit.

create table accesses (
  id bigint not null generated always as identity,
  at timestamp(3) with time zone not null,
  person_id uuid not null,
  subject_type text not null,
  subject_id text not null,
  field text not null,
  area_code text,
  constraint accesses_pkey PRIMARY KEY (id)
);

CREATE INDEX accesses_area ON public.accesses USING btree (area_code text_pattern_ops, at DESC, id DESC);

CREATE INDEX accesses_at ON public.accesses USING btree (at DESC, id DESC);

CREATE INDEX accesses_person ON public.accesses USING btree (person_id, at DESC, id DESC);

CREATE INDEX accesses_subject ON public.accesses USING btree (subject_type, subject_id, id);

CREATE TRIGGER accesses_fixed BEFORE UPDATE ON public.accesses FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER accesses_kept BEFORE DELETE ON public.accesses FOR EACH ROW EXECUTE FUNCTION refuse_early_deletion();

CREATE TRIGGER accesses_whole BEFORE TRUNCATE ON public.accesses FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table area_level_labels (
  district_code character varying(18) not null,
  level character varying(9) not null,
  label character varying(10) not null,
  constraint area_level_labels_district_fk FOREIGN KEY (district_code) REFERENCES areas(code),
  constraint area_level_labels_level CHECK (((level)::text = ANY ((ARRAY['district'::character varying, 'street'::character varying, 'community'::character varying, 'grid'::character varying, 'building'::character varying])::text[]))),
  constraint area_level_labels_pk PRIMARY KEY (district_code, level)
);

create table area_pieces (
  area_code character varying(18) not null,
  piece smallint not null,
  level character varying(9) not null,
  outline polygon not null,
  holes polygon[] not null default '{}'::polygon[],
  constraint area_pieces_area_fk FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint area_pieces_pk PRIMARY KEY (area_code, piece)
);

CREATE INDEX area_pieces_outline ON public.area_pieces USING gist (outline);

create table area_shapes (
  area_code character varying(18) not null,
  geometry text not null,
  imported_at timestamp(3) with time zone not null,
  constraint area_shapes_area_fk FOREIGN KEY (area_code) REFERENCES areas(code),
  constraint area_shapes_pk PRIMARY KEY (area_code)
);

create table areas (
  code character varying(18) not null,
  level character varying(9) not null,
  parent_code character varying(18),
  name character varying(40) not null,
  short_code character varying(4),
  sort integer not null default 0,
  centre_lng double precision,
  centre_lat double precision,
  retired_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  constraint areas_centre_whole CHECK (((centre_lng IS NULL) = (centre_lat IS NULL))),
  constraint areas_code_fits_level CHECK ((((code)::text ~ '^[0-9]+$'::text) AND (((((((level)::text = 'district'::text) AND (length((code)::text) = 6)) OR (((level)::text = 'street'::text) AND (length((code)::text) = 9))) OR (((level)::text = 'community'::text) AND (length((code)::text) = 12))) OR (((level)::text = 'grid'::text) AND (length((code)::text) = 15))) OR (((level)::text = 'building'::text) AND (length((code)::text) = 18))))),
  constraint areas_parent_fk FOREIGN KEY (parent_code) REFERENCES areas(code),
  constraint areas_parent_is_prefix CHECK (
CASE
    WHEN ((level)::text = 'district'::text) THEN (parent_code IS NULL)
    ELSE ((parent_code IS NOT NULL) AND ((parent_code)::text = "left"((code)::text, (length((code)::text) - 3))))
END),
  constraint areas_pk PRIMARY KEY (code)
);

CREATE INDEX areas_by_parent ON public.areas USING btree (parent_code, sort, code);

CREATE UNIQUE INDEX areas_short_code ON public.areas USING btree ("left"((code)::text, 6), level, short_code) WHERE (short_code IS NOT NULL);

create table calendar_days (
  day date not null,
  working boolean not null,
  name text not null,
  constraint calendar_days_pkey PRIMARY KEY (day)
);

create table calendar_years (
  year integer not null,
  filled_at timestamp(3) with time zone not null,
  constraint calendar_years_pkey PRIMARY KEY (year)
);

create table checkpoints (
  id uuid not null,
  code text not null,
  request_hash text not null,
  name text not null,
  lng double precision not null,
  lat double precision not null,
  grid_code text not null,
  retired_at timestamp(3) with time zone,
  created_by uuid not null,
  created_at timestamp(3) with time zone not null,
  constraint checkpoints_code UNIQUE (code),
  constraint checkpoints_pkey PRIMARY KEY (id)
);

CREATE INDEX checkpoints_grid ON public.checkpoints USING btree (grid_code text_pattern_ops, id);

create table consents (
  id bigint not null generated always as identity,
  person_id uuid not null,
  purpose text not null,
  version integer not null,
  granted boolean not null,
  at timestamp(3) with time zone not null,
  constraint consents_pkey PRIMARY KEY (id),
  constraint consents_purpose CHECK ((purpose = ANY (ARRAY['terms'::text, 'position'::text, 'patrol_track'::text, 'phone_contact'::text])))
);

CREATE INDEX consents_latest ON public.consents USING btree (person_id, purpose, id DESC);

create table demo_people (
  person_id uuid not null,
  position integer not null,
  title text not null,
  hint text not null,
  constraint demo_people_pkey PRIMARY KEY (person_id)
);

create table events (
  id bigint not null generated always as identity,
  at timestamp(3) with time zone not null,
  subject_type text not null,
  subject_id text not null,
  action text not null,
  outcome text not null default 'done'::text,
  actor_id uuid,
  actor_role text,
  principal_id uuid,
  area_code text,
  data jsonb not null default '{}'::jsonb,
  constraint events_data_small CHECK ((pg_column_size(data) <= 4000)),
  constraint events_outcome CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text]))),
  constraint events_pkey PRIMARY KEY (id)
);

CREATE INDEX events_actor ON public.events USING btree (actor_id, at DESC, id DESC);

CREATE INDEX events_area ON public.events USING btree (area_code text_pattern_ops, at DESC, id DESC);

CREATE INDEX events_at ON public.events USING btree (at DESC, id DESC);

CREATE INDEX events_subject ON public.events USING btree (subject_type, subject_id, id);

CREATE TRIGGER events_fixed BEFORE DELETE OR UPDATE ON public.events FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER events_whole BEFORE TRUNCATE ON public.events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table file_contents (
  id uuid not null,
  owner_id uuid not null,
  sha256 character varying(64) not null,
  stored_bytes integer not null,
  width integer not null,
  height integer not null,
  taken_at timestamp(3) with time zone,
  taken_lng double precision,
  taken_lat double precision,
  created_at timestamp(3) with time zone not null,
  constraint file_contents_pk PRIMARY KEY (id),
  constraint file_contents_sizes CHECK (((stored_bytes > 0) AND (width > 0) AND (height > 0)))
);

CREATE UNIQUE INDEX file_contents_owner_bytes ON public.file_contents USING btree (owner_id, sha256);

create table files (
  id uuid not null,
  owner_id uuid not null,
  content_id uuid not null,
  captured_at timestamp(3) with time zone,
  lng double precision,
  lat double precision,
  accuracy_metres double precision,
  created_at timestamp(3) with time zone not null,
  subject_type character varying(30),
  subject_id character varying(40),
  claimed_at timestamp(3) with time zone,
  constraint files_claim_whole CHECK ((num_nulls(subject_type, subject_id, claimed_at) = ANY (ARRAY[0, 3]))),
  constraint files_content_fk FOREIGN KEY (content_id) REFERENCES file_contents(id),
  constraint files_pk PRIMARY KEY (id),
  constraint files_position_whole CHECK (((lng IS NULL) = (lat IS NULL)))
);

CREATE INDEX files_by_content ON public.files USING btree (content_id);

CREATE INDEX files_by_owner ON public.files USING btree (owner_id, created_at);

CREATE INDEX files_unclaimed ON public.files USING btree (created_at) WHERE (claimed_at IS NULL);

create table idempotency_keys (
  person_id uuid not null,
  key text not null,
  request_hash text not null,
  answer jsonb,
  created_at timestamp(3) with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (person_id, key)
);

CREATE INDEX idempotency_keys_created_at ON public.idempotency_keys USING btree (created_at);

create table installation (
  key text not null,
  value jsonb not null,
  updated_at timestamp(3) with time zone not null,
  constraint installation_pkey PRIMARY KEY (key)
);

create table landmarks (
  id uuid not null default gen_random_uuid(),
  name character varying(40) not null,
  lng double precision not null,
  lat double precision not null,
  cell integer not null,
  constraint landmarks_pk PRIMARY KEY (id)
);

CREATE UNIQUE INDEX landmarks_cell_name ON public.landmarks USING btree (cell, name);

create table migrations (
  id integer not null default nextval('migrations_id_seq'::regclass),
  timestamp bigint not null,
  name character varying not null,
  constraint PK_8c82d7f526340ab734260ea46be PRIMARY KEY (id)
);

create table office_hours (
  area_code text not null,
  spans jsonb not null,
  updated_at timestamp(3) with time zone not null,
  constraint office_hours_pkey PRIMARY KEY (area_code)
);

create table openids (
  openid text not null,
  person_id uuid not null,
  unionid text,
  added_at timestamp(3) with time zone not null,
  constraint openids_pkey PRIMARY KEY (openid)
);

CREATE INDEX openids_person ON public.openids USING btree (person_id);

create table patrol_batches (
  id uuid not null,
  patrol_id uuid not null,
  request_hash text not null,
  received_at timestamp(3) with time zone not null,
  last_at timestamp(3) with time zone not null,
  taken smallint not null,
  dropped smallint not null,
  points jsonb,
  constraint patrol_batches_patrol FOREIGN KEY (patrol_id) REFERENCES patrols(id),
  constraint patrol_batches_pkey PRIMARY KEY (id)
);

CREATE INDEX patrol_batches_kept ON public.patrol_batches USING btree (last_at) WHERE (points IS NOT NULL);

CREATE INDEX patrol_batches_of ON public.patrol_batches USING btree (patrol_id);

create table patrol_days (
  patrol_id uuid not null,
  day date not null,
  person_id uuid not null,
  counted_ms integer not null,
  constraint patrol_days_counted CHECK (((counted_ms >= 1) AND (counted_ms <= 86400000))),
  constraint patrol_days_patrol FOREIGN KEY (patrol_id) REFERENCES patrols(id),
  constraint patrol_days_pkey PRIMARY KEY (patrol_id, day)
);

CREATE INDEX patrol_days_person ON public.patrol_days USING btree (person_id, day);

create table patrol_leaves (
  id uuid not null,
  person_id uuid not null,
  request_hash text not null,
  grid_codes text[] not null,
  scope_codes text[] not null,
  from_day date not null,
  to_day date not null,
  reason text not null,
  state text not null,
  note text,
  decided_by uuid,
  decided_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  constraint patrol_leaves_days CHECK ((to_day >= from_day)),
  constraint patrol_leaves_decided CHECK (((state <> ALL (ARRAY['granted'::text, 'refused'::text])) OR (decided_by IS NOT NULL))),
  constraint patrol_leaves_four_eyes CHECK ((decided_by <> person_id)),
  constraint patrol_leaves_pkey PRIMARY KEY (id),
  constraint patrol_leaves_state CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'refused'::text, 'cancelled'::text])))
);

CREATE INDEX patrol_leaves_listed ON public.patrol_leaves USING btree (created_at DESC, id DESC);

CREATE INDEX patrol_leaves_person ON public.patrol_leaves USING btree (person_id, from_day);

CREATE INDEX patrol_leaves_scope ON public.patrol_leaves USING gin (scope_codes);

create table patrol_scans (
  id uuid not null,
  patrol_id uuid not null,
  checkpoint_id uuid not null,
  request_hash text not null,
  at timestamp(3) with time zone not null,
  received_at timestamp(3) with time zone not null,
  nothing_found boolean not null,
  off_metres integer,
  inside boolean not null,
  constraint patrol_scans_checkpoint FOREIGN KEY (checkpoint_id) REFERENCES checkpoints(id),
  constraint patrol_scans_patrol FOREIGN KEY (patrol_id) REFERENCES patrols(id),
  constraint patrol_scans_pkey PRIMARY KEY (id)
);

CREATE INDEX patrol_scans_of ON public.patrol_scans USING btree (patrol_id);

CREATE INDEX patrol_scans_visits ON public.patrol_scans USING btree (checkpoint_id, at DESC);

create table patrol_targets (
  area_code text not null,
  from_day date not null,
  minutes integer not null,
  set_by uuid not null,
  set_at timestamp(3) with time zone not null,
  constraint patrol_targets_minutes CHECK (((minutes >= 10) AND (minutes <= 480))),
  constraint patrol_targets_pkey PRIMARY KEY (area_code, from_day)
);

create table patrols (
  id uuid not null,
  person_id uuid not null,
  request_hash text not null,
  grid_codes text[] not null,
  scope_codes text[] not null,
  state text not null,
  started_at timestamp(3) with time zone not null,
  stopped_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  ended_by text,
  last_sign_at timestamp(3) with time zone not null,
  pauses jsonb not null default '[]'::jsonb,
  start_offset_ms bigint not null,
  offset_ms bigint not null,
  flags text[] not null default '{}'::text[],
  counted_ms bigint not null default 0,
  uncounted_ms bigint not null default 0,
  metres integer not null default 0,
  spans jsonb not null default '[]'::jsonb,
  reports integer not null default 0,
  scans integer not null default 0,
  created_at timestamp(3) with time zone not null,
  constraint patrols_counted CHECK ((counted_ms >= 0)),
  constraint patrols_end CHECK ((((state = 'ended'::text) = (ended_at IS NOT NULL)) AND ((ended_at IS NULL) = (ended_by IS NULL)))),
  constraint patrols_end_follows CHECK (((ended_at >= started_at) AND (stopped_at >= started_at))),
  constraint patrols_ended_by CHECK ((ended_by = ANY (ARRAY['person'::text, 'system'::text]))),
  constraint patrols_grids CHECK ((cardinality(grid_codes) > 0)),
  constraint patrols_pkey PRIMARY KEY (id),
  constraint patrols_state CHECK ((state = ANY (ARRAY['walking'::text, 'paused'::text, 'ended'::text]))),
  constraint patrols_uncounted CHECK ((uncounted_ms >= 0))
);

CREATE INDEX patrols_flagged ON public.patrols USING btree (started_at DESC, id DESC) WHERE (flags <> '{}'::text[]);

CREATE UNIQUE INDEX patrols_one_running ON public.patrols USING btree (person_id) WHERE (state <> 'ended'::text);

CREATE INDEX patrols_person ON public.patrols USING btree (person_id, started_at DESC, id DESC);

CREATE INDEX patrols_running ON public.patrols USING btree (last_sign_at) WHERE (state <> 'ended'::text);

CREATE INDEX patrols_scope ON public.patrols USING gin (scope_codes);

CREATE INDEX patrols_started ON public.patrols USING btree (started_at DESC, id DESC);

create table people (
  id uuid not null,
  name text not null default ''::text,
  phone text,
  phone_verified_at timestamp(3) with time zone,
  home_community_code text,
  created_at timestamp(3) with time zone not null,
  closed_at timestamp(3) with time zone,
  joined_to uuid,
  constraint people_closed_is_empty CHECK (((closed_at IS NULL) OR ((phone IS NULL) AND (name = ''::text)))),
  constraint people_phone_verified CHECK (((phone IS NULL) = (phone_verified_at IS NULL))),
  constraint people_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX people_phone ON public.people USING btree (phone) WHERE (phone IS NOT NULL);

create table report_case_counters (
  day date not null,
  street_mark text not null,
  last integer not null,
  constraint report_case_counters_pkey PRIMARY KEY (day, street_mark)
);

create table report_categories (
  code text not null,
  kind text not null,
  main_class text not null,
  gb_code text,
  cjt214_code text,
  slug text not null,
  certainty text not null,
  name text not null,
  search tsvector not null,
  deadline_type text not null,
  deadline_value integer not null,
  team_type text not null,
  priority text not null,
  resident_may_report boolean not null,
  confidential boolean not null,
  photo_required boolean not null,
  guidance text,
  emergency text,
  enabled boolean not null default true,
  updated_at timestamp(3) with time zone not null,
  constraint report_categories_deadline_type CHECK ((deadline_type = ANY (ARRAY['urgent_hour'::text, 'natural_day'::text, 'work_hour'::text, 'work_day'::text]))),
  constraint report_categories_deadline_value CHECK (((deadline_value >= 1) AND (deadline_value <= 240))),
  constraint report_categories_pkey PRIMARY KEY (code),
  constraint report_categories_priority CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'critical'::text])))
);

create table report_followers (
  report_id uuid not null,
  person_id uuid not null,
  created_at timestamp(3) with time zone not null,
  via_id uuid,
  constraint report_followers_pkey PRIMARY KEY (report_id, person_id),
  constraint report_followers_report FOREIGN KEY (report_id) REFERENCES reports(id)
);

CREATE INDEX report_followers_person ON public.report_followers USING btree (person_id, created_at DESC, report_id DESC);

create table report_marks (
  report_id uuid not null,
  clock text not null,
  run integer not null,
  level smallint not null,
  due_at timestamp(3) with time zone not null,
  marked_at timestamp(3) with time zone not null,
  constraint report_marks_clock CHECK ((clock = ANY (ARRAY['response'::text, 'disposal'::text]))),
  constraint report_marks_pkey PRIMARY KEY (report_id, clock, run, level),
  constraint report_marks_report FOREIGN KEY (report_id) REFERENCES reports(id)
);

create table report_notes (
  event_id bigint not null,
  report_id uuid not null,
  kind text not null,
  author_id uuid,
  text text not null,
  constraint report_notes_pkey PRIMARY KEY (event_id),
  constraint report_notes_report FOREIGN KEY (report_id) REFERENCES reports(id)
);

CREATE INDEX report_notes_of ON public.report_notes USING btree (report_id, event_id);

create table report_photos (
  report_id uuid not null,
  file_id uuid not null,
  kind text not null,
  run integer not null,
  position smallint not null,
  event_id bigint,
  shows_after boolean,
  constraint report_photos_kind CHECK ((kind = ANY (ARRAY['before'::text, 'after'::text, 'proof'::text, 'released'::text]))),
  constraint report_photos_pkey PRIMARY KEY (report_id, file_id, kind),
  constraint report_photos_report FOREIGN KEY (report_id) REFERENCES reports(id)
);

create table report_points (
  id uuid not null,
  code text not null,
  request_hash text not null,
  place_text text not null,
  lng double precision not null,
  lat double precision not null,
  area_code text not null,
  category_code text,
  retired boolean not null default false,
  created_by uuid not null,
  created_at timestamp(3) with time zone not null,
  constraint report_points_code UNIQUE (code),
  constraint report_points_pkey PRIMARY KEY (id)
);

CREATE INDEX report_points_area ON public.report_points USING btree (area_code text_pattern_ops, created_at DESC, id DESC);

create table report_runs (
  report_id uuid not null,
  run integer not null,
  begun_by text not null,
  team_id uuid,
  started_at timestamp(3) with time zone not null,
  due_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  ended_by text,
  late boolean not null default false,
  constraint report_runs_begun_by CHECK ((begun_by = ANY (ARRAY['dispatch'::text, 'rework'::text, 'reopen'::text]))),
  constraint report_runs_pkey PRIMARY KEY (report_id, run),
  constraint report_runs_report FOREIGN KEY (report_id) REFERENCES reports(id)
);

CREATE INDEX report_runs_team ON public.report_runs USING btree (team_id, started_at);

create table report_words (
  report_id uuid not null,
  description text,
  place_text text,
  caller_name text,
  caller_phone text,
  outside_body text,
  released_text text,
  search tsvector not null,
  constraint report_words_pkey PRIMARY KEY (report_id),
  constraint report_words_report FOREIGN KEY (report_id) REFERENCES reports(id)
);

CREATE INDEX report_words_search ON public.report_words USING gin (search);

create table reports (
  id uuid not null,
  case_no text not null,
  request_hash text not null,
  reporter_id uuid,
  entered_by uuid,
  source text not null,
  patrol_id uuid,
  point_id uuid,
  category_code text not null,
  main_class text not null,
  priority text not null,
  confidential boolean not null,
  state text not null,
  state_before text,
  district_code text not null,
  street_code text not null,
  community_code text,
  grid_code text,
  lng double precision,
  lat double precision,
  cell integer,
  accuracy_metres double precision,
  contactable boolean not null,
  anonymous boolean not null,
  captured_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  response_due_at timestamp(3) with time zone not null,
  response_amber_at timestamp(3) with time zone not null,
  response_stopped_at timestamp(3) with time zone,
  response_level smallint not null default 0,
  external_no text,
  external_due_at timestamp(3) with time zone,
  first_dispatched_at timestamp(3) with time zone,
  disposal_first_due_at timestamp(3) with time zone,
  run integer not null default 0,
  run_started_at timestamp(3) with time zone,
  deadline_type text,
  deadline_value integer,
  paused_ms double precision not null default 0,
  own_due_at timestamp(3) with time zone,
  disposal_due_at timestamp(3) with time zone,
  disposal_half_at timestamp(3) with time zone,
  disposal_amber_at timestamp(3) with time zone,
  disposal_further_at timestamp(3) with time zone,
  disposal_stopped_at timestamp(3) with time zone,
  disposal_late boolean not null default false,
  disposal_level smallint not null default 0,
  reminded boolean not null default false,
  open_due_at timestamp(3) with time zone,
  open_amber_at timestamp(3) with time zone,
  next_mark_at timestamp(3) with time zone,
  team_id uuid,
  team_has_accounts boolean,
  handler_id uuid,
  worked_by uuid[] not null default '{}'::uuid[],
  outcome text,
  outcome_until date,
  rework_count integer not null default 0,
  return_count integer not null default 0,
  urge_count integer not null default 0,
  last_urged_at timestamp(3) with time zone,
  supervised_at timestamp(3) with time zone,
  extension_state text,
  extension_until timestamp(3) with time zone,
  extension_asked_at timestamp(3) with time zone,
  extension_asked_by uuid,
  suspended_at timestamp(3) with time zone,
  suspended_until date,
  check_due_at timestamp(3) with time zone,
  check_close_at timestamp(3) with time zone,
  checked_by uuid,
  closed_at timestamp(3) with time zone,
  closed_as text,
  rejected_at timestamp(3) with time zone,
  merged_into_id uuid,
  rating smallint,
  rated_at timestamp(3) with time zone,
  reopened_at timestamp(3) with time zone,
  followers integer not null default 0,
  released_at timestamp(3) with time zone,
  drawn_at timestamp(3) with time zone,
  second_check_passed boolean,
  second_checked_at timestamp(3) with time zone,
  constraint reports_author CHECK (((reporter_id IS NOT NULL) OR (entered_by IS NOT NULL))),
  constraint reports_case_no UNIQUE (case_no),
  constraint reports_closed CHECK (((state = 'closed'::text) = ((closed_at IS NOT NULL) AND (closed_as IS NOT NULL)))),
  constraint reports_closed_as CHECK ((closed_as = ANY (ARRAY['checked'::text, 'unchecked'::text, 'self_handled'::text]))),
  constraint reports_codes CHECK ((starts_with(street_code, district_code) AND starts_with(community_code, street_code) AND starts_with(grid_code, community_code))),
  constraint reports_extension CHECK ((extension_state = ANY (ARRAY['asked'::text, 'granted'::text, 'refused'::text]))),
  constraint reports_in_progress CHECK (((state <> 'in_progress'::text) OR (team_id IS NOT NULL) OR (handler_id IS NOT NULL))),
  constraint reports_merged CHECK ((((state = 'merged'::text) = (merged_into_id IS NOT NULL)) AND (merged_into_id <> id))),
  constraint reports_merged_into FOREIGN KEY (merged_into_id) REFERENCES reports(id),
  constraint reports_not_released CHECK (((released_at IS NULL) OR (NOT confidential))),
  constraint reports_outcome CHECK ((outcome = ANY (ARRAY['solved'::text, 'partly'::text, 'cannot_now'::text, 'outside'::text]))),
  constraint reports_pkey PRIMARY KEY (id),
  constraint reports_place CHECK ((((lng IS NULL) = (lat IS NULL)) AND ((cell IS NULL) OR (lng IS NOT NULL)))),
  constraint reports_rating CHECK (((rating >= 1) AND (rating <= 5))),
  constraint reports_state CHECK ((state = ANY (ARRAY['reported'::text, 'accepted'::text, 'dispatched'::text, 'in_progress'::text, 'suspended'::text, 'handled'::text, 'closed'::text, 'rejected'::text, 'withdrawn'::text, 'merged'::text]))),
  constraint reports_suspended CHECK (((state = 'suspended'::text) = (suspended_until IS NOT NULL))),
  constraint reports_urges CHECK (((urge_count >= 0) AND (urge_count <= 3)))
);

CREATE INDEX reports_cell ON public.reports USING btree (cell, created_at DESC, id DESC) INCLUDE (lat, lng);

CREATE INDEX reports_community ON public.reports USING btree (community_code, created_at DESC, id DESC);

CREATE INDEX reports_community_due ON public.reports USING btree (community_code, open_due_at, id) WHERE (open_due_at IS NOT NULL);

CREATE INDEX reports_community_state ON public.reports USING btree (community_code, state, created_at DESC, id DESC);

CREATE INDEX reports_district ON public.reports USING btree (district_code, created_at DESC, id DESC);

CREATE INDEX reports_district_due ON public.reports USING btree (district_code, open_due_at, id) WHERE (open_due_at IS NOT NULL);

CREATE INDEX reports_district_state ON public.reports USING btree (district_code, state, created_at DESC, id DESC);

CREATE INDEX reports_drawn ON public.reports USING btree (street_code, drawn_at) WHERE ((drawn_at IS NOT NULL) AND (second_checked_at IS NULL));

CREATE INDEX reports_external_no ON public.reports USING btree (external_no) WHERE (external_no IS NOT NULL);

CREATE INDEX reports_grid ON public.reports USING btree (grid_code, created_at DESC, id DESC);

CREATE INDEX reports_handler_open ON public.reports USING btree (handler_id, open_due_at, id) WHERE (state = ANY (ARRAY['in_progress'::text, 'suspended'::text, 'handled'::text]));

CREATE INDEX reports_merged_into_id ON public.reports USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);

CREATE INDEX reports_next_mark ON public.reports USING btree (next_mark_at) WHERE (next_mark_at IS NOT NULL);

CREATE INDEX reports_patrol ON public.reports USING btree (patrol_id, created_at) WHERE (patrol_id IS NOT NULL);

CREATE INDEX reports_point ON public.reports USING btree (point_id) WHERE (point_id IS NOT NULL);

CREATE INDEX reports_released ON public.reports USING btree (district_code, released_at DESC, id DESC) WHERE (released_at IS NOT NULL);

CREATE INDEX reports_reporter ON public.reports USING btree (reporter_id, created_at DESC, id DESC);

CREATE INDEX reports_street ON public.reports USING btree (street_code, created_at DESC, id DESC);

CREATE INDEX reports_street_due ON public.reports USING btree (street_code, open_due_at, id) WHERE (open_due_at IS NOT NULL);

CREATE INDEX reports_street_state ON public.reports USING btree (street_code, state, created_at DESC, id DESC);

CREATE INDEX reports_team_open ON public.reports USING btree (team_id, open_due_at, id) WHERE (state = ANY (ARRAY['dispatched'::text, 'in_progress'::text, 'suspended'::text, 'handled'::text]));

create table role_grants (
  id uuid not null,
  phone text,
  name text not null default ''::text,
  person_id uuid,
  role text not null,
  area_code text not null,
  team_id uuid,
  lead boolean not null default false,
  from_day date not null,
  to_day date,
  granted_by uuid,
  request_hash text not null default ''::text,
  created_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  ended_by uuid,
  constraint role_grants_days CHECK (((to_day IS NULL) OR (to_day >= from_day))),
  constraint role_grants_pkey PRIMARY KEY (id),
  constraint role_grants_role CHECK ((role = ANY (ARRAY['grid_member'::text, 'grid_leader'::text, 'dispatcher'::text, 'street_chief'::text, 'handler'::text, 'sentinel'::text, 'auditor'::text, 'administrator'::text]))),
  constraint role_grants_team_is_handler CHECK (((role = 'handler'::text) = (team_id IS NOT NULL)))
);

CREATE INDEX role_grants_area ON public.role_grants USING btree (area_code text_pattern_ops, role) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX role_grants_member_once ON public.role_grants USING btree (team_id, phone) WHERE ((ended_at IS NULL) AND (team_id IS NOT NULL));

CREATE INDEX role_grants_person ON public.role_grants USING btree (person_id) WHERE (ended_at IS NULL);

CREATE INDEX role_grants_phone ON public.role_grants USING btree (phone) WHERE (ended_at IS NULL);

CREATE INDEX role_grants_team ON public.role_grants USING btree (team_id) WHERE (ended_at IS NULL);

create table seals (
  sealed_table text not null,
  day date not null,
  rows integer not null,
  hash text not null,
  sealed_at timestamp(3) with time zone not null,
  constraint seals_pkey PRIMARY KEY (sealed_table, day),
  constraint seals_table CHECK ((sealed_table = ANY (ARRAY['events'::text, 'accesses'::text])))
);

CREATE TRIGGER seals_fixed BEFORE DELETE OR UPDATE ON public.seals FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER seals_whole BEFORE TRUNCATE ON public.seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table sessions (
  id uuid not null,
  person_id uuid not null,
  client text not null,
  salt text not null,
  generation integer not null default 1,
  rotated_at timestamp(3) with time zone not null,
  created_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  ended_why text,
  constraint sessions_client CHECK ((client = ANY (ARRAY['wechat'::text, 'sms'::text, 'demo'::text]))),
  constraint sessions_pkey PRIMARY KEY (id)
);

CREATE INDEX sessions_person ON public.sessions USING btree (person_id) WHERE (ended_at IS NULL);

create table sign_in_failures (
  who text not null,
  failures integer not null,
  since timestamp(3) with time zone not null,
  locked_until timestamp(3) with time zone,
  constraint sign_in_failures_pkey PRIMARY KEY (who)
);

CREATE INDEX sign_in_failures_since ON public.sign_in_failures USING btree (since);

create table sms_codes (
  id uuid not null,
  phone text not null,
  code_hash text not null,
  attempts integer not null default 0,
  address text not null,
  created_at timestamp(3) with time zone not null,
  spent_at timestamp(3) with time zone,
  constraint sms_codes_pkey PRIMARY KEY (id)
);

CREATE INDEX sms_codes_created_at ON public.sms_codes USING btree (created_at);

CREATE INDEX sms_codes_phone ON public.sms_codes USING btree (phone, created_at DESC);

create table teams (
  id uuid not null,
  type text not null,
  name text not null,
  area_code text not null,
  grid_codes text[] not null default '{}'::text[],
  phone text,
  has_accounts boolean not null,
  retired_at timestamp(3) with time zone,
  created_by uuid,
  request_hash text not null default ''::text,
  created_at timestamp(3) with time zone not null,
  constraint teams_pkey PRIMARY KEY (id),
  constraint teams_type CHECK ((type = ANY (ARRAY['urban_management'::text, 'public_security'::text, 'fire_rescue'::text, 'traffic_police'::text, 'market_regulation'::text, 'sanitation'::text, 'municipal_works'::text, 'landscaping'::text, 'utility'::text, 'water_affairs'::text, 'housing'::text, 'civil_affairs'::text, 'community'::text, 'property_management'::text])))
);

CREATE INDEX teams_area ON public.teams USING btree (area_code text_pattern_ops, type);

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'LI001';
      end $function$;

CREATE OR REPLACE FUNCTION public.refuse_early_deletion()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        if old.at > now() - interval '3 years' then
          raise exception '% is append-only for three years', tg_table_name using errcode = 'LI001';
        end if;
        return old;
      end $function$;
