-- The audit: entries are only ever added, and each is chained to the one before it when its transaction ends.

create or replace function audit_part(part text) returns text
language sql immutable as $$ select octet_length(part) || ':' || part $$;
comment on function audit_part(text) is 'A part of an entry with its length in bytes, so that no two entries have the same text.';

create or replace function audit_moment(at timestamptz) returns text
language sql stable as $$
  -- to_char names no era, and of what is endless nothing: two moments must not have one text.
  select case when at between '0001-01-01 00:00:00+00' and '9999-12-31 23:59:59+00' then to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    else extract(epoch from at)::text end
$$;
comment on function audit_moment(timestamptz) is 'A moment as the text that is hashed.';

create or replace function audit_hash(previous bytea, nth bigint, entry audit_entry) returns bytea
language sql stable as $$
  select sha256(audit_hash.previous || convert_to(
    audit_part(audit_hash.nth::text) || audit_part(entry.id::text)
    || audit_part(audit_moment(entry.at))
    || audit_part(entry.actor) || audit_part(entry.action) || audit_part(entry.subject)
    || audit_part(entry.detail::text), 'UTF8'))
$$;
comment on function audit_hash(bytea, bigint, audit_entry) is 'SHA-256 of an entry at its place in the chain, after the hash of the one before. src/lib/server/audit/chain.ts works it out again.';

create or replace function chain_audit_entry(entry_id bigint) returns void
-- Whoever adds an entry may neither read others nor touch the end of the chain.
language plpgsql security definer set search_path from current as $$
declare
  head audit_head;
  entry audit_entry;
begin
  -- Whoever ends a transaction with an entry waits here for the one who came before to end his.
  select * into strict head from audit_head for update;
  select * into strict entry from audit_entry where id = entry_id;
  update audit_entry
  set nth = head.nth + 1, previous = head.hash, hash = audit_hash(head.hash, head.nth + 1, entry)
  where id = entry_id
  returning * into entry;
  update audit_head set nth = entry.nth, hash = entry.hash;
end
$$;
comment on function chain_audit_entry(bigint) is 'Puts an entry at the end of the chain.';

create or replace function chain_when_written() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  perform chain_audit_entry(new.id);
  return null;
end
$$;
comment on function chain_when_written() is 'Chains an entry at the end of its transaction, so that the chain is held only while that ends.';

create or replace function keep_audit() returns trigger
language plpgsql as $$
declare
  was audit_entry;
begin
  if tg_op = 'UPDATE' and tg_table_name = 'audit_entry' then
    was := old;
    if was.nth is null then
      was.nth := new.nth;
      was.previous := new.previous;
      was.hash := new.hash;
      if was is not distinct from new then
        return new;
      end if;
    end if;
  end if;
  raise exception 'forbidden' using errcode = 'WG000', detail = '{"what": "audit"}';
end
$$;
comment on function keep_audit() is 'Refuses whatever is done to the audit but adding to it.';

create or replace trigger audit_entry_kept before update or delete on audit_entry
for each row execute function keep_audit();
create or replace trigger audit_entry_not_emptied before truncate on audit_entry
for each statement execute function keep_audit();
create or replace trigger audit_head_kept before insert or delete on audit_head
for each row execute function keep_audit();
create or replace trigger audit_head_not_emptied before truncate on audit_head
for each statement execute function keep_audit();
drop trigger if exists audit_entry_chain on audit_entry;
create constraint trigger audit_entry_chain after insert on audit_entry
deferrable initially deferred for each row execute function chain_when_written();

-- What was written before there was a chain, and what came in while a migration had the trigger off.
do $$
declare
  unchained bigint;
begin
  for unchained in select id from audit_entry where nth is null order by id loop
    perform chain_audit_entry(unchained);
  end loop;
end
$$;
