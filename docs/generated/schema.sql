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

create table code_tries (
  id uuid not null,
  kind text not null,
  person_id uuid not null,
  at timestamp(3) with time zone not null,
  constraint code_tries_pkey PRIMARY KEY (id)
);

CREATE INDEX code_tries_at ON public.code_tries USING btree (at);

CREATE INDEX code_tries_of ON public.code_tries USING btree (kind, person_id, at);

create table consents (
  id bigint not null generated always as identity,
  person_id uuid not null,
  purpose text not null,
  version integer not null,
  granted boolean not null,
  at timestamp(3) with time zone not null,
  constraint consents_pkey PRIMARY KEY (id),
  constraint consents_purpose CHECK ((purpose = ANY (ARRAY['terms'::text, 'position'::text, 'patrol_track'::text, 'phone_contact'::text, 'party_membership'::text])))
);

CREATE INDEX consents_latest ON public.consents USING btree (person_id, purpose, id DESC);

create table demo_people (
  person_id uuid not null,
  position integer not null,
  title text not null,
  hint text not null,
  constraint demo_people_pkey PRIMARY KEY (person_id)
);

create table elder_cards (
  id uuid not null,
  elder_id uuid not null,
  token_hash text not null,
  digits_hash text not null,
  issued_by uuid not null,
  issued_at timestamp(3) with time zone not null,
  revoked_at timestamp(3) with time zone,
  revoked_by uuid,
  constraint elder_cards_elder FOREIGN KEY (elder_id) REFERENCES elders(id),
  constraint elder_cards_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX elder_cards_live ON public.elder_cards USING btree (elder_id) WHERE (revoked_at IS NULL);

create table elder_codes (
  id uuid not null,
  elder_id uuid not null,
  code_hash text not null,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  spent_at timestamp(3) with time zone,
  constraint elder_codes_elder FOREIGN KEY (elder_id) REFERENCES elders(id),
  constraint elder_codes_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX elder_codes_code ON public.elder_codes USING btree (code_hash) WHERE (spent_at IS NULL);

CREATE INDEX elder_codes_created_at ON public.elder_codes USING btree (created_at);

CREATE UNIQUE INDEX elder_codes_live ON public.elder_codes USING btree (elder_id) WHERE (spent_at IS NULL);

create table elder_helpers (
  id uuid not null,
  elder_id uuid not null,
  helper_id uuid not null,
  relation text not null,
  way text not null,
  file_ids uuid[] not null default '{}'::uuid[],
  made_by uuid not null,
  since timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  ended_by uuid,
  constraint elder_helpers_document CHECK (((way <> 'desk'::text) OR (cardinality(file_ids) > 0))),
  constraint elder_helpers_elder FOREIGN KEY (elder_id) REFERENCES elders(id),
  constraint elder_helpers_four_eyes CHECK (((way <> 'desk'::text) OR (made_by <> helper_id))),
  constraint elder_helpers_pkey PRIMARY KEY (id),
  constraint elder_helpers_relation CHECK ((relation = ANY (ARRAY['child'::text, 'spouse'::text, 'grandchild'::text, 'relative'::text, 'neighbour'::text, 'community_worker'::text, 'other'::text]))),
  constraint elder_helpers_way CHECK ((way = ANY (ARRAY['code'::text, 'desk'::text])))
);

CREATE UNIQUE INDEX elder_helpers_bond ON public.elder_helpers USING btree (elder_id, helper_id) WHERE (ended_at IS NULL);

CREATE INDEX elder_helpers_helper ON public.elder_helpers USING btree (helper_id) WHERE (ended_at IS NULL);

create table elders (
  id uuid not null,
  request_hash text not null,
  person_id uuid,
  name text not null default ''::text,
  phone text,
  birth_year integer not null,
  community_code text not null,
  grid_code text,
  address text not null,
  lng double precision,
  lat double precision,
  needs text[] not null default '{}'::text[],
  note text,
  created_by uuid not null,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  closed_at timestamp(3) with time zone,
  constraint elders_birth_year CHECK (((birth_year >= 1900) AND (birth_year <= 2100))),
  constraint elders_closed_is_empty CHECK (((closed_at IS NULL) OR ((person_id IS NULL) AND (name = ''::text) AND (phone IS NULL) AND (address = ''::text) AND (lng IS NULL) AND (note IS NULL) AND (needs = '{}'::text[])))),
  constraint elders_needs CHECK ((needs <@ ARRAY['slow_walking'::text, 'wheelchair'::text, 'hard_of_hearing'::text, 'weak_sight'::text, 'lives_alone'::text, 'dialect_only'::text])),
  constraint elders_pkey PRIMARY KEY (id),
  constraint elders_position CHECK (((lng IS NULL) = (lat IS NULL)))
);

CREATE INDEX elders_community ON public.elders USING btree (community_code text_pattern_ops, created_at DESC, id DESC) WHERE (closed_at IS NULL);

CREATE UNIQUE INDEX elders_person ON public.elders USING btree (person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX elders_phone ON public.elders USING btree (phone) WHERE (phone IS NOT NULL);

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
  constraint events_data_small CHECK ((pg_column_size(data) <= 16000)),
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

create table member_hours (
  person_id uuid not null,
  weekday smallint not null,
  from_minute smallint not null,
  to_minute smallint not null,
  constraint member_hours_pkey PRIMARY KEY (person_id, weekday, from_minute),
  constraint member_hours_span CHECK (((0 <= from_minute) AND (from_minute < to_minute) AND (to_minute <= 1440))),
  constraint member_hours_weekday CHECK (((weekday >= 1) AND (weekday <= 7)))
);

create table members (
  person_id uuid not null,
  state text not null,
  community_code text not null,
  birth_day date,
  skills text[] not null default '{}'::text[],
  lng double precision,
  lat double precision,
  radius_metres integer not null,
  party_state text not null default 'none'::text,
  party_member boolean not null default false,
  party_reason text,
  show_badge boolean not null default false,
  guardian_name text,
  guardian_phone text,
  guardian_relation text,
  insured_until date,
  agreed_version integer not null,
  joined_at timestamp(3) with time zone not null,
  suspended_at timestamp(3) with time zone,
  suspended_until date,
  reason text,
  decided_by uuid,
  changed_at timestamp(3) with time zone not null,
  constraint members_badge_is_own CHECK ((party_member OR (NOT show_badge))),
  constraint members_born CHECK (((birth_day IS NOT NULL) OR (state = 'left'::text))),
  constraint members_four_eyes CHECK ((decided_by <> person_id)),
  constraint members_guardian_whole CHECK ((num_nulls(guardian_name, guardian_phone, guardian_relation) = ANY (ARRAY[0, 3]))),
  constraint members_party_confirmed CHECK ((party_member = (party_state = 'confirmed'::text))),
  constraint members_party_state CHECK ((party_state = ANY (ARRAY['none'::text, 'claimed'::text, 'confirmed'::text, 'refused'::text]))),
  constraint members_pkey PRIMARY KEY (person_id),
  constraint members_position_whole CHECK (((lng IS NULL) = (lat IS NULL))),
  constraint members_radius CHECK (((radius_metres >= 200) AND (radius_metres <= 10000))),
  constraint members_state CHECK ((state = ANY (ARRAY['applying'::text, 'active'::text, 'suspended'::text, 'left'::text]))),
  constraint members_suspended CHECK (((state <> 'suspended'::text) OR (suspended_at IS NOT NULL)))
);

CREATE INDEX members_community ON public.members USING btree (community_code text_pattern_ops, joined_at DESC, person_id DESC);

CREATE INDEX members_listed ON public.members USING btree (joined_at DESC, person_id DESC);

CREATE INDEX members_placed ON public.members USING btree (lat, lng) WHERE ((state = 'active'::text) AND (lat IS NOT NULL));

CREATE INDEX members_serving ON public.members USING btree (community_code text_pattern_ops) WHERE (state = 'active'::text);

CREATE INDEX members_suspended_until ON public.members USING btree (suspended_until) WHERE (state = 'suspended'::text);

create table message_settings (
  person_id uuid not null,
  topic text not null,
  in_app boolean not null default true,
  wechat boolean not null default true,
  digest boolean not null default true,
  constraint message_settings_pkey PRIMARY KEY (person_id, topic)
);

create table messages (
  id uuid not null,
  event_id bigint not null,
  person_id uuid not null,
  topic text not null,
  kind text not null,
  title text not null,
  body text not null,
  path text,
  urgent boolean not null,
  at timestamp(3) with time zone not null,
  created_at timestamp(3) with time zone not null,
  read_at timestamp(3) with time zone,
  wechat jsonb,
  wechat_state text,
  letter_id uuid,
  constraint messages_letter CHECK (((NOT (wechat_state IS DISTINCT FROM 'taken'::text)) = (letter_id IS NOT NULL))),
  constraint messages_once UNIQUE (event_id, person_id),
  constraint messages_pkey PRIMARY KEY (id),
  constraint messages_wechat_state CHECK ((wechat_state = ANY (ARRAY['due'::text, 'taken'::text, 'no_grant'::text, 'seen'::text, 'stale'::text])))
);

CREATE INDEX messages_due ON public.messages USING btree (person_id) WHERE (wechat_state = 'due'::text);

CREATE INDEX messages_kept ON public.messages USING btree (created_at);

CREATE INDEX messages_listed ON public.messages USING btree (person_id, created_at DESC, event_id DESC);

CREATE INDEX messages_unread ON public.messages USING btree (person_id, topic) WHERE (read_at IS NULL);

create table migrations (
  id integer not null default nextval('migrations_id_seq'::regclass),
  timestamp bigint not null,
  name character varying not null,
  constraint PK_8c82d7f526340ab734260ea46be PRIMARY KEY (id)
);

create table notices (
  id uuid not null,
  request_hash text not null,
  title text not null,
  text text not null,
  area_code text not null,
  from_day date not null,
  to_day date not null,
  state text not null,
  written_by uuid[] not null,
  decided_by uuid,
  published_at timestamp(3) with time zone,
  refuse_reason text,
  created_at timestamp(3) with time zone not null,
  constraint notices_area CHECK ((length(area_code) = ANY (ARRAY[6, 9, 12]))),
  constraint notices_days CHECK ((to_day >= from_day)),
  constraint notices_four_eyes CHECK ((decided_by <> ALL (written_by))),
  constraint notices_pkey PRIMARY KEY (id),
  constraint notices_published CHECK (((state <> 'published'::text) OR ((published_at IS NOT NULL) AND (decided_by IS NOT NULL)))),
  constraint notices_state CHECK ((state = ANY (ARRAY['submitted'::text, 'published'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint notices_written CHECK ((cardinality(written_by) > 0))
);

CREATE INDEX notices_listed ON public.notices USING btree (created_at DESC, id DESC);

CREATE INDEX notices_on ON public.notices USING btree (area_code, published_at DESC, id DESC) WHERE (state = 'published'::text);

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

create table order_assignments (
  order_id uuid not null,
  person_id uuid not null,
  state text not null,
  during tstzrange not null,
  day date not null,
  invited_at timestamp(3) with time zone,
  invited_by uuid,
  answer_by timestamp(3) with time zone,
  reasons text[] not null default '{}'::text[],
  accepted_at timestamp(3) with time zone,
  started_at timestamp(3) with time zone,
  started_by text,
  finished_at timestamp(3) with time zone,
  finished_by text,
  minutes smallint,
  recorded_by uuid[] not null default '{}'::uuid[],
  flags text[] not null default '{}'::text[],
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  constraint order_assignments_ended CHECK ((((state = ANY (ARRAY['finished'::text, 'confirmed'::text, 'voided'::text])) = (finished_at IS NOT NULL)) AND ((finished_at IS NULL) = (finished_by IS NULL)) AND ((finished_at IS NULL) = (minutes IS NULL)) AND (finished_at >= started_at))),
  constraint order_assignments_finished_by CHECK ((finished_by = ANY (ARRAY['display_code'::text, 'paper_card'::text, 'place_code'::text, 'hand'::text, 'auto'::text]))),
  constraint order_assignments_flags CHECK ((flags <@ ARRAY['auto_finished'::text, 'silent'::text, 'call_back'::text, 'by_hand'::text, 'short'::text, 'no_show'::text, 'unfilled'::text, 'late_withdrawal'::text])),
  constraint order_assignments_invited CHECK (((state <> ALL (ARRAY['invited'::text, 'declined'::text, 'lapsed'::text])) OR ((invited_at IS NOT NULL) AND (answer_by IS NOT NULL)))),
  constraint order_assignments_minutes CHECK (((minutes >= 0) AND (minutes <= 480))),
  constraint order_assignments_order FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint order_assignments_overlap EXCLUDE USING gist (person_id WITH =, during WITH &&) WHERE ((state = ANY (ARRAY['accepted'::text, 'in_service'::text]))),
  constraint order_assignments_pkey PRIMARY KEY (order_id, person_id),
  constraint order_assignments_served CHECK ((((state = ANY (ARRAY['in_service'::text, 'finished'::text, 'confirmed'::text, 'voided'::text])) = (started_at IS NOT NULL)) AND ((started_at IS NULL) = (started_by IS NULL)))),
  constraint order_assignments_started_by CHECK ((started_by = ANY (ARRAY['display_code'::text, 'paper_card'::text, 'place_code'::text, 'hand'::text]))),
  constraint order_assignments_state CHECK ((state = ANY (ARRAY['invited'::text, 'accepted'::text, 'in_service'::text, 'finished'::text, 'confirmed'::text, 'declined'::text, 'lapsed'::text, 'withdrawn'::text, 'released'::text, 'no_show'::text, 'voided'::text])))
);

CREATE INDEX order_assignments_answer ON public.order_assignments USING btree (person_id, answer_by) WHERE (state = 'invited'::text);

CREATE INDEX order_assignments_held ON public.order_assignments USING btree (person_id, day) WHERE (state = ANY (ARRAY['accepted'::text, 'in_service'::text, 'finished'::text, 'confirmed'::text]));

CREATE INDEX order_assignments_late ON public.order_assignments USING btree (lower(during)) WHERE (state = 'accepted'::text);

CREATE INDEX order_assignments_person ON public.order_assignments USING btree (person_id, lower(during), order_id);

create table order_code_uses (
  order_id uuid not null,
  person_id uuid not null,
  step bigint not null,
  at timestamp(3) with time zone not null,
  constraint order_code_uses_order FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint order_code_uses_pkey PRIMARY KEY (order_id, person_id, step)
);

create table order_counters (
  day date not null,
  place_mark text not null,
  last integer not null,
  constraint order_counters_last CHECK ((last > 0)),
  constraint order_counters_pkey PRIMARY KEY (day, place_mark)
);

create table order_notes (
  event_id bigint not null,
  order_id uuid not null,
  kind text not null,
  author_id uuid,
  text text not null,
  constraint order_notes_order FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint order_notes_pkey PRIMARY KEY (event_id)
);

CREATE INDEX order_notes_of ON public.order_notes USING btree (order_id, event_id);

create table order_ratings (
  order_id uuid not null,
  of text not null,
  by_id uuid not null,
  level smallint not null,
  comment text,
  at timestamp(3) with time zone not null,
  constraint order_ratings_level CHECK (((level >= 1) AND (level <= 5))),
  constraint order_ratings_of CHECK ((of = ANY (ARRAY['service'::text, 'cooperation'::text]))),
  constraint order_ratings_order FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint order_ratings_pkey PRIMARY KEY (order_id, of, by_id)
);

CREATE UNIQUE INDEX order_ratings_service ON public.order_ratings USING btree (order_id) WHERE (of = 'service'::text);

create table order_texts (
  order_id uuid not null,
  claimed_at timestamp(3) with time zone not null,
  sent_at timestamp(3) with time zone,
  constraint order_texts_order FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint order_texts_pkey PRIMARY KEY (order_id)
);

create table order_words (
  order_id uuid not null,
  contact_name text,
  contact_phone text,
  address text,
  remark text,
  search tsvector not null,
  constraint order_words_order FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint order_words_pkey PRIMARY KEY (order_id)
);

CREATE INDEX order_words_search ON public.order_words USING gin (search);

create table orders (
  id uuid not null,
  order_no text not null,
  request_hash text not null,
  source text not null,
  source_id uuid,
  district_code text not null,
  street_code text not null,
  community_code text not null,
  grid_code text,
  lng double precision,
  lat double precision,
  cell integer,
  place_text text,
  item_code text not null,
  title text not null,
  category text not null,
  mode text not null,
  risk text not null,
  risk_note text,
  qualification text,
  qualification_code text,
  two_person boolean not null,
  insurance_required boolean not null,
  served_by text[] not null,
  radius_metres integer,
  open_to_neighbours boolean not null,
  coefficient smallint not null,
  notice_hours smallint not null,
  requester_id uuid not null,
  principal_id uuid,
  elder_id uuid,
  in_charge_id uuid,
  team_id uuid,
  audience integer,
  start_at timestamp(3) with time zone not null,
  end_at timestamp(3) with time zone not null,
  minutes smallint not null,
  headcount smallint not null,
  accepted_count smallint not null default 0,
  state text not null,
  fill_by timestamp(3) with time zone not null,
  published_at timestamp(3) with time zone,
  answer_by timestamp(3) with time zone,
  next_offer_at timestamp(3) with time zone,
  warn_at timestamp(3) with time zone,
  reminded smallint not null default 0,
  insurance_reference text,
  secret bytea not null,
  finished_at timestamp(3) with time zone,
  confirm_by timestamp(3) with time zone,
  confirmed_at timestamp(3) with time zone,
  confirmed_by uuid,
  called_back_at timestamp(3) with time zone,
  took_place boolean,
  flags text[] not null default '{}'::text[],
  next_mark_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  next_offered_at timestamp(3) with time zone,
  constraint orders_accepted CHECK (((accepted_count >= 0) AND (accepted_count <= headcount))),
  constraint orders_audience CHECK ((audience > 0)),
  constraint orders_coefficient CHECK (((coefficient >= 100) AND (coefficient <= 150))),
  constraint orders_confirmed CHECK (((state = 'confirmed'::text) = (confirmed_at IS NOT NULL))),
  constraint orders_ended CHECK (((state <> ALL (ARRAY['finished'::text, 'disputed'::text])) OR ((finished_at IS NOT NULL) AND (confirm_by IS NOT NULL)))),
  constraint orders_filled CHECK (((state <> 'filled'::text) OR (accepted_count = headcount))),
  constraint orders_flags CHECK ((flags <@ ARRAY['auto_finished'::text, 'silent'::text, 'call_back'::text, 'by_hand'::text, 'short'::text, 'no_show'::text, 'unfilled'::text, 'late_withdrawal'::text])),
  constraint orders_headcount CHECK (((headcount >= 1) AND (headcount <= 200))),
  constraint orders_minutes CHECK (((minutes >= 5) AND (minutes <= 480))),
  constraint orders_mode CHECK ((mode = ANY (ARRAY['home'::text, 'out'::text, 'site'::text, 'remote'::text]))),
  constraint orders_notice CHECK (((notice_hours >= 0) AND (notice_hours <= 168))),
  constraint orders_order_no UNIQUE (order_no),
  constraint orders_pair CHECK (((NOT two_person) OR (headcount >= 2))),
  constraint orders_pkey PRIMARY KEY (id),
  constraint orders_position CHECK ((((lng IS NULL) = (lat IS NULL)) AND ((lng IS NULL) = (cell IS NULL)))),
  constraint orders_post CHECK ((((source = 'post'::text) = (source_id IS NOT NULL)) AND ((source <> 'post'::text) OR (in_charge_id IS NOT NULL)))),
  constraint orders_published CHECK (((published_at IS NULL) OR (state <> ALL (ARRAY['submitted'::text, 'rejected'::text])))),
  constraint orders_reminded CHECK (((reminded >= 0) AND (reminded <= 2))),
  constraint orders_risk CHECK ((risk = ANY (ARRAY['low'::text, 'mid'::text, 'high'::text]))),
  constraint orders_secret CHECK ((octet_length(secret) = 32)),
  constraint orders_served_by CHECK ((cardinality(served_by) > 0)),
  constraint orders_source CHECK ((source = ANY (ARRAY['resident'::text, 'helper'::text, 'staff'::text, 'group'::text, 'post'::text]))),
  constraint orders_state CHECK ((state = ANY (ARRAY['submitted'::text, 'approved'::text, 'offered'::text, 'filled'::text, 'in_service'::text, 'finished'::text, 'confirmed'::text, 'disputed'::text, 'rejected'::text, 'cancelled'::text, 'expired'::text, 'voided'::text]))),
  constraint orders_times CHECK (((end_at = (start_at + ((minutes)::double precision * '00:01:00'::interval))) AND (fill_by <= start_at)))
);

CREATE INDEX orders_begun ON public.orders USING btree (community_code, start_at, id) WHERE (state = ANY (ARRAY['offered'::text, 'filled'::text, 'in_service'::text, 'finished'::text]));

CREATE INDEX orders_board ON public.orders USING btree (community_code, start_at, id);

CREATE INDEX orders_community ON public.orders USING btree (community_code, created_at DESC, id DESC);

CREATE INDEX orders_community_state ON public.orders USING btree (community_code, state, created_at DESC, id DESC);

CREATE INDEX orders_disputed ON public.orders USING btree (community_code, created_at, id) WHERE (state = 'disputed'::text);

CREATE INDEX orders_district ON public.orders USING btree (district_code, created_at DESC, id DESC);

CREATE INDEX orders_district_state ON public.orders USING btree (district_code, state, created_at DESC, id DESC);

CREATE INDEX orders_elder ON public.orders USING btree (elder_id, created_at DESC, id DESC) WHERE (elder_id IS NOT NULL);

CREATE INDEX orders_grid ON public.orders USING btree (grid_code, created_at DESC, id DESC);

CREATE INDEX orders_hall ON public.orders USING btree (community_code, start_at, id) WHERE ((published_at IS NOT NULL) AND (state = 'offered'::text));

CREATE INDEX orders_hall_near ON public.orders USING btree (cell, start_at, id) WHERE ((published_at IS NOT NULL) AND (state = 'offered'::text) AND open_to_neighbours);

CREATE INDEX orders_in_charge ON public.orders USING btree (in_charge_id, start_at, id) WHERE (in_charge_id IS NOT NULL);

CREATE INDEX orders_next_mark ON public.orders USING btree (next_mark_at) WHERE (next_mark_at IS NOT NULL);

CREATE INDEX orders_principal ON public.orders USING btree (principal_id, created_at DESC, id DESC) WHERE (principal_id IS NOT NULL);

CREATE INDEX orders_requester ON public.orders USING btree (requester_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX orders_shift ON public.orders USING btree (source_id, start_at) WHERE ((source_id IS NOT NULL) AND (state <> ALL (ARRAY['cancelled'::text, 'expired'::text])));

CREATE INDEX orders_street ON public.orders USING btree (street_code, created_at DESC, id DESC);

CREATE INDEX orders_street_state ON public.orders USING btree (street_code, state, created_at DESC, id DESC);

CREATE INDEX orders_to_call_back ON public.orders USING btree (community_code, created_at, id) WHERE (('call_back'::text = ANY (flags)) AND (called_back_at IS NULL));

CREATE INDEX orders_waiting ON public.orders USING btree (community_code, state, fill_by, id) WHERE (state = ANY (ARRAY['submitted'::text, 'approved'::text, 'offered'::text]));

create table partner_items (
  id uuid not null,
  request_hash text not null,
  kind text not null,
  state text not null,
  area_code text not null,
  unit_id uuid,
  author_id uuid not null,
  title text not null,
  detail text,
  valid_until date not null,
  taken_by uuid,
  taken_unit_id uuid,
  taken_note text,
  taken_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  constraint partner_items_kind CHECK ((kind = ANY (ARRAY['need'::text, 'resource'::text, 'project'::text]))),
  constraint partner_items_pkey PRIMARY KEY (id),
  constraint partner_items_state CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'done'::text, 'closed'::text]))),
  constraint partner_items_taken CHECK ((((taken_by IS NULL) = (taken_at IS NULL)) AND ((state <> ALL (ARRAY['taken'::text, 'done'::text])) OR (taken_by IS NOT NULL))))
);

CREATE INDEX partner_items_area ON public.partner_items USING btree (area_code text_pattern_ops, kind, created_at DESC, id DESC);

CREATE INDEX partner_items_unit ON public.partner_items USING btree (unit_id) WHERE (unit_id IS NOT NULL);

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

create table places (
  id uuid not null,
  request_hash text not null,
  kind text not null,
  name text not null,
  address text not null,
  phone text,
  lng double precision not null,
  lat double precision not null,
  area_code text not null,
  hours jsonb not null default '[]'::jsonb,
  note text,
  retired_at timestamp(3) with time zone,
  created_by uuid not null,
  created_at timestamp(3) with time zone not null,
  constraint places_pkey PRIMARY KEY (id)
);

CREATE INDEX places_area ON public.places USING btree (area_code);

create table posts (
  id uuid not null,
  request_hash text not null,
  title text not null,
  item_code text not null,
  remark text,
  area_code text not null,
  place_text text not null,
  lng double precision,
  lat double precision,
  first_start_at timestamp(3) with time zone not null,
  minutes smallint not null,
  headcount smallint not null,
  weekdays integer[],
  until date,
  team_id uuid,
  in_charge_id uuid not null,
  created_by uuid not null,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  made_until date not null,
  ended_at timestamp(3) with time zone,
  ended_by uuid,
  end_reason text,
  constraint posts_area_level CHECK ((length(area_code) = ANY (ARRAY[12, 15]))),
  constraint posts_headcount CHECK (((headcount >= 1) AND (headcount <= 200))),
  constraint posts_minutes CHECK (((minutes >= 15) AND (minutes <= 480))),
  constraint posts_pattern CHECK (((weekdays IS NOT NULL) OR (until IS NULL))),
  constraint posts_pkey PRIMARY KEY (id),
  constraint posts_position CHECK (((lng IS NULL) = (lat IS NULL))),
  constraint posts_weekdays CHECK (((cardinality(weekdays) >= 1) AND (cardinality(weekdays) <= 7)))
);

CREATE INDEX posts_area ON public.posts USING btree (area_code text_pattern_ops, created_at DESC, id DESC);

CREATE INDEX posts_team ON public.posts USING btree (team_id, created_at DESC, id DESC) WHERE (team_id IS NOT NULL);

CREATE INDEX posts_to_make ON public.posts USING btree (made_until, id) WHERE ((ended_at IS NULL) AND (weekdays IS NOT NULL));

create table qualifications (
  id uuid not null,
  person_id uuid not null,
  code text not null,
  number text,
  file_ids uuid[] not null,
  expires_on date,
  state text not null,
  reason text,
  reviewed_by uuid,
  reviewed_at timestamp(3) with time zone,
  reminded_at timestamp(3) with time zone,
  expired_at timestamp(3) with time zone,
  request_hash text not null,
  created_at timestamp(3) with time zone not null,
  constraint qualifications_four_eyes CHECK ((reviewed_by <> person_id)),
  constraint qualifications_pkey PRIMARY KEY (id),
  constraint qualifications_reviewed CHECK (((state <> ALL (ARRAY['verified'::text, 'rejected'::text, 'revoked'::text])) OR (reviewed_by IS NOT NULL))),
  constraint qualifications_state CHECK ((state = ANY (ARRAY['pending'::text, 'verified'::text, 'rejected'::text, 'revoked'::text, 'withdrawn'::text])))
);

CREATE INDEX qualifications_ending ON public.qualifications USING btree (expires_on) WHERE ((state = 'verified'::text) AND (expired_at IS NULL));

CREATE INDEX qualifications_listed ON public.qualifications USING btree (state, created_at DESC, id DESC);

CREATE UNIQUE INDEX qualifications_one_pending ON public.qualifications USING btree (person_id, code) WHERE (state = 'pending'::text);

CREATE INDEX qualifications_person ON public.qualifications USING btree (person_id, code);

create table relatives (
  person_id uuid not null,
  relative_id uuid not null,
  relation text not null,
  verified_by uuid not null,
  verified_at timestamp(3) with time zone not null,
  constraint relatives_four_eyes CHECK (((verified_by <> person_id) AND (verified_by <> relative_id))),
  constraint relatives_pkey PRIMARY KEY (person_id, relative_id),
  constraint relatives_relation CHECK ((relation = ANY (ARRAY['spouse'::text, 'parent'::text, 'child'::text, 'sibling'::text, 'grandparent'::text, 'grandchild'::text, 'in_law'::text, 'other'::text]))),
  constraint relatives_two CHECK ((person_id <> relative_id))
);

CREATE INDEX relatives_other ON public.relatives USING btree (relative_id);

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
  unit_id uuid,
  constraint role_grants_days CHECK (((to_day IS NULL) OR (to_day >= from_day))),
  constraint role_grants_pkey PRIMARY KEY (id),
  constraint role_grants_role CHECK ((role = ANY (ARRAY['grid_member'::text, 'grid_leader'::text, 'dispatcher'::text, 'street_chief'::text, 'handler'::text, 'sentinel'::text, 'auditor'::text, 'administrator'::text, 'volunteer'::text, 'party_member'::text, 'unit_contact'::text]))),
  constraint role_grants_team_is_handler CHECK (((role = 'handler'::text) = (team_id IS NOT NULL))),
  constraint role_grants_unit_is_contact CHECK (((role = 'unit_contact'::text) = (unit_id IS NOT NULL)))
);

CREATE INDEX role_grants_area ON public.role_grants USING btree (area_code text_pattern_ops, role) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX role_grants_contact_once ON public.role_grants USING btree (unit_id, phone) WHERE ((ended_at IS NULL) AND (unit_id IS NOT NULL));

CREATE UNIQUE INDEX role_grants_member_once ON public.role_grants USING btree (team_id, phone) WHERE ((ended_at IS NULL) AND (team_id IS NOT NULL));

CREATE INDEX role_grants_person ON public.role_grants USING btree (person_id) WHERE (ended_at IS NULL);

CREATE INDEX role_grants_phone ON public.role_grants USING btree (phone) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX role_grants_serving_once ON public.role_grants USING btree (person_id, role) WHERE ((ended_at IS NULL) AND (role = ANY (ARRAY['volunteer'::text, 'party_member'::text])));

CREATE INDEX role_grants_team ON public.role_grants USING btree (team_id) WHERE (ended_at IS NULL);

CREATE INDEX role_grants_unit ON public.role_grants USING btree (unit_id) WHERE ((ended_at IS NULL) AND (unit_id IS NOT NULL));

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

create table service_items (
  code text not null,
  category text not null,
  name text not null,
  slug text not null,
  search tsvector not null,
  minutes integer not null,
  served_by text[] not null,
  qualification text,
  qualification_code text,
  two_person_rule boolean not null,
  mode text not null,
  recipients text[] not null,
  risk text not null,
  risk_note text,
  insurance_required boolean not null,
  needs_review boolean not null,
  notice_hours integer not null,
  radius_metres integer,
  min_people integer not null,
  max_people integer not null,
  at_place boolean not null,
  weekdays integer[] not null,
  slots jsonb not null,
  points_coefficient integer not null,
  updated_at timestamp(3) with time zone not null,
  constraint service_items_code CHECK ((code ~ '^S[0-9]{4}$'::text)),
  constraint service_items_minutes CHECK (((minutes >= 5) AND (minutes <= 480))),
  constraint service_items_mode CHECK ((mode = ANY (ARRAY['home'::text, 'out'::text, 'site'::text, 'remote'::text]))),
  constraint service_items_people CHECK ((((min_people >= 1) AND (min_people <= max_people)) AND (max_people <= 200))),
  constraint service_items_pkey PRIMARY KEY (code),
  constraint service_items_risk CHECK ((risk = ANY (ARRAY['low'::text, 'mid'::text, 'high'::text]))),
  constraint service_items_served_by CHECK ((cardinality(served_by) > 0))
);

create table service_setting_notes (
  event_id bigint not null,
  reason text not null,
  constraint service_setting_notes_pkey PRIMARY KEY (event_id)
);

create table service_settings (
  area_code text not null,
  item_code text not null,
  enabled boolean,
  minutes integer,
  notice_hours integer,
  radius_metres integer,
  max_people integer,
  needs_review boolean,
  open_to_neighbours boolean,
  description text,
  weekdays integer[],
  slots jsonb,
  updated_by uuid not null,
  updated_at timestamp(3) with time zone not null,
  constraint service_settings_level CHECK ((length(area_code) = ANY (ARRAY[6, 9, 12]))),
  constraint service_settings_minutes CHECK (((minutes >= 5) AND (minutes <= 480))),
  constraint service_settings_notice CHECK (((notice_hours >= 0) AND (notice_hours <= 168))),
  constraint service_settings_people CHECK (((max_people >= 1) AND (max_people <= 200))),
  constraint service_settings_pkey PRIMARY KEY (area_code, item_code),
  constraint service_settings_radius CHECK (((radius_metres >= 200) AND (radius_metres <= 20000)))
);

create table service_team_members (
  team_id uuid not null,
  person_id uuid not null,
  since timestamp(3) with time zone not null,
  left_at timestamp(3) with time zone,
  constraint service_team_members_pkey PRIMARY KEY (team_id, person_id),
  constraint service_team_members_team FOREIGN KEY (team_id) REFERENCES service_teams(id)
);

CREATE INDEX service_team_members_person ON public.service_team_members USING btree (person_id) WHERE (left_at IS NULL);

CREATE INDEX service_team_members_since ON public.service_team_members USING btree (team_id, since, person_id) WHERE (left_at IS NULL);

create table service_teams (
  id uuid not null,
  type text not null,
  name text not null,
  area_code text not null,
  about text not null default ''::text,
  open boolean not null,
  unit_id uuid,
  leader_id uuid,
  retired_at timestamp(3) with time zone,
  created_by uuid,
  request_hash text not null default ''::text,
  created_at timestamp(3) with time zone not null,
  constraint service_teams_pkey PRIMARY KEY (id),
  constraint service_teams_type CHECK ((type = ANY (ARRAY['volunteer_org'::text, 'community_group'::text, 'unit_team'::text, 'party_team'::text, 'professional_team'::text, 'red_armband'::text, 'youth_team'::text, 'emergency_team'::text])))
);

CREATE INDEX service_teams_area ON public.service_teams USING btree (area_code text_pattern_ops, name, id);

CREATE INDEX service_teams_leader ON public.service_teams USING btree (leader_id) WHERE (leader_id IS NOT NULL);

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

create table unit_level_labels (
  area_code text not null,
  kind text not null,
  level smallint not null,
  label text not null,
  constraint unit_level_labels_kind CHECK ((kind = ANY (ARRAY['work_unit'::text, 'party_org'::text]))),
  constraint unit_level_labels_level CHECK (((level >= 1) AND (level <= 6))),
  constraint unit_level_labels_pkey PRIMARY KEY (area_code, kind, level)
);

create table unit_memberships (
  person_id uuid not null,
  unit_id uuid not null,
  kind text not null,
  state text not null,
  summary_consent boolean not null,
  reason text,
  decided_by uuid,
  applied_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  constraint unit_memberships_four_eyes CHECK ((decided_by <> person_id)),
  constraint unit_memberships_pkey PRIMARY KEY (person_id, unit_id),
  constraint unit_memberships_state CHECK ((state = ANY (ARRAY['applying'::text, 'active'::text, 'refused'::text, 'ended'::text]))),
  constraint unit_memberships_unit FOREIGN KEY (unit_id) REFERENCES units(id)
);

CREATE UNIQUE INDEX unit_memberships_one_each ON public.unit_memberships USING btree (person_id, kind) WHERE (state = ANY (ARRAY['applying'::text, 'active'::text]));

CREATE INDEX unit_memberships_unit ON public.unit_memberships USING btree (unit_id, applied_at DESC, person_id);

create table units (
  id uuid not null,
  parent_id uuid,
  path uuid[] not null,
  kind text not null,
  level smallint not null,
  name text not null,
  area_code text not null,
  partner boolean not null default false,
  retired_at timestamp(3) with time zone,
  created_by uuid,
  request_hash text not null default ''::text,
  created_at timestamp(3) with time zone not null,
  constraint units_kind CHECK ((kind = ANY (ARRAY['work_unit'::text, 'party_org'::text]))),
  constraint units_level CHECK (((level >= 1) AND (level <= 6))),
  constraint units_parent_fk FOREIGN KEY (parent_id) REFERENCES units(id),
  constraint units_pkey PRIMARY KEY (id),
  constraint units_rooted CHECK ((((parent_id IS NULL) = (cardinality(path) = 1)) AND (path[cardinality(path)] = id)))
);

CREATE INDEX units_area ON public.units USING btree (area_code text_pattern_ops);

CREATE INDEX units_parent ON public.units USING btree (parent_id, name, id);

CREATE INDEX units_path ON public.units USING gin (path);

create table wechat_grants (
  person_id uuid not null,
  template_key text not null,
  remaining integer not null,
  last_result text not null,
  updated_at timestamp(3) with time zone not null,
  constraint wechat_grants_pkey PRIMARY KEY (person_id, template_key),
  constraint wechat_grants_remaining CHECK ((remaining >= 0))
);

create table wechat_letters (
  id uuid not null,
  person_id uuid not null,
  topic text not null,
  template_key text not null,
  page text not null,
  fields jsonb not null,
  messages smallint not null,
  state text not null,
  errcode integer,
  attempts smallint not null default 0,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  constraint wechat_letters_pkey PRIMARY KEY (id),
  constraint wechat_letters_state CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'spent'::text, 'refused'::text, 'failed'::text, 'lost'::text])))
);

