-- Entries of the audit form a chain: each carries the hash of the one before it, so that whoever changes, takes out or
-- moves one later is found (db/functions/95_audit.sql chains them, npm run audit:verify follows the chain).
alter table audit_entry
  add column nth bigint unique,
  add column previous bytea check (octet_length(previous) = 32),
  add column hash bytea unique check (octet_length(hash) = 32),
  add constraint audit_entry_chained check ((nth is null) = (previous is null) and (nth is null) = (hash is null));
comment on column audit_entry.nth is 'Place in the chain, from 1 without a gap; null only within the transaction that writes the entry.';
comment on column audit_entry.previous is 'Hash of the entry before it; 32 zero bytes for the first.';
comment on column audit_entry.hash is 'audit_hash of the entry, by which the next one refers to it.';

create table audit_head (
  one boolean primary key default true check (one),
  nth bigint not null default 0 check (nth >= 0),
  hash bytea not null default decode(repeat('00', 32), 'hex') check (octet_length(hash) = 32)
);
comment on table audit_head is 'The end of the chain of audit entries: what was taken off its end is missed by this.';
comment on column audit_head.one is 'There is one row.';
comment on column audit_head.nth is 'Place of the last entry; 0 while there is none.';
comment on column audit_head.hash is 'Hash of the last entry.';
insert into audit_head default values;
