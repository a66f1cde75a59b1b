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

create table board_people (
  person_id uuid not null,
  version integer not null,
  since timestamp(3) with time zone not null,
  constraint board_people_pkey PRIMARY KEY (person_id)
);

create table board_scores (
  board_id integer not null,
  person_id uuid not null,
  score integer not null,
  shown boolean not null,
  constraint board_scores_board FOREIGN KEY (board_id) REFERENCES boards(id),
  constraint board_scores_pkey PRIMARY KEY (board_id, person_id)
);

CREATE INDEX board_scores_person ON public.board_scores USING btree (person_id);

CREATE INDEX board_scores_top ON public.board_scores USING btree (board_id, score DESC, person_id) WHERE (shown AND (score > 0));

create table board_steps (
  board_id integer not null,
  width smallint not null,
  step integer not null,
  people integer[] not null,
  total integer not null,
  constraint board_steps_board FOREIGN KEY (board_id) REFERENCES boards(id),
  constraint board_steps_people CHECK ((cardinality(people) = 64)),
  constraint board_steps_pkey PRIMARY KEY (board_id, width, step),
  constraint board_steps_width CHECK ((width = ANY (ARRAY[1, 64])))
);

create table boards (
  id integer not null generated always as identity,
  area_code text not null,
  period text not null,
  measure text not null,
  changes bigint not null default 0,
  constraint boards_measure CHECK ((measure = ANY (ARRAY['hours'::text, 'points'::text]))),
  constraint boards_once UNIQUE (area_code, period, measure),
  constraint boards_pkey PRIMARY KEY (id)
);

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

create table certificate_lines (
  certificate_id uuid not null,
  record_id uuid not null,
  day date not null,
  title text not null,
  minutes smallint not null,
  constraint certificate_lines_certificate FOREIGN KEY (certificate_id) REFERENCES certificates(id),
  constraint certificate_lines_pkey PRIMARY KEY (certificate_id, record_id)
);

CREATE INDEX certificate_lines_record ON public.certificate_lines USING btree (record_id);

create table certificates (
  id uuid not null,
  request_hash text not null,
  state text not null,
  number text,
  person_id uuid not null,
  community_code text not null,
  from_day date not null,
  to_day date not null,
  note text,
  name text not null default ''::text,
  paper_kind text,
  paper_masked text,
  volunteer_number text,
  minutes integer not null default 0,
  services integer not null default 0,
  head text,
  handler text,
  contact text,
  remark text,
  reason text,
  applied_at timestamp(3) with time zone not null,
  issued_by uuid,
  issued_at timestamp(3) with time zone,
  ended_by uuid,
  ended_at timestamp(3) with time zone,
  constraint certificates_complete CHECK (((state <> ALL (ARRAY['issued'::text, 'voided'::text])) OR (num_nulls(issued_by, issued_at, head, handler, contact) = 0))),
  constraint certificates_four_eyes CHECK ((issued_by <> person_id)),
  constraint certificates_issued CHECK (((state = ANY (ARRAY['issued'::text, 'voided'::text])) = (number IS NOT NULL))),
  constraint certificates_number UNIQUE (number),
  constraint certificates_pkey PRIMARY KEY (id),
  constraint certificates_span CHECK ((from_day <= to_day)),
  constraint certificates_state CHECK ((state = ANY (ARRAY['applied'::text, 'issued'::text, 'refused'::text, 'withdrawn'::text, 'voided'::text])))
);

CREATE INDEX certificates_desk ON public.certificates USING btree (community_code text_pattern_ops, state, applied_at DESC, id DESC);

CREATE UNIQUE INDEX certificates_one_open ON public.certificates USING btree (person_id, community_code) WHERE (state = 'applied'::text);

CREATE INDEX certificates_person ON public.certificates USING btree (person_id, applied_at DESC, id DESC);

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
  constraint consents_purpose CHECK ((purpose = ANY (ARRAY['terms'::text, 'position'::text, 'patrol_track'::text, 'phone_contact'::text, 'party_membership'::text, 'leaderboard'::text])))
);

CREATE INDEX consents_latest ON public.consents USING btree (person_id, purpose, id DESC);

create table demo_people (
  person_id uuid not null,
  position integer not null,
  title text not null,
  hint text not null,
  constraint demo_people_pkey PRIMARY KEY (person_id)
);

create table earnings (
  ref_type text not null,
  ref_id uuid not null,
  person_id uuid not null,
  community_code text not null,
  day date not null,
  policy_id uuid,
  points integer not null,
  surplus_points integer not null,
  limits text[] not null,
  transfer_ids uuid[] not null,
  created_at timestamp(3) with time zone not null,
  constraint earnings_pkey PRIMARY KEY (ref_type, ref_id, person_id),
  constraint earnings_points CHECK ((points >= 0)),
  constraint earnings_ref CHECK ((ref_type = ANY (ARRAY['report'::text, 'wish'::text]))),
  constraint earnings_surplus CHECK ((surplus_points >= 0))
);

CREATE INDEX earnings_person ON public.earnings USING btree (person_id, day DESC);

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

create table gifts (
  id uuid not null,
  giver_id uuid not null,
  receiver_id uuid not null,
  relation text not null,
  points integer not null,
  year smallint not null,
  request_hash text not null,
  created_at timestamp(3) with time zone not null,
  constraint gifts_pkey PRIMARY KEY (id),
  constraint gifts_points CHECK ((points > 0)),
  constraint gifts_relation CHECK ((relation = ANY (ARRAY['spouse'::text, 'parent'::text, 'child'::text, 'sibling'::text, 'grandparent'::text, 'grandchild'::text, 'in_law'::text, 'other'::text]))),
  constraint gifts_two_people CHECK ((giver_id <> receiver_id))
);

CREATE INDEX gifts_of_year ON public.gifts USING btree (giver_id, year);

CREATE INDEX gifts_received ON public.gifts USING btree (receiver_id);

create table idempotency_keys (
  person_id uuid not null,
  key text not null,
  request_hash text not null,
  answer jsonb,
  created_at timestamp(3) with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (person_id, key)
);

CREATE INDEX idempotency_keys_created_at ON public.idempotency_keys USING btree (created_at);

create table identity_papers (
  person_id uuid not null,
  kind text not null,
  box bytea not null,
  masked text not null,
  entered_at timestamp(3) with time zone not null,
  checked_by uuid,
  checked_at timestamp(3) with time zone,
  checked_name text,
  constraint identity_papers_checked CHECK ((num_nulls(checked_by, checked_at, checked_name) = ANY (ARRAY[0, 3]))),
  constraint identity_papers_four_eyes CHECK ((checked_by <> person_id)),
  constraint identity_papers_kind CHECK ((kind = ANY (ARRAY['resident_id'::text, 'hk_macao_permit'::text, 'taiwan_permit'::text, 'passport'::text]))),
  constraint identity_papers_pkey PRIMARY KEY (person_id)
);

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

create table ledger_accounts (
  id uuid not null,
  kind text not null,
  owner_id uuid,
  community_code text not null,
  opened_at timestamp(3) with time zone not null,
  constraint ledger_accounts_kind CHECK ((kind = ANY (ARRAY['person'::text, 'issuing'::text, 'pool'::text, 'shop'::text]))),
  constraint ledger_accounts_once UNIQUE NULLS NOT DISTINCT (kind, owner_id, community_code),
  constraint ledger_accounts_owned CHECK (((kind = ANY (ARRAY['person'::text, 'shop'::text])) = (owner_id IS NOT NULL))),
  constraint ledger_accounts_pkey PRIMARY KEY (id)
);

CREATE INDEX ledger_accounts_owner ON public.ledger_accounts USING btree (owner_id) WHERE (owner_id IS NOT NULL);