CREATE INDEX wechat_letters_kept ON public.wechat_letters USING btree (created_at);

CREATE INDEX wechat_letters_open ON public.wechat_letters USING btree (updated_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));

CREATE INDEX wechat_letters_person ON public.wechat_letters USING btree (person_id, created_at);

create table wish_claims (
  id uuid not null,
  wish_id uuid not null,
  kind text not null,
  person_id uuid not null,
  unit_id uuid,
  pledge_day date not null,
  claimed_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  outcome text,
  constraint wish_claims_end CHECK (((ended_at IS NULL) = (outcome IS NULL))),
  constraint wish_claims_kind CHECK ((kind = ANY (ARRAY['person'::text, 'unit'::text, 'branch'::text, 'shop'::text]))),
  constraint wish_claims_outcome CHECK ((outcome = ANY (ARRAY['given_back'::text, 'expired'::text, 'released'::text, 'fulfilled'::text]))),
  constraint wish_claims_pkey PRIMARY KEY (id),
  constraint wish_claims_unit CHECK (((kind = ANY (ARRAY['unit'::text, 'branch'::text])) = (unit_id IS NOT NULL))),
  constraint wish_claims_wish FOREIGN KEY (wish_id) REFERENCES wishes(id)
);

CREATE UNIQUE INDEX wish_claims_one ON public.wish_claims USING btree (wish_id) WHERE (ended_at IS NULL);

