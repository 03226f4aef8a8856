-- Who signs in, what each may do where and until when, and how they prove who they are.

create table account (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('person', 'device')),
  sign_in_name text not null unique check (sign_in_name ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
  title text not null check (title <> '' and length(title) <= 60),
  phone bytea,
  organisation_code text,
  demonstration boolean not null default false,
  password_hash text check (password_hash ~ '^\$argon2id\$'),
  password_set_at timestamptz,
  created_at timestamptz not null,
  created_by integer references account (id),
  ended_at timestamptz,
  check ((password_hash is null) = (password_set_at is null)),
  check (kind = 'person' or num_nonnulls(password_hash, phone) = 0),
  check (not demonstration or num_nonnulls(password_hash, phone) = 0)
);
create index account_created_by on account (created_by);
comment on table account is 'Who signs in: a person, or a device such as a wall display. One that has ended stays, for what it did is recorded.';
comment on column account.id is 'Identity; the audit says account:<id>.';
comment on column account.kind is 'person or device.';
comment on column account.sign_in_name is 'What is typed to sign in, in lower case.';
comment on column account.title is 'How colleagues call them, for example 桐花街道网格员 3 号; work, not private data.';
comment on column account.phone is 'Own phone number, sealed (src/lib/server/secrets); personal data, masked unless revealed.';
comment on column account.organisation_code is 'The organisation they belong to, by its code.';
comment on column account.demonstration is 'One of a demonstration: entered by one click there, and nowhere else.';
comment on column account.password_hash is 'argon2id in PHC form; null until the invitation is accepted.';
comment on column account.password_set_at is 'When the password was chosen.';
comment on column account.created_at is 'When they were invited.';
comment on column account.created_by is 'Who invited them; null for the first administrator and for a demonstration.';
comment on column account.ended_at is 'When the account was ended.';

create table assignment (
  id integer generated always as identity primary key,
  account_id integer not null references account (id),
  role text not null check (role in ('resident', 'grid_worker', 'squad_member', 'squad_leader', 'unit_handler',
    'community_staff', 'street_staff', 'leader', 'system_administrator', 'security_administrator', 'auditor')),
  area_code text,
  organisation_code text,
  valid_from timestamptz not null,
  valid_to timestamptz,
  reason text not null default '' check (length(reason) <= 200),
  granted_by integer references account (id),
  check (valid_to >= valid_from),
  check (num_nonnulls(area_code, organisation_code) <= 1),
  check ((role = 'unit_handler') = (organisation_code is not null)),
  constraint assignment_not_to_oneself check (granted_by <> account_id),
  -- 三员分立: whoever runs the system, grants rights or reviews the audit does none of the other two.
  constraint assignment_one_office exclude using gist
    (account_id with =, role with <>, tstzrange(valid_from, valid_to) with &&)
    where (role in ('system_administrator', 'security_administrator', 'auditor')),
  constraint assignment_once exclude using gist
    (account_id with =, role with =, coalesce(area_code, '') with =, coalesce(organisation_code, '') with =,
      tstzrange(valid_from, valid_to) with &&)
);
create index assignment_account_id on assignment (account_id);
create index assignment_area_code on assignment (area_code);
create index assignment_organisation_code on assignment (organisation_code);
create index assignment_granted_by on assignment (granted_by);
comment on table assignment is 'What an account may do: a role, in an area with all below it or for an organisation, for a time. Standing in (代班) is a row with an end.';
comment on column assignment.id is 'Identity.';
comment on column assignment.account_id is 'Whose.';
comment on column assignment.role is 'A role of src/lib/domain/access/roles.ts.';
comment on column assignment.area_code is 'The area with all below it, by its code, so that ground which is brought in anew keeps its people; null with no organisation: the whole jurisdiction. A code that there is not gives nothing.';
comment on column assignment.organisation_code is 'The organisation that they act for, by its code.';
comment on column assignment.valid_from is 'From when.';
comment on column assignment.valid_to is 'Until when; null: until further notice. Ending it is to say now.';
comment on column assignment.reason is 'Why, for the review.';
comment on column assignment.granted_by is 'Who granted it, never the account itself; null for the first administrator and for a demonstration.';