CREATE TRIGGER ledger_accounts_fixed BEFORE DELETE OR UPDATE ON public.ledger_accounts FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_accounts_whole BEFORE TRUNCATE ON public.ledger_accounts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table ledger_balances (
  account_id uuid not null,
  balance bigint not null default 0,
  held bigint not null default 0,
  debt bigint not null default 0,
  constraint ledger_balances_account FOREIGN KEY (account_id) REFERENCES ledger_accounts(id),
  constraint ledger_balances_covered CHECK (((balance - held) >= 0)),
  constraint ledger_balances_debt CHECK ((debt >= 0)),
  constraint ledger_balances_held CHECK ((held >= 0)),
  constraint ledger_balances_pkey PRIMARY KEY (account_id)
);

CREATE TRIGGER ledger_balances_kept BEFORE DELETE ON public.ledger_balances FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_balances_whole BEFORE TRUNCATE ON public.ledger_balances FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table ledger_debts (
  id uuid not null,
  account_id uuid not null,
  to_account_id uuid not null,
  transfer_id uuid not null,
  amount bigint not null,
  paid bigint not null default 0,
  created_at timestamp(3) with time zone not null,
  constraint ledger_debts_amount CHECK ((amount > 0)),
  constraint ledger_debts_home TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint ledger_debts_once UNIQUE (transfer_id),
  constraint ledger_debts_paid CHECK (((paid >= 0) AND (paid <= amount))),
  constraint ledger_debts_pkey PRIMARY KEY (id)
);

CREATE INDEX ledger_debts_open ON public.ledger_debts USING btree (account_id, created_at, id) WHERE (paid < amount);

CREATE CONSTRAINT TRIGGER ledger_debts_home AFTER INSERT ON public.ledger_debts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_debts_go_home();

CREATE TRIGGER ledger_debts_kept BEFORE DELETE ON public.ledger_debts FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_debts_whole BEFORE TRUNCATE ON public.ledger_debts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table ledger_folded (
  one boolean not null default true,
  through date not null,
  folded_at timestamp(3) with time zone not null,
  constraint ledger_folded_one CHECK (one),
  constraint ledger_folded_pkey PRIMARY KEY (one)
);

create table ledger_months (
  community_code text not null,
  month text not null,
  reason text not null,
  from_kind text not null,
  from_community text not null,
  to_kind text not null,
  to_community text not null,
  moved bigint not null,
  held bigint not null,
  constraint ledger_months_month CHECK ((month ~ '^[0-9]{4}-[0-9]{2}$'::text)),
  constraint ledger_months_pkey PRIMARY KEY (community_code, month, reason, from_kind, from_community, to_kind, to_community)
);

CREATE INDEX ledger_months_pool_in ON public.ledger_months USING btree (to_community, month) WHERE (to_kind = 'pool'::text);

CREATE INDEX ledger_months_pool_out ON public.ledger_months USING btree (from_community, month) WHERE (from_kind = 'pool'::text);

CREATE INDEX ledger_months_shop_in ON public.ledger_months USING btree (to_community, month) WHERE (to_kind = 'shop'::text);

CREATE INDEX ledger_months_shop_out ON public.ledger_months USING btree (from_community, month) WHERE (from_kind = 'shop'::text);

create table ledger_seals (
  day date not null,
  rows integer not null,
  digests bytea not null,
  previous_hash text not null,
  hash text not null,
  sealed_at timestamp(3) with time zone not null,
  constraint ledger_seals_pkey PRIMARY KEY (day)
);

CREATE TRIGGER ledger_seals_fixed BEFORE DELETE OR UPDATE ON public.ledger_seals FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_seals_whole BEFORE TRUNCATE ON public.ledger_seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

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

create table order_points (
  order_id uuid not null,
  payer text not null,
  payer_id uuid,
  community_code text not null,
  policy_id uuid,
  per_hour smallint not null,
  price integer not null,
  held integer not null,
  hold_ids uuid[] not null,
  state text not null,
  settled integer,
  created_at timestamp(3) with time zone not null,
  closed_at timestamp(3) with time zone,
  constraint order_points_closed CHECK (((state = 'held'::text) = (closed_at IS NULL))),
  constraint order_points_held CHECK ((((held >= 0) AND (held <= price)) AND ((held > 0) = (cardinality(hold_ids) > 0)) AND ((payer = 'pool'::text) OR (held = price)))),
  constraint order_points_order FOREIGN KEY (order_id) REFERENCES orders(id),
  constraint order_points_payer CHECK ((payer = ANY (ARRAY['person'::text, 'pool'::text]))),
  constraint order_points_per_hour CHECK ((per_hour > 0)),
  constraint order_points_pkey PRIMARY KEY (order_id),
  constraint order_points_price CHECK ((price > 0)),
  constraint order_points_settled CHECK ((((state = ANY (ARRAY['settled'::text, 'returned'::text])) = (settled IS NOT NULL)) AND ((settled >= 0) AND (settled <= held)))),
  constraint order_points_state CHECK ((state = ANY (ARRAY['held'::text, 'settled'::text, 'released'::text, 'returned'::text]))),
  constraint order_points_whose CHECK (((payer = 'person'::text) = (payer_id IS NOT NULL)))
);

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

create table pool_donations (
  id uuid not null,
  person_id uuid not null,
  community_code text not null,
  points integer not null,
  shown text not null,
  request_hash text not null,
  created_at timestamp(3) with time zone not null,
  constraint pool_donations_pkey PRIMARY KEY (id),
  constraint pool_donations_points CHECK ((points > 0)),
  constraint pool_donations_shown CHECK ((shown = ANY (ARRAY['anonymous'::text, 'masked'::text, 'named'::text])))
);

CREATE INDEX pool_donations_listed ON public.pool_donations USING btree (community_code, created_at DESC, id DESC);

CREATE INDEX pool_donations_person ON public.pool_donations USING btree (person_id);

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

create table record_cases (
  id uuid not null,
  kind text not null,
  record_id uuid not null,
  district_code text not null,
  street_code text not null,
  community_code text not null,
  raised_by uuid not null,
  text text not null,
  file_ids uuid[] not null default '{}'::uuid[],
  state text not null,
  answer text,
  decided_by uuid,
  decided_at timestamp(3) with time zone,
  due_at timestamp(3) with time zone not null,
  new_record_id uuid,
  request_hash text not null,
  created_at timestamp(3) with time zone not null,
  constraint record_cases_decided CHECK ((((state = 'open'::text) = (decided_at IS NULL)) AND ((decided_at IS NULL) = (decided_by IS NULL)))),
  constraint record_cases_four_eyes CHECK ((decided_by <> raised_by)),
  constraint record_cases_kind CHECK ((kind = ANY (ARRAY['objection'::text, 'correction'::text]))),
  constraint record_cases_pkey PRIMARY KEY (id),
  constraint record_cases_record FOREIGN KEY (record_id) REFERENCES service_records(id),
  constraint record_cases_state CHECK ((state = ANY (ARRAY['open'::text, 'upheld'::text, 'dismissed'::text])))
);

CREATE UNIQUE INDEX record_cases_asked ON public.record_cases USING btree (record_id) WHERE ((kind = 'correction'::text) AND (state = 'open'::text));

CREATE INDEX record_cases_desk ON public.record_cases USING btree (community_code, due_at, id) WHERE (state = 'open'::text);

CREATE INDEX record_cases_done ON public.record_cases USING btree (community_code, decided_at DESC, id DESC) WHERE (state <> 'open'::text);

CREATE INDEX record_cases_mine ON public.record_cases USING btree (raised_by, created_at DESC, id DESC);

CREATE UNIQUE INDEX record_cases_objected ON public.record_cases USING btree (record_id, raised_by) WHERE (kind = 'objection'::text);

CREATE INDEX record_cases_of ON public.record_cases USING btree (record_id, state);

create table record_flag_records (
  flag_id uuid not null,
  record_id uuid not null,
  constraint record_flag_records_flag FOREIGN KEY (flag_id) REFERENCES record_flags(id),
  constraint record_flag_records_pkey PRIMARY KEY (flag_id, record_id)
);

