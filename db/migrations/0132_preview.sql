-- A security administrator looks as somebody else would, for a while; and a display is held to what a display may have.

alter table session
  add column seen_as integer references account (id),
  add column seen_as_until timestamptz,
  add constraint session_preview_whole check ((seen_as is null) = (seen_as_until is null)),
  add constraint session_preview_of_another check (seen_as <> account_id);
create index session_seen_as on session (seen_as);
comment on column session.seen_as is 'The account as which its reader looks, reading only; null: as themselves. It stays until the end was recorded.';
comment on column session.seen_as_until is 'Until when they look so.';

alter table account add constraint account_kind_of unique (id, kind);
alter table assignment add column account_kind text not null default 'person';
update assignment set account_kind = kind from account where account.id = account_id;
alter table assignment
  add constraint assignment_account_kind foreign key (account_id, account_kind) references account (id, kind),
  -- src/lib/domain/access/roles.ts says the same.
  add constraint assignment_of_device check (account_kind = 'person' or (role = 'leader' and area_code is not null)),
  add constraint assignment_one_of_device exclude using gist
    (account_id with =, tstzrange(valid_from, valid_to) with &&) where (account_kind = 'device');
drop index assignment_account_id;
create index assignment_account_id on assignment (account_id, account_kind);
comment on column assignment.account_kind is 'Kind of the account, said again for the rules: a device reads one area, and has one role at a time.';