CREATE INDEX wish_claims_person ON public.wish_claims USING btree (person_id) WHERE (ended_at IS NULL);

CREATE INDEX wish_claims_unit_open ON public.wish_claims USING btree (unit_id) WHERE ((ended_at IS NULL) AND (unit_id IS NOT NULL));

create table wish_counters (
  month text not null,
  street_mark text not null,
  last integer not null,
  constraint wish_counters_pkey PRIMARY KEY (month, street_mark)
);

create table wish_notes (
  event_id bigint not null,
  wish_id uuid not null,
  kind text not null,
  author_id uuid,
  text text not null,
  constraint wish_notes_pkey PRIMARY KEY (event_id),
  constraint wish_notes_wish FOREIGN KEY (wish_id) REFERENCES wishes(id)
);

CREATE INDEX wish_notes_of ON public.wish_notes USING btree (wish_id);

create table wish_photos (
  wish_id uuid not null,
  file_id uuid not null,
  event_id bigint not null,
  position smallint not null,
  constraint wish_photos_pkey PRIMARY KEY (wish_id, file_id),
  constraint wish_photos_wish FOREIGN KEY (wish_id) REFERENCES wishes(id)
);

create table wish_settings (
  area_code text not null,
  micro_max_yuan integer not null,
  warning_words text[] not null,
  telltale_words text[] not null,
  updated_by uuid not null,
  updated_at timestamp(3) with time zone not null,
  constraint wish_settings_max CHECK (((micro_max_yuan >= 1) AND (micro_max_yuan <= 10000))),
  constraint wish_settings_pkey PRIMARY KEY (area_code)
);