create table record_flags (
  id uuid not null,
  kind text not null,
  person_id uuid,
  other_id uuid,
  month text not null,
  district_code text not null,
  street_code text not null,
  community_code text not null,
  state text not null,
  part integer not null,
  whole integer not null,
  reopened boolean not null default false,
  reason text,
  decided_by uuid,
  decided_at timestamp(3) with time zone,
  raised_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  constraint record_flags_decided CHECK (((state = 'open'::text) OR ((decided_at IS NOT NULL) AND (decided_by IS NOT NULL)))),
  constraint record_flags_four_eyes CHECK (((decided_by <> person_id) AND (decided_by <> other_id))),
  constraint record_flags_kind CHECK ((kind = ANY (ARRAY['pair_often'::text, 'pair_share'::text, 'silent_pair'::text, 'overlap'::text, 'no_codes'::text, 'over_budget'::text]))),
  constraint record_flags_month CHECK ((month ~
CASE kind
    WHEN 'over_budget'::text THEN '^[0-9]{4}$'::text
    ELSE '^[0-9]{4}-[0-9]{2}$'::text
END)),
  constraint record_flags_pkey PRIMARY KEY (id),
  constraint record_flags_somebody CHECK (((kind = 'over_budget'::text) = (person_id IS NULL))),
  constraint record_flags_state CHECK ((state = ANY (ARRAY['open'::text, 'cleared'::text, 'upheld'::text])))
);

CREATE INDEX record_flags_desk ON public.record_flags USING btree (community_code, raised_at DESC, id DESC);

CREATE UNIQUE INDEX record_flags_once ON public.record_flags USING btree (kind, person_id, other_id, month) NULLS NOT DISTINCT WHERE (kind <> 'over_budget'::text);

CREATE UNIQUE INDEX record_flags_once_a_year ON public.record_flags USING btree (community_code, month) WHERE (kind = 'over_budget'::text);

CREATE INDEX record_flags_open ON public.record_flags USING btree (community_code, raised_at DESC, id DESC) WHERE (state = 'open'::text);

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
  shop_id uuid,
  constraint role_grants_days CHECK (((to_day IS NULL) OR (to_day >= from_day))),
  constraint role_grants_pkey PRIMARY KEY (id),
  constraint role_grants_role CHECK ((role = ANY (ARRAY['grid_member'::text, 'grid_leader'::text, 'dispatcher'::text, 'street_chief'::text, 'handler'::text, 'sentinel'::text, 'auditor'::text, 'administrator'::text, 'volunteer'::text, 'party_member'::text, 'unit_contact'::text, 'merchant'::text]))),
  constraint role_grants_shop_is_merchant CHECK (((role = 'merchant'::text) = (shop_id IS NOT NULL))),
  constraint role_grants_team_is_handler CHECK (((role = 'handler'::text) = (team_id IS NOT NULL))),
  constraint role_grants_unit_is_contact CHECK (((role = 'unit_contact'::text) = (unit_id IS NOT NULL)))
);

CREATE INDEX role_grants_area ON public.role_grants USING btree (area_code text_pattern_ops, role) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX role_grants_contact_once ON public.role_grants USING btree (unit_id, phone) WHERE ((ended_at IS NULL) AND (unit_id IS NOT NULL));

CREATE UNIQUE INDEX role_grants_member_once ON public.role_grants USING btree (team_id, phone) WHERE ((ended_at IS NULL) AND (team_id IS NOT NULL));

CREATE UNIQUE INDEX role_grants_merchant_once ON public.role_grants USING btree (COALESCE((person_id)::text, phone), shop_id) WHERE ((role = 'merchant'::text) AND (ended_at IS NULL));

CREATE INDEX role_grants_person ON public.role_grants USING btree (person_id) WHERE (ended_at IS NULL);

CREATE INDEX role_grants_phone ON public.role_grants USING btree (phone) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX role_grants_serving_once ON public.role_grants USING btree (person_id, role) WHERE ((ended_at IS NULL) AND (role = ANY (ARRAY['volunteer'::text, 'party_member'::text])));

CREATE INDEX role_grants_shop ON public.role_grants USING btree (shop_id) WHERE ((ended_at IS NULL) AND (shop_id IS NOT NULL));

CREATE INDEX role_grants_team ON public.role_grants USING btree (team_id) WHERE (ended_at IS NULL);

CREATE INDEX role_grants_unit ON public.role_grants USING btree (unit_id) WHERE ((ended_at IS NULL) AND (unit_id IS NOT NULL));

create table score_deltas (
  id bigint not null generated always as identity,
  person_id uuid not null,
  community_code text not null,
  day date not null,
  minutes integer not null,
  points integer not null,
  constraint score_deltas_pkey PRIMARY KEY (id)
);

CREATE INDEX score_deltas_area ON public.score_deltas USING btree (community_code text_pattern_ops, day);

CREATE INDEX score_deltas_person ON public.score_deltas USING btree (person_id);

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

create table service_record_details (
  record_id uuid not null,
  batch_id uuid,
  entered_as text,
  post_id uuid,
  served text,
  content text,
  place_text text,
  no_codes_reason text,
  file_ids uuid[] not null default '{}'::uuid[],
  replaces_id uuid,
  refuse_reason text,
  constraint service_record_details_as CHECK ((entered_as = ANY (ARRAY['dispatcher'::text, 'team_leader'::text, 'in_charge'::text]))),
  constraint service_record_details_pkey PRIMARY KEY (record_id),
  constraint service_record_details_record FOREIGN KEY (record_id) REFERENCES service_records(id),
  constraint service_record_details_replaces UNIQUE (replaces_id),
  constraint service_record_details_served CHECK ((served = ANY (ARRAY['elder'::text, 'child'::text, 'disabled'::text, 'low_income'::text, 'resident'::text, 'public'::text])))
);

create table service_records (
  id uuid not null,
  source text not null,
  source_id uuid not null,
  person_id uuid not null,
  district_code text not null,
  street_code text not null,
  community_code text not null,
  state text not null,
  title text not null,
  item_code text,
  category text,
  coefficient smallint not null default 100,
  started_at timestamp(3) with time zone not null,
  finished_at timestamp(3) with time zone not null,
  day date not null,
  minutes smallint not null,
  served_id uuid,
  in_charge_id uuid,
  team_id uuid,
  by_code boolean not null,
  silent boolean not null default false,
  policy_id uuid,
  points integer not null default 0,
  surplus_points integer not null default 0,
  limits text[] not null default '{}'::text[],
  transfer_ids uuid[] not null default '{}'::uuid[],
  entered_by uuid,
  confirmed_by uuid,
  confirmed_at timestamp(3) with time zone,
  publicised_until timestamp(3) with time zone,
  voided_by uuid,
  voided_at timestamp(3) with time zone,
  request_hash text not null default ''::text,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  earning_minutes smallint not null default 0,
  void_reason text,
  constraint service_records_by_hand CHECK (((source <> 'manual'::text) OR (entered_by IS NOT NULL))),
  constraint service_records_coefficient CHECK (((coefficient >= 100) AND (coefficient <= 150))),
  constraint service_records_confirmed CHECK (((state <> ALL (ARRAY['confirmed'::text, 'voided'::text])) OR (confirmed_at IS NOT NULL))),
  constraint service_records_earned CHECK (((state = ANY (ARRAY['confirmed'::text, 'voided'::text])) OR (cardinality(transfer_ids) = 0))),
  constraint service_records_earning_minutes CHECK (((earning_minutes >= 0) AND (earning_minutes <= minutes))),
  constraint service_records_minutes CHECK (((minutes >= 1) AND (minutes <= 480))),
  constraint service_records_once UNIQUE (source, source_id, person_id),
  constraint service_records_pkey PRIMARY KEY (id),
  constraint service_records_points CHECK ((points >= 0)),
  constraint service_records_second_person CHECK (((confirmed_by <> entered_by) AND (confirmed_by <> person_id))),
  constraint service_records_source CHECK ((source = ANY (ARRAY['order'::text, 'shift'::text, 'wish'::text, 'manual'::text]))),
  constraint service_records_state CHECK ((state = ANY (ARRAY['pending'::text, 'publicised'::text, 'confirmed'::text, 'refused'::text, 'voided'::text]))),
  constraint service_records_surplus CHECK ((surplus_points >= 0)),
  constraint service_records_times CHECK ((finished_at >= started_at)),
  constraint service_records_void_reason CHECK (((void_reason IS NULL) OR (state = 'voided'::text))),
  constraint service_records_voided CHECK (((state = 'voided'::text) = (voided_at IS NOT NULL)))
);

