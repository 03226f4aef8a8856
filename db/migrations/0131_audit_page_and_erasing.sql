-- The auditor asks by time, and by who, what and on what, the newest first; and a person's data can be deleted.
create index audit_entry_at on audit_entry (at, id);
create index audit_entry_actor on audit_entry (actor, at, id);
create index audit_entry_action on audit_entry (action, at, id);
-- A responsibility's key may be longer than an index takes.
create index audit_entry_subject on audit_entry ("left"(subject, 200), at, id);

alter table account
  add column erased_at timestamptz,
  add constraint account_erased check (
    erased_at is null or (
      ended_at is not null and num_nonnulls(phone, password_hash, password_set_at, organisation_code) = 0
      and sign_in_name = 'deleted-' || id::text and title = '已删除的帐号 ' || id::text
    )
  );
comment on column account.erased_at is 'When everything that told of the person was deleted (PIPL, article 47); the row stays, for entries of the audit and assignments name it.';
comment on column account.sign_in_name is 'What is typed to sign in, in lower case; deleted-<id> of one that was erased.';