create table wish_words (
  wish_id uuid not null,
  title text,
  detail text,
  contact_name text,
  contact_phone text,
  address text,
  public_title text,
  public_text text,
  thanks text,
  constraint wish_words_pkey PRIMARY KEY (wish_id),
  constraint wish_words_wish FOREIGN KEY (wish_id) REFERENCES wishes(id)
);

create table wishes (
  id uuid not null,
  wish_no text not null,
  request_hash text not null,
  kind text not null,
  state text not null,
  what text not null,
  beneficiary text not null,
  source text not null,
  wisher_id uuid,
  entered_by uuid,
  district_code text not null,
  street_code text not null,
  community_code text,
  grid_code text,
  value_yuan integer not null,
  warning_words text[] not null default '{}'::text[],
  period text,
  published_at timestamp(3) with time zone,
  reviewed_by uuid,
  claim_id uuid,
  claim_kind text,
  claimer_id uuid,
  claim_unit_id uuid,
  pledge_day date,
  claim_due_at timestamp(3) with time zone,
  claim_remind_at timestamp(3) with time zone,
  delivered_by uuid,
  delivered_at timestamp(3) with time zone,
  verified_by uuid,
  fulfilled_at timestamp(3) with time zone,
  redo_count integer not null default 0,
  thanked boolean not null default false,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  constraint wishes_author CHECK (((wisher_id IS NOT NULL) OR (entered_by IS NOT NULL))),
  constraint wishes_beneficiary CHECK ((beneficiary = ANY (ARRAY['child'::text, 'elder'::text, 'disabled'::text, 'patient'::text, 'low_income'::text, 'resident'::text, 'community'::text]))),
  constraint wishes_board CHECK ((((published_at IS NULL) = (period IS NULL)) AND ((state <> ALL (ARRAY['open'::text, 'claimed'::text, 'delivered'::text, 'fulfilled'::text])) OR (period IS NOT NULL)))),
  constraint wishes_claim_kind CHECK ((claim_kind = ANY (ARRAY['person'::text, 'unit'::text, 'branch'::text, 'shop'::text]))),
  constraint wishes_claimed CHECK ((((state = ANY (ARRAY['claimed'::text, 'delivered'::text, 'fulfilled'::text])) = (claim_id IS NOT NULL)) AND ((claim_id IS NULL) = (claim_kind IS NULL)) AND ((claim_id IS NULL) = (claimer_id IS NULL)) AND ((claim_id IS NULL) = (claim_due_at IS NULL)))),
  constraint wishes_codes CHECK ((starts_with(street_code, district_code) AND starts_with(community_code, street_code) AND starts_with(grid_code, community_code))),
  constraint wishes_delivered CHECK (((state <> ALL (ARRAY['delivered'::text, 'fulfilled'::text])) OR ((delivered_at IS NOT NULL) AND (delivered_by IS NOT NULL)))),
  constraint wishes_four_eyes CHECK (((verified_by IS DISTINCT FROM delivered_by) OR (verified_by IS NULL))),
  constraint wishes_fulfilled CHECK (((state = 'fulfilled'::text) = (fulfilled_at IS NOT NULL))),
  constraint wishes_kind CHECK ((kind = ANY (ARRAY['micro'::text, 'project'::text]))),
  constraint wishes_no UNIQUE (wish_no),
  constraint wishes_pkey PRIMARY KEY (id),
  constraint wishes_project_claim CHECK (((kind = 'micro'::text) OR (claim_kind = ANY (ARRAY['unit'::text, 'branch'::text])))),
  constraint wishes_source CHECK ((source = ANY (ARRAY['resident'::text, 'grid_member'::text, 'desk'::text]))),
  constraint wishes_state CHECK ((state = ANY (ARRAY['submitted'::text, 'open'::text, 'claimed'::text, 'delivered'::text, 'fulfilled'::text, 'rejected'::text, 'withdrawn'::text]))),
  constraint wishes_value CHECK (((value_yuan >= 0) AND (value_yuan <= 1000000))),
  constraint wishes_what CHECK ((what = ANY (ARRAY['thing'::text, 'deed'::text])))
);