CREATE INDEX service_records_community ON public.service_records USING btree (community_code text_pattern_ops, day DESC, id DESC);

CREATE INDEX service_records_entered ON public.service_records USING btree (entered_by, created_at DESC, id DESC) WHERE (entered_by IS NOT NULL);

CREATE INDEX service_records_listed ON public.service_records USING btree (community_code, publicised_until DESC, id DESC) WHERE ((publicised_until IS NOT NULL) AND (state = ANY (ARRAY['publicised'::text, 'confirmed'::text])));

CREATE INDEX service_records_overlap ON public.service_records USING btree (person_id, started_at) WHERE (state = ANY (ARRAY['confirmed'::text, 'publicised'::text, 'pending'::text]));

CREATE INDEX service_records_person ON public.service_records USING btree (person_id, day DESC, id DESC);

CREATE INDEX service_records_recent ON public.service_records USING btree (day DESC, id DESC);

CREATE INDEX service_records_served ON public.service_records USING btree (served_id, day DESC) WHERE (served_id IS NOT NULL);

CREATE INDEX service_records_waiting ON public.service_records USING btree (community_code text_pattern_ops, created_at, id) WHERE (state = ANY (ARRAY['pending'::text, 'publicised'::text]));

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

create table shop_items (
  id uuid not null,
  shop_id uuid not null,
  kind text not null,
  title text not null,
  about text not null default ''::text,
  points integer not null,
  stock integer,
  per_person integer,
  per_person_month integer,
  star_least smallint not null default 0,
  minutes_least integer not null default 0,
  valid_days smallint not null default 14,
  file_ids uuid[] not null default '{}'::uuid[],
  state text not null,
  request_hash text not null default ''::text,
  created_by uuid,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  constraint shop_items_kind CHECK ((kind = ANY (ARRAY['goods'::text, 'service'::text, 'discount'::text]))),
  constraint shop_items_minutes CHECK ((minutes_least >= 0)),
  constraint shop_items_per_person CHECK ((per_person > 0)),
  constraint shop_items_per_person_month CHECK ((per_person_month > 0)),
  constraint shop_items_pkey PRIMARY KEY (id),
  constraint shop_items_points CHECK (((points >= 1) AND (points <= 100000))),
  constraint shop_items_shop FOREIGN KEY (shop_id) REFERENCES shops(id),
  constraint shop_items_star CHECK (((star_least >= 0) AND (star_least <= 5))),
  constraint shop_items_state CHECK ((state = ANY (ARRAY['on'::text, 'off'::text]))),
  constraint shop_items_stock CHECK ((stock >= 0)),
  constraint shop_items_valid CHECK (((valid_days >= 1) AND (valid_days <= 180)))
);

CREATE INDEX shop_items_shop ON public.shop_items USING btree (shop_id, created_at DESC, id DESC);

create table shop_sheets (
  id uuid not null,
  shop_id uuid not null,
  community_code text not null,
  month text not null,
  state text not null,
  redeemed integer not null,
  redeemed_points integer not null,
  refunded integer not null,
  refunded_points integer not null,
  points integer not null,
  ledger_points integer not null,
  checked_at timestamp(3) with time zone not null,
  closed_at timestamp(3) with time zone,
  handled_at timestamp(3) with time zone,
  handled_by uuid,
  handled_note text,
  constraint shop_sheets_closed CHECK (((state = 'mismatch'::text) = (closed_at IS NULL))),
  constraint shop_sheets_equal CHECK (((state = 'mismatch'::text) OR (points = ledger_points))),
  constraint shop_sheets_handled CHECK (((state = 'handled'::text) = (handled_at IS NOT NULL))),
  constraint shop_sheets_month CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text)),
  constraint shop_sheets_once UNIQUE (shop_id, month),
  constraint shop_sheets_pkey PRIMARY KEY (id),
  constraint shop_sheets_shop FOREIGN KEY (shop_id) REFERENCES shops(id),
  constraint shop_sheets_state CHECK ((state = ANY (ARRAY['mismatch'::text, 'closed'::text, 'handled'::text]))),
  constraint shop_sheets_sum CHECK ((points = (redeemed_points - refunded_points)))
);

CREATE INDEX shop_sheets_community ON public.shop_sheets USING btree (community_code text_pattern_ops, month DESC, id DESC);

CREATE TRIGGER shop_sheets_kept BEFORE DELETE OR UPDATE ON public.shop_sheets FOR EACH ROW EXECUTE FUNCTION shop_sheets_kept();

CREATE TRIGGER shop_sheets_whole BEFORE TRUNCATE ON public.shop_sheets FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table shops (
  id uuid not null,
  name text not null,
  about text not null default ''::text,
  category text not null,
  district_code text not null,
  street_code text not null,
  community_code text not null,
  place_text text not null,
  lng double precision not null,
  lat double precision not null,
  phone text,
  hours_text text not null default ''::text,
  agreement_from date not null,
  agreement_to date not null,
  file_ids uuid[] not null default '{}'::uuid[],
  state text not null,
  closed_at timestamp(3) with time zone,
  created_by uuid,
  request_hash text not null default ''::text,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  warned_for date,
  constraint shops_agreement CHECK ((agreement_to >= agreement_from)),
  constraint shops_category CHECK ((category = ANY (ARRAY['food'::text, 'grocery'::text, 'hair'::text, 'repair'::text, 'health'::text, 'books'::text, 'laundry'::text, 'leisure'::text, 'other'::text]))),
  constraint shops_closed CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint shops_pkey PRIMARY KEY (id),
  constraint shops_state CHECK ((state = ANY (ARRAY['open'::text, 'paused'::text, 'closed'::text])))
);

CREATE INDEX shops_listed ON public.shops USING btree (community_code text_pattern_ops, created_at DESC, id DESC);

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

create table stars (
  person_id uuid not null,
  star smallint not null,
  changed_at timestamp(3) with time zone not null,
  constraint stars_pkey PRIMARY KEY (person_id),
  constraint stars_star CHECK (((star >= 0) AND (star <= 5)))
);

create table statement_files (
  statement_no text not null,
  person_id uuid not null,
  from_month text not null,
  to_month text not null,
  format text not null,
  lines integer not null,
  opening bigint not null,
  points_in bigint not null,
  points_out bigint not null,
  closing bigint not null,
  digest bytea not null,
  day date not null,
  created_at timestamp(3) with time zone not null,
  constraint statement_files_digest CHECK ((octet_length(digest) = 32)),
  constraint statement_files_format CHECK ((format = ANY (ARRAY['xlsx'::text, 'pdf'::text]))),
  constraint statement_files_pkey PRIMARY KEY (statement_no)
);

CREATE INDEX statement_files_day ON public.statement_files USING btree (person_id, day);

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

create table timebank_adjustments (
  id uuid not null,
  kind text not null,
  state text not null,
  community_code text not null,
  points bigint not null,
  transfer_id uuid,
  person_id uuid,
  other_person_id uuid,
  note text not null,
  requested_by uuid not null,
  requested_at timestamp(3) with time zone not null,
  decided_by uuid,
  decided_at timestamp(3) with time zone,
  decision_note text,
  taken bigint,
  request_hash text not null,
  constraint timebank_adjustments_decided CHECK ((((state = 'requested'::text) = (decided_by IS NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL)))),
  constraint timebank_adjustments_kind CHECK ((kind = ANY (ARRAY['reversal'::text, 'grant_fund'::text, 'grant_pool'::text]))),
  constraint timebank_adjustments_pkey PRIMARY KEY (id),
  constraint timebank_adjustments_points CHECK ((points > 0)),
  constraint timebank_adjustments_reversal CHECK (((kind = 'reversal'::text) = (transfer_id IS NOT NULL))),
  constraint timebank_adjustments_second_person CHECK (((state <> ALL (ARRAY['approved'::text, 'refused'::text])) OR ((decided_by <> requested_by) AND (decided_by IS DISTINCT FROM person_id) AND (decided_by IS DISTINCT FROM other_person_id)))),
  constraint timebank_adjustments_state CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint timebank_adjustments_to_somebody CHECK (((kind <> 'grant_fund'::text) OR (person_id IS NOT NULL)))
);