create table session (
  id integer generated always as identity primary key,
  account_id integer not null references account (id),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  former_token_hash bytea unique check (octet_length(former_token_hash) = 32),
  token_made_at timestamptz not null,
  awaits text check (awaits in ('second-factor', 'second-factor-setup', 'new-password')),
  second_factor_at timestamptz,
  device text not null default '' check (length(device) <= 80),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_s integer not null check (idle_s > 0),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_account_id on session (account_id);
comment on table session is 'Sessions are kept here, so that one that is ended is ended at once. The token itself is only with the reader.';
comment on column session.id is 'Identity.';
comment on column session.account_id is 'Whose.';
comment on column session.token_hash is 'SHA-256 of the token in the cookie.';
comment on column session.former_token_hash is 'Of the token before it, of a device whose token rotates: it holds for a minute, and after that tells of a theft.';
comment on column session.token_made_at is 'When the token was made.';
comment on column session.awaits is 'What is still to be done before it opens anything; null when nothing is.';
comment on column session.second_factor_at is 'When the second factor was shown in it; without it roles that need one do not count.';
comment on column session.device is 'Browser and system as one would call them, for the list of one''s own sessions.';
comment on column session.created_at is 'When it was begun.';
comment on column session.last_seen_at is 'When it was last used, to the minute.';
comment on column session.idle_s is 'Seconds without use after which it is over.';
comment on column session.expires_at is 'When it is over in any case.';
comment on column session.ended_at is 'When it was ended before that.';

create table invitation (
  id integer generated always as identity primary key,
  purpose text not null check (purpose in ('first', 'invitation', 'reset', 'device')),
  account_id integer references account (id),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  created_at timestamptz not null,
  created_by integer references account (id),
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((purpose = 'first') = (account_id is null))
);
create index invitation_account_id on invitation (account_id);
create index invitation_created_by on invitation (created_by);
comment on table invitation is 'Links that hold once: to accept an invitation, to choose a new password, to bring a device in.';
comment on column invitation.id is 'Identity.';
comment on column invitation.purpose is 'first: whoever follows it becomes the first administrator.';
comment on column invitation.account_id is 'For whom.';
comment on column invitation.token_hash is 'SHA-256 of the token in the link.';
comment on column invitation.created_at is 'When it was made.';
comment on column invitation.created_by is 'Who made it; null for the first.';
comment on column invitation.expires_at is 'Until when it holds.';
comment on column invitation.used_at is 'When it was used, or taken back.';

create table second_factor (
  account_id integer primary key references account (id),
  secret bytea not null,
  confirmed_at timestamptz not null,
  last_step bigint not null
);
comment on table second_factor is 'Time-based one-time passwords (RFC 6238).';
comment on column second_factor.account_id is 'Whose.';
comment on column second_factor.secret is 'The shared secret, sealed (src/lib/server/secrets).';
comment on column second_factor.confirmed_at is 'When a first code proved that the reader''s app has it.';
comment on column second_factor.last_step is 'Time step of the last code taken: none holds twice.';

create table recovery_code (
  id integer generated always as identity primary key,
  account_id integer not null references second_factor (account_id) on delete cascade,
  code_hash bytea not null check (octet_length(code_hash) = 32),
  used_at timestamptz,
  unique (account_id, code_hash)
);
comment on table recovery_code is 'Codes on paper for whoever has lost the device with the second factor; each holds once.';
comment on column recovery_code.id is 'Identity.';
comment on column recovery_code.account_id is 'Whose.';
comment on column recovery_code.code_hash is 'SHA-256 of the code.';
comment on column recovery_code.used_at is 'When it was used.';

create table sign_in_throttle (
  key bytea primary key check (octet_length(key) = 32),
  failures integer not null check (failures > 0),
  last_at timestamptz not null,
  until timestamptz not null
);
comment on table sign_in_throttle is 'Attempts to sign in that have failed, by account and by address, so that nobody guesses on after a restart.';
comment on column sign_in_throttle.key is 'Keyed hash of a sign-in name or an address: neither is kept.';
comment on column sign_in_throttle.failures is 'Failures in a row.';
comment on column sign_in_throttle.last_at is 'When the last one was.';
comment on column sign_in_throttle.until is 'Until when no attempt is looked at.';