CREATE INDEX wishes_carry ON public.wishes USING btree (kind, period) WHERE (state = 'open'::text);

CREATE INDEX wishes_claimer ON public.wishes USING btree (claimer_id, created_at DESC, id DESC) WHERE (claimer_id IS NOT NULL);

CREATE INDEX wishes_community_board ON public.wishes USING btree (community_code, kind, period, published_at DESC, id DESC) WHERE (published_at IS NOT NULL);

CREATE INDEX wishes_desk ON public.wishes USING btree (district_code text_pattern_ops, state, created_at, id);

CREATE INDEX wishes_district_board ON public.wishes USING btree (district_code, kind, period, published_at DESC, id DESC) WHERE (published_at IS NOT NULL);

CREATE INDEX wishes_due ON public.wishes USING btree (claim_due_at) WHERE (state = 'claimed'::text);

CREATE INDEX wishes_enterer ON public.wishes USING btree (entered_by, created_at DESC, id DESC) WHERE (entered_by IS NOT NULL);

CREATE INDEX wishes_remind ON public.wishes USING btree (claim_remind_at) WHERE (claim_remind_at IS NOT NULL);

CREATE INDEX wishes_street_board ON public.wishes USING btree (street_code, kind, period, published_at DESC, id DESC) WHERE (published_at IS NOT NULL);

CREATE INDEX wishes_unit ON public.wishes USING btree (claim_unit_id, created_at DESC, id DESC) WHERE (claim_unit_id IS NOT NULL);

CREATE INDEX wishes_wisher ON public.wishes USING btree (wisher_id, created_at DESC, id DESC) WHERE (wisher_id IS NOT NULL);

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