CREATE INDEX timebank_adjustments_desk ON public.timebank_adjustments USING btree (community_code text_pattern_ops, requested_at DESC, id DESC);

CREATE UNIQUE INDEX timebank_adjustments_once ON public.timebank_adjustments USING btree (transfer_id) WHERE (state = ANY (ARRAY['requested'::text, 'approved'::text]));

create table timebank_budgets (
  community_code text not null,
  year smallint not null,
  points bigint not null,
  exceeded_at timestamp(3) with time zone,
  set_by uuid,
  set_at timestamp(3) with time zone not null,
  constraint timebank_budgets_pkey PRIMARY KEY (community_code, year),
  constraint timebank_budgets_points CHECK ((points >= 0))
);

create table timebank_policies (
  id uuid not null,
  area_code text not null,
  version integer not null,
  state text not null,
  terms jsonb not null,
  from_at timestamp(3) with time zone,
  note text,
  created_by uuid,
  created_at timestamp(3) with time zone not null,
  published_by uuid,
  published_at timestamp(3) with time zone,
  request_hash text not null default ''::text,
  inherits boolean not null default false,
  base_id uuid,
  written_by uuid,
  updated_at timestamp(3) with time zone,
  trial_month text,
  trial_hash text,
  trial jsonb,
  tried_by uuid,
  tried_at timestamp(3) with time zone,
  constraint timebank_policies_never_past CHECK ((from_at >= published_at)),
  constraint timebank_policies_once UNIQUE (area_code, version),
  constraint timebank_policies_pkey PRIMARY KEY (id),
  constraint timebank_policies_published CHECK (((state <> 'published'::text) OR (from_at IS NOT NULL))),
  constraint timebank_policies_second_person CHECK ((published_by <> written_by)),
  constraint timebank_policies_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'discarded'::text]))),
  constraint timebank_policies_tried CHECK (((published_by IS NULL) OR (trial_hash IS NOT NULL))),
  constraint timebank_policies_version CHECK ((version > 0))
);

CREATE INDEX timebank_policies_history ON public.timebank_policies USING btree (area_code, version DESC);

CREATE INDEX timebank_policies_in_force ON public.timebank_policies USING btree (area_code, from_at DESC) WHERE (state = 'published'::text);

CREATE TRIGGER timebank_policies_fixed BEFORE UPDATE ON public.timebank_policies FOR EACH ROW WHEN ((old.state <> 'draft'::text)) EXECUTE FUNCTION refuse_change();

CREATE TRIGGER timebank_policies_kept BEFORE DELETE ON public.timebank_policies FOR EACH ROW WHEN ((old.published_by IS NOT NULL)) EXECUTE FUNCTION refuse_change();

CREATE TRIGGER timebank_policies_whole BEFORE TRUNCATE ON public.timebank_policies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table transfers (
  id uuid not null,
  seq bigint not null generated always as identity,
  kind text not null,
  from_account_id uuid not null,
  to_account_id uuid not null,
  amount bigint not null,
  reason text not null,
  ref_type text not null,
  ref_id uuid not null,
  hold_id uuid,
  reverses_id uuid,
  community_code text not null,
  actor_id uuid,
  booked_at timestamp(3) with time zone not null,
  day date not null,
  digest bytea not null,
  constraint transfers_amount CHECK (((amount >= 1) AND (amount <= 1000000000))),
  constraint transfers_closes CHECK (((kind = ANY (ARRAY['settle'::text, 'release'::text])) = (hold_id IS NOT NULL))),
  constraint transfers_dated CHECK (((booked_at >= '2019-12-31 16:00:00+00'::timestamp with time zone) AND (booked_at < '2099-12-31 16:00:00+00'::timestamp with time zone))),
  constraint transfers_day CHECK ((day = ((booked_at AT TIME ZONE 'Asia/Shanghai'::text))::date)),
  constraint transfers_hold_once UNIQUE (hold_id),
  constraint transfers_kind CHECK ((kind = ANY (ARRAY['transfer'::text, 'hold'::text, 'settle'::text, 'release'::text]))),
  constraint transfers_pkey PRIMARY KEY (id),
  constraint transfers_reversal CHECK (((reason <> 'reversal'::text) OR (reverses_id IS NOT NULL))),
  constraint transfers_reversed_once UNIQUE (reverses_id),
  constraint transfers_two_sides CHECK ((from_account_id <> to_account_id))
);

CREATE INDEX transfers_from ON public.transfers USING btree (from_account_id, day DESC, seq DESC);

CREATE INDEX transfers_ref ON public.transfers USING btree (ref_id);

CREATE INDEX transfers_sealed ON public.transfers USING btree (day, seq);

CREATE INDEX transfers_to ON public.transfers USING btree (to_account_id, day DESC, seq DESC);

CREATE TRIGGER transfers_booked AFTER INSERT ON public.transfers REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION transfers_booked();

CREATE TRIGGER transfers_digested BEFORE INSERT ON public.transfers FOR EACH ROW EXECUTE FUNCTION transfers_digested();

CREATE TRIGGER transfers_fixed BEFORE DELETE OR UPDATE ON public.transfers FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER transfers_whole BEFORE TRUNCATE ON public.transfers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

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

create table volunteer_numbers (
  person_id uuid not null,
  seq bigint not null generated always as identity,
  district_code text not null,
  constraint volunteer_numbers_pkey PRIMARY KEY (person_id)
);

create table voucher_code_uses (
  voucher_id uuid not null,
  step bigint not null,
  person_id uuid not null,
  at timestamp(3) with time zone not null,
  constraint voucher_code_uses_pkey PRIMARY KEY (voucher_id, step),
  constraint voucher_code_uses_voucher FOREIGN KEY (voucher_id) REFERENCES vouchers(id)
);

CREATE INDEX voucher_code_uses_at ON public.voucher_code_uses USING btree (at);

create table voucher_counters (
  day date not null,
  mark text not null,
  last integer not null,
  constraint voucher_counters_last CHECK ((last > 0)),
  constraint voucher_counters_pkey PRIMARY KEY (day, mark)
);

create table vouchers (
  id uuid not null,
  voucher_no text not null,
  item_id uuid not null,
  shop_id uuid not null,
  person_id uuid not null,
  community_code text not null,
  kind text not null,
  title text not null,
  points integer not null,
  state text not null,
  secret bytea not null,
  hold_ids uuid[] not null,
  expires_at timestamp(3) with time zone not null,
  redeemed_at timestamp(3) with time zone,
  redeemed_by uuid,
  ended_at timestamp(3) with time zone,
  refunded_by uuid,
  request_hash text not null,
  created_at timestamp(3) with time zone not null,
  remind_at timestamp(3) with time zone,
  refund_reason text,
  returned boolean,
  constraint vouchers_ended CHECK (((state = ANY (ARRAY['cancelled'::text, 'expired'::text, 'released'::text, 'refunded'::text])) = (ended_at IS NOT NULL))),
  constraint vouchers_held CHECK ((cardinality(hold_ids) > 0)),
  constraint vouchers_item FOREIGN KEY (item_id) REFERENCES shop_items(id),
  constraint vouchers_kind CHECK ((kind = ANY (ARRAY['goods'::text, 'service'::text, 'discount'::text]))),
  constraint vouchers_not_own CHECK ((redeemed_by <> person_id)),
  constraint vouchers_pkey PRIMARY KEY (id),
  constraint vouchers_points CHECK ((points > 0)),
  constraint vouchers_redeemed CHECK (((state = ANY (ARRAY['redeemed'::text, 'refunded'::text])) = (redeemed_at IS NOT NULL))),
  constraint vouchers_secret CHECK ((octet_length(secret) = 32)),
  constraint vouchers_shop FOREIGN KEY (shop_id) REFERENCES shops(id),
  constraint vouchers_state CHECK ((state = ANY (ARRAY['ready'::text, 'redeemed'::text, 'cancelled'::text, 'expired'::text, 'released'::text, 'refunded'::text]))),
  constraint vouchers_voucher_no UNIQUE (voucher_no)
);

CREATE INDEX vouchers_expiring ON public.vouchers USING btree (expires_at) WHERE (state = 'ready'::text);

CREATE INDEX vouchers_limits ON public.vouchers USING btree (person_id, item_id, created_at) WHERE (state = ANY (ARRAY['ready'::text, 'redeemed'::text]));

CREATE INDEX vouchers_open ON public.vouchers USING btree (shop_id) WHERE (state = 'ready'::text);

CREATE INDEX vouchers_person ON public.vouchers USING btree (person_id, created_at DESC, id DESC);

CREATE INDEX vouchers_refunded ON public.vouchers USING btree (shop_id, ended_at DESC, id DESC) WHERE (state = 'refunded'::text);

CREATE INDEX vouchers_reminding ON public.vouchers USING btree (remind_at) WHERE ((state = 'ready'::text) AND (remind_at IS NOT NULL));

CREATE INDEX vouchers_shop_day ON public.vouchers USING btree (shop_id, redeemed_at DESC, id DESC) WHERE (redeemed_at IS NOT NULL);

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

CREATE OR REPLACE FUNCTION public.board_late(p_board integer, p_area text, p_measure text, p_from date, p_to date, OUT ids uuid[], OUT was integer[], OUT now integer[])
 RETURNS record
 LANGUAGE plpgsql
 STABLE
AS $function$
      begin
        select coalesce(array_agg(f.person_id), '{}'), coalesce(array_agg(f.score), '{}'), coalesce(array_agg(f.score + f.amount), '{}')
          into ids, was, now
          from (select d.person_id, sum(case p_measure when 'hours' then d.minutes else d.points end)::int as amount,
                       coalesce((select s.score from board_scores s where s.board_id = p_board and s.person_id = d.person_id), 0) as score
                  from score_deltas d
                 where d.community_code ~>=~ p_area and d.community_code ~<~ (p_area || ':') and d.day between p_from and p_to group by d.person_id) f;
      end $function$;

CREATE OR REPLACE FUNCTION public.board_standing(p_area text, p_period text, p_measure text, p_from date, p_to date, p_person uuid, OUT mine integer, OUT place integer, OUT mark text)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
AS $function$
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
      end $function$;

CREATE OR REPLACE FUNCTION public.board_top(p_area text, p_period text, p_measure text, p_from date, p_to date)
 RETURNS TABLE(person uuid, person_name text, points integer, place integer)
 LANGUAGE plpgsql
 STABLE
AS $function$
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
      end $function$;

CREATE OR REPLACE FUNCTION public.ledger_account_id(p_kind text, p_owner uuid, p_community text)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
        select md5(p_kind || ':' || coalesce(p_owner::text, '') || ':' || p_community)::uuid
      $function$;

CREATE OR REPLACE FUNCTION public.ledger_book(p_id uuid, p_kind text, p_from uuid, p_to uuid, p_amount bigint, p_reason text, p_ref_type text, p_ref_id uuid, p_hold uuid, p_community text, p_actor uuid, p_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
      begin
        insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, hold_id, community_code, actor_id, booked_at)
          values (p_id, p_kind, p_from, p_to, p_amount, p_reason, p_ref_type, p_ref_id, p_hold, p_community, p_actor, p_at)
          on conflict (id) do nothing;
        if found then return true; end if;
        perform from transfers t where t.id = p_id
          and (t.kind, t.from_account_id, t.to_account_id, t.amount, t.reason, t.ref_type, t.ref_id, t.hold_id, t.community_code)
            is not distinct from (p_kind, p_from, p_to, p_amount, p_reason, p_ref_type, p_ref_id, p_hold, p_community);
        if not found then raise exception 'the id was used for another transfer' using errcode = 'LI004'; end if;
        return false;
      end $function$;

CREATE OR REPLACE FUNCTION public.ledger_debts_follow(p_person uuid, p_heir uuid, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
      declare r record; v_to uuid;
      begin
        for r in select d.id, d.account_id, d.amount - d.paid as open, a.community_code from ledger_debts d
                  join ledger_accounts a on a.id = d.account_id
                  where a.owner_id = p_person and a.kind = 'person' and d.paid < d.amount order by d.created_at, d.id for update of d loop
          v_to := ledger_open('person', p_heir, r.community_code, p_at);
          update ledger_debts set account_id = v_to where id = r.id;
          update ledger_balances set debt = debt - r.open where account_id = r.account_id;
          update ledger_balances set debt = debt + r.open where account_id = v_to;
          perform ledger_repay(v_to, p_at);
        end loop;
      end $function$;

CREATE OR REPLACE FUNCTION public.ledger_debts_go_home()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      declare v_person uuid; v_heir uuid;
      begin
        select p.id, p.joined_to into v_person, v_heir from ledger_accounts a join people p on p.id = a.owner_id
         where a.id = new.account_id and a.kind = 'person' and p.joined_to is not null;
        if found then perform ledger_debts_follow(v_person, v_heir, new.created_at); end if;
        return null;
      end $function$;

CREATE OR REPLACE FUNCTION public.ledger_fold(p_at timestamp with time zone)
 RETURNS date
 LANGUAGE plpgsql
AS $function$
      declare v_after date; v_through date;
      begin
        perform pg_advisory_xact_lock(4117011);
        select through into v_after from ledger_folded;
        select max(day) into v_through from ledger_seals;
        if v_through is null or v_through <= v_after then return v_after; end if;
        insert into ledger_months select * from ledger_moves(coalesce(v_after, '-infinity'), v_through)
          on conflict (community_code, month, reason, from_kind, from_community, to_kind, to_community)
          do update set moved = ledger_months.moved + excluded.moved, held = ledger_months.held + excluded.held;
        insert into ledger_folded (through, folded_at) values (v_through, p_at)
          on conflict (one) do update set through = excluded.through, folded_at = excluded.folded_at;
        return v_through;
      end $function$;

CREATE OR REPLACE FUNCTION public.ledger_hand_over(p_id uuid, p_person uuid, p_heir uuid, p_pool uuid, p_amount bigint, p_reason text, p_ref_type text, p_ref_id uuid, p_actor uuid, p_at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
      declare v_rest bigint := p_amount; v_given bigint := 0; v_part bigint; v_id uuid := p_id; v_rows integer := 0; r record;
      begin
        if p_heir is not null then
          perform ledger_open('person', p_heir, community_code, p_at) from ledger_accounts where owner_id = p_person and kind = 'person';
        end if;
        perform from ledger_balances b join ledger_accounts a on a.id = b.account_id
          where (a.kind = 'person' and a.owner_id in (p_person, p_heir)) or a.id = p_pool order by b.account_id for no key update of b;
        if p_amount is not null and exists (select from ledger_balances b join ledger_accounts a on a.id = b.account_id
            where a.owner_id = p_person and a.kind = 'person' and b.debt > 0) then
          raise exception 'a debt is to be paid first' using errcode = 'LI005';
        end if;
        for r in select a.id, a.community_code, b.balance - b.held as free from ledger_accounts a join ledger_balances b on b.account_id = a.id
                  where a.owner_id = p_person and a.kind = 'person' and b.balance > b.held order by a.opened_at, a.id loop
          exit when v_rest = 0;
          v_part := least(coalesce(v_rest, r.free), r.free);
          insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, actor_id, booked_at)
            values (v_id, 'transfer', r.id, coalesce(p_pool, ledger_account_id('person', p_heir, r.community_code)), v_part, p_reason,
              p_ref_type, p_ref_id, r.community_code, p_actor, p_at);
          v_rest := v_rest - v_part;
          v_given := v_given + v_part;
          v_rows := v_rows + 1;
          v_id := md5(p_id::text || v_rows)::uuid;
        end loop;
        if v_rest > 0 then raise exception 'not enough points' using errcode = 'LI006'; end if;
        return v_given;
      end $function$;

CREATE OR REPLACE FUNCTION public.ledger_moves(p_after date, p_through date)
 RETURNS SETOF ledger_months
 LANGUAGE plpgsql
 STABLE
AS $function$
      begin
        return query execute $q$
          select t.community_code, to_char(t.day, 'YYYY-MM'), t.reason, f.kind, f.community_code, g.kind, g.community_code,
                 coalesce(sum(t.amount) filter (where t.kind in ('transfer', 'settle')), 0)::bigint,
                 coalesce(sum(case t.kind when 'hold' then t.amount when 'transfer' then 0 else -t.amount end), 0)::bigint
            from transfers t join ledger_accounts f on f.id = t.from_account_id join ledger_accounts g on g.id = t.to_account_id
           where t.day > $1 and t.day <= $2
           group by 1, 2, 3, 4, 5, 6, 7 $q$ using p_after, p_through;
      end $function$;

CREATE OR REPLACE FUNCTION public.ledger_open(p_kind text, p_owner uuid, p_community text, p_at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
      declare v_id uuid := ledger_account_id(p_kind, p_owner, p_community);
      begin
        if exists (select from ledger_accounts where id = v_id) then return v_id; end if;
        insert into ledger_accounts (id, kind, owner_id, community_code, opened_at)
          values (v_id, p_kind, p_owner, p_community, p_at) on conflict (id) do nothing;
        if p_kind <> 'issuing' then
          insert into ledger_balances (account_id) values (v_id) on conflict (account_id) do nothing;
        end if;
        return v_id;
      end $function$;

CREATE OR REPLACE FUNCTION public.ledger_repay(p_account uuid, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
      declare v_debt ledger_debts; v_paid bigint;
      begin
        loop
          select balance - held into v_paid from ledger_balances where account_id = p_account;
          exit when coalesce(v_paid, 0) <= 0;
          select * into v_debt from ledger_debts where account_id = p_account and paid < amount order by created_at, id limit 1;
          exit when not found;
          v_paid := least(v_paid, v_debt.amount - v_debt.paid);
          update ledger_debts set paid = paid + v_paid where id = v_debt.id;
          update ledger_balances set debt = debt - v_paid where account_id = p_account;
          insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at)
            select gen_random_uuid(), 'transfer', p_account, v_debt.to_account_id, v_paid, 'debt_paid', 'debt', v_debt.id, t.community_code, p_at
              from transfers t where t.id = v_debt.transfer_id;
        end loop;
      end $function$;

CREATE OR REPLACE FUNCTION public.ledger_reverse(p_id uuid, p_transfer uuid, p_reason text, p_ref_type text, p_ref_id uuid, p_actor uuid, p_at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
      declare v_row transfers; v_free bigint; v_taken bigint;
      begin
        select * into v_row from transfers where id = p_transfer and kind in ('transfer', 'settle');
        if not found then raise exception 'there is no such transfer' using errcode = 'LI003'; end if;
        perform from ledger_balances where account_id = any(array[v_row.from_account_id, v_row.to_account_id]) order by account_id for no key update;
        select balance - held into v_free from ledger_balances where account_id = v_row.to_account_id;
        -- What a pool paid out came back to the issuing side, which has no balance to take from: the way back is open for that alone.
        if not found then
          if v_row.reason <> 'pool_payout' then raise exception 'the issuing side is not reversed' using errcode = 'LI003'; end if;
          v_free := v_row.amount;
        end if;
        select amount into v_taken from transfers where id = p_id and reverses_id = p_transfer;
        if found then return v_taken; end if;
        if exists (select from ledger_debts where id = p_id and transfer_id = p_transfer) then return 0; end if;
        if exists (select from transfers where reverses_id = p_transfer) or exists (select from ledger_debts where transfer_id = p_transfer) then
          raise exception 'it is reversed already' using errcode = 'LI007';
        end if;
        v_taken := least(v_free, v_row.amount);
        if v_taken > 0 then
          insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, reverses_id, community_code, actor_id, booked_at)
            values (p_id, 'transfer', v_row.to_account_id, v_row.from_account_id, v_taken, p_reason, p_ref_type, p_ref_id, p_transfer,
              v_row.community_code, p_actor, p_at);
        end if;
        if v_taken < v_row.amount then
          insert into ledger_debts (id, account_id, to_account_id, transfer_id, amount, created_at)
            values (p_id, v_row.to_account_id, v_row.from_account_id, p_transfer, v_row.amount - v_taken, p_at);
          update ledger_balances set debt = debt + v_row.amount - v_taken where account_id = v_row.to_account_id;
          perform ledger_repay(v_row.to_account_id, p_at);
        end if;
        return v_taken;
      end $function$;

CREATE OR REPLACE FUNCTION public.ledger_shape(p_reason text, p_from text, p_to text, p_kind text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
        select case
          when p_reason in ('earn_service', 'earn_report', 'earn_wish', 'earn_bonus', 'grant_initial', 'grant_fund')
            then p_kind = 'transfer' and p_from = 'issuing' and p_to = 'person'
          when p_reason in ('surplus', 'honour', 'team_bonus', 'grant_pool') then p_kind = 'transfer' and p_from = 'issuing' and p_to = 'pool'
          when p_reason in ('spend_goods', 'spend_service') then p_from = 'person' and p_to = 'shop' and p_kind <> 'transfer'
          when p_reason = 'order_points' then p_from = 'person' and p_to = 'pool' and p_kind <> 'transfer'
          when p_reason = 'pool_payout' then p_from = 'pool' and p_to = 'issuing'
          when p_reason in ('gift', 'joining') then p_kind = 'transfer' and p_from = 'person' and p_to = 'person'
          when p_reason in ('donate', 'closing') then p_kind = 'transfer' and p_from = 'person' and p_to = 'pool'
          when p_reason = 'refund' then p_kind = 'transfer' and p_from = 'shop' and p_to = 'person'
          when p_reason = 'debt_paid' then p_kind = 'transfer' and p_from in ('person', 'pool', 'shop')
          when p_reason = 'reversal'
            then p_kind = 'transfer' and (p_from in ('person', 'pool', 'shop') or (p_from = 'issuing' and p_to = 'pool'))
          else false
        end
      $function$;

CREATE OR REPLACE FUNCTION public.ledger_spend(p_id uuid, p_kind text, p_person uuid, p_to uuid, p_amount bigint, p_reason text, p_ref_type text, p_ref_id uuid, p_actor uuid, p_at timestamp with time zone)
 RETURNS uuid[]
 LANGUAGE plpgsql
AS $function$
      declare v_ids uuid[]; v_sum bigint; v_rest bigint := p_amount; v_part bigint; v_id uuid := p_id; r record;
      begin
        -- First the locks: the same spending sent twice at once finds the first one's rows here.
        perform from ledger_balances b
          where b.account_id = any(array(select a.id from ledger_accounts a where a.owner_id = p_person and a.kind = 'person')
            || case when p_kind = 'transfer' then array[p_to] end)
          order by b.account_id for no key update;
        select array_agg(t.id order by t.seq), sum(t.amount) into v_ids, v_sum
          from transfers t where t.id = any(array(select case n when 0 then p_id else md5(p_id::text || n)::uuid end from generate_series(0, 20) n));
        if v_ids is not null then
          perform from transfers t join ledger_accounts a on a.id = t.from_account_id where t.id = p_id and a.owner_id = p_person
            and (t.kind, t.to_account_id, t.reason, t.ref_type, t.ref_id) = (p_kind, p_to, p_reason, p_ref_type, p_ref_id);
          if not found or v_sum <> p_amount then raise exception 'the id was used for another transfer' using errcode = 'LI004'; end if;
          return v_ids;
        end if;
        v_ids := '{}';
        if exists (select from ledger_balances b join ledger_accounts a on a.id = b.account_id
                    where a.owner_id = p_person and a.kind = 'person' and b.debt > 0) then
          raise exception 'a debt is to be paid first' using errcode = 'LI005';
        end if;
        for r in select a.id, a.community_code, b.balance - b.held as free from ledger_accounts a join ledger_balances b on b.account_id = a.id
                  where a.owner_id = p_person and a.kind = 'person' and a.id <> p_to and b.balance > b.held order by a.opened_at, a.id loop
          exit when v_rest = 0;
          v_part := least(v_rest, r.free);
          insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, actor_id, booked_at)
            values (v_id, p_kind, r.id, p_to, v_part, p_reason, p_ref_type, p_ref_id, r.community_code, p_actor, p_at);
          v_ids := v_ids || v_id;
          v_rest := v_rest - v_part;
          v_id := md5(p_id::text || cardinality(v_ids))::uuid;
        end loop;
        if v_rest > 0 then raise exception 'not enough points' using errcode = 'LI006'; end if;
        return v_ids;
      end $function$;

CREATE OR REPLACE FUNCTION public.ledger_unfolded()
 RETURNS SETOF ledger_months
 LANGUAGE sql
 STABLE
AS $function$
        select * from ledger_moves(coalesce((select through from ledger_folded), '-infinity'), 'infinity')
      $function$;

CREATE OR REPLACE FUNCTION public.people_close_to(p_person uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
AS $function$
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
      $function$;

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

CREATE OR REPLACE FUNCTION public.shop_sheets_kept()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        if tg_op = 'UPDATE' and (old.state = 'mismatch' or (old.state = 'closed' and new.state = 'handled'
          and (to_jsonb(old) - '{state,handled_at,handled_by,handled_note}'::text[]) = (to_jsonb(new) - '{state,handled_at,handled_by,handled_note}'::text[])))
        then return new; end if;
        raise exception 'a closed sheet never changes' using errcode = 'LI001';
      end $function$;

CREATE OR REPLACE FUNCTION public.transfer_digest(t transfers)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
        select sha256(convert_to(concat_ws('|', t.id, t.kind, t.from_account_id, t.to_account_id, t.amount, t.reason, t.ref_type, t.ref_id,
          coalesce(t.hold_id::text, '-'), coalesce(t.reverses_id::text, '-'), t.community_code, coalesce(t.actor_id::text, '-'),
          extract(epoch from t.booked_at)), 'UTF8'))
      $function$;

CREATE OR REPLACE FUNCTION public.transfers_booked()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      declare r transfers; v_many integer; v_from text; v_to text; v_moves boolean; v_payer uuid; v_ids uuid[]; v_debtor uuid;
      begin
        select count(*) into v_many from (select from fresh limit 2) few;
        if v_many = 0 then return null; end if;
        perform pg_advisory_xact_lock_shared(4117010);

        if v_many = 1 then
          select * into r from fresh;
          if exists (select from ledger_seals where day >= r.day) then
            raise exception 'the day is sealed' using errcode = 'LI002';
          end if;
          select kind into v_from from ledger_accounts where id = r.from_account_id;
          select kind into v_to from ledger_accounts where id = r.to_account_id;
          if not coalesce(ledger_shape(r.reason, v_from, v_to, r.kind), false) then
            raise exception 'the ledger knows no such transfer' using errcode = 'LI003';
          end if;
          if r.hold_id is not null and (
            select h.kind = 'hold' and (h.from_account_id, h.to_account_id, h.amount, h.community_code, h.reason)
                 = (r.from_account_id, r.to_account_id, r.amount, r.community_code, r.reason)
              from transfers h where h.id = r.hold_id) is not true
          then
            raise exception 'a hold is closed as it was opened' using errcode = 'LI003';
          end if;
          if r.reverses_id is not null and (
            select t.kind in ('transfer', 'settle') and r.amount <= t.amount
               and (t.from_account_id, t.to_account_id) = (r.to_account_id, r.from_account_id)
              from transfers t where t.id = r.reverses_id) is not true
          then
            raise exception 'a reversal goes back the way its transfer came' using errcode = 'LI003';
          end if;
          v_moves := r.kind in ('transfer', 'settle') and v_to <> 'issuing';
          -- The lower id first, as everybody locks them.
          if v_moves and r.to_account_id < r.from_account_id then
            update ledger_balances set balance = balance + r.amount where account_id = r.to_account_id
              returning case when debt > 0 and balance > held then account_id end into v_debtor;
          end if;
          if v_from <> 'issuing' then
            update ledger_balances
               set balance = balance - case when r.kind in ('transfer', 'settle') then r.amount else 0 end,
                   held = held + case r.kind when 'hold' then r.amount when 'transfer' then 0 else -r.amount end
             where account_id = r.from_account_id
             returning case when debt > 0 and balance > held then account_id end into v_payer;
          end if;
          if v_moves and r.to_account_id > r.from_account_id then
            update ledger_balances set balance = balance + r.amount where account_id = r.to_account_id
              returning case when debt > 0 and balance > held then account_id end into v_debtor;
          end if;
          if v_debtor is not null then perform ledger_repay(v_debtor, r.booked_at); end if;
          -- Whoever is just paying a debt goes on paying in the loop that began it.
          if v_payer is not null and r.reason <> 'debt_paid' then perform ledger_repay(v_payer, r.booked_at); end if;
          return null;
        end if;

        if exists (select from ledger_seals where day >= (select min(day) from fresh)) then
          raise exception 'the day is sealed' using errcode = 'LI002';
        end if;
        if exists (
          select from fresh f
           where not coalesce(ledger_shape(f.reason, (select kind from ledger_accounts where id = f.from_account_id),
             (select kind from ledger_accounts where id = f.to_account_id), f.kind), false)
        ) then
          raise exception 'the ledger knows no such transfer' using errcode = 'LI003';
        end if;
        if exists (
          select from fresh f
           where f.hold_id is not null and (
             select h.kind = 'hold' and (h.from_account_id, h.to_account_id, h.amount, h.community_code, h.reason)
                  = (f.from_account_id, f.to_account_id, f.amount, f.community_code, f.reason)
               from transfers h where h.id = f.hold_id) is not true
        ) then
          raise exception 'a hold is closed as it was opened' using errcode = 'LI003';
        end if;
        if exists (
          select from fresh f
           where f.reverses_id is not null and (
             select t.kind in ('transfer', 'settle') and f.amount <= t.amount
                and (t.from_account_id, t.to_account_id) = (f.to_account_id, f.from_account_id)
               from transfers t where t.id = f.reverses_id) is not true
        ) then
          raise exception 'a reversal goes back the way its transfer came' using errcode = 'LI003';
        end if;
        select array_agg(id) into v_ids
          from (select from_account_id as id from fresh union select to_account_id from fresh where kind in ('transfer', 'settle')) moved;
        perform from ledger_balances b where b.account_id = any(v_ids) order by b.account_id for no key update;
        for v_debtor in
          update ledger_balances b set balance = b.balance + m.balance, held = b.held + m.held
            from (
              select account_id, sum(balance)::bigint as balance, sum(held)::bigint as held from (
                select from_account_id as account_id,
                       case when kind in ('transfer', 'settle') then -amount else 0 end as balance,
                       case kind when 'hold' then amount when 'transfer' then 0 else -amount end as held
                  from fresh
                union all
                select to_account_id, amount, 0 from fresh where kind in ('transfer', 'settle')
              ) moved group by account_id
            ) m
           where b.account_id = m.account_id and b.account_id = any(v_ids)
          returning case when b.debt > 0 and b.balance > b.held then b.account_id end
        loop
          -- Whoever is just paying a debt goes on paying in the loop that began it.
          if v_debtor is not null and not exists (select from fresh where reason = 'debt_paid' and from_account_id = v_debtor) then
            perform ledger_repay(v_debtor, (select max(booked_at) from fresh));
          end if;
        end loop;
        return null;
      end $function$;

CREATE OR REPLACE FUNCTION public.transfers_digested()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        new.day := (new.booked_at at time zone 'Asia/Shanghai')::date;
        new.digest := transfer_digest(new);
        return new;
      end $function$;
