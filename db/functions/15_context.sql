-- Who asks, as the database knows it. The product says so at the beginning of each transaction, in a text that it signs;
-- whoever puts statements of their own into one of its statements has no key to sign another, and a text that was signed
-- for one transaction holds in no other: not in a later one of the same connection either, where somebody kept it. What an
-- account may do, the database looks up by itself.
--
-- The text: a version; kind (person, door, process); account and session (0 for none); the moment, ms since 1970; the
-- number of the connection's backend (0 behind a pooler, where nobody knows it); when the transaction began, as the
-- database has it; what the account may do as the product knows it, hashed; HMAC-SHA-256 of all that, in hex. Parted by
-- single blanks.
-- Restricted: a parallel worker is another backend. Each finds what it names where it was made: whoever puts a table of
-- their own name before ours, and a search path before it, is not asked by the policies.

create or replace function context_transaction() returns bigint
language sql stable parallel restricted set search_path from current as $$ select (extract(epoch from now()) * 1000000)::bigint $$;
comment on function context_transaction() is 'When this transaction began, microseconds since 1970: what is signed for it holds for no other.';

create or replace function context_said() returns text[]
language plpgsql stable parallel restricted security definer set search_path from current as $$
declare
  said text := current_setting('wangge.context', true);
  parts text[] := string_to_array(said, ' ');
begin
  if cardinality(parts) = 9 and said ~ '^v2 (person|door|process) \d{1,9} \d{1,9} \d{1,15} \d{1,9} \d{1,18} [0-9a-f-]{1,32} [0-9a-f]{64}$'
    and parts[6]::integer in (0, pg_backend_pid()) and parts[7]::bigint = context_transaction()
    and exists (
      select from context_key
      where sha256(outer_pad || sha256(inner_pad || convert_to(left(said, -65), 'UTF8'))) = decode(parts[9], 'hex')
    )
  then
    return parts;
  end if;
  return null;
end
$$;
comment on function context_said() is 'The parts of the signed text that says who asks; null where there is none, or none that was signed for this transaction.';

create or replace function context_at() returns timestamptz
language sql stable parallel restricted set search_path from current as $$ select to_timestamp(((context_said())[5])::bigint / 1000.0) $$;
comment on function context_at() is 'The moment at which is asked, as the product''s clock has it.';

create or replace function is_in_door() returns boolean
language plpgsql stable parallel restricted set search_path from current as $$ begin return coalesce((context_said())[2] = 'door', false); end $$;
comment on function is_in_door() is 'Whether the product asks in order to find out who comes in: accounts, sessions and what proves them, and nothing else.';

create or replace function is_process() returns boolean
language plpgsql stable parallel restricted set search_path from current as $$ begin return coalesce((context_said())[2] = 'process', false); end $$;
comment on function is_process() is 'Whether the product asks for itself: it keeps the coverage true and prints the first link, and reads of nobody''s work.';

create or replace function is_owner() returns boolean
language plpgsql stable parallel restricted security definer set search_path from current as $$
begin
  -- Inside, the current user is the owner of this function; who has signed in is the session's user.
  return current_setting('role') <> 'wangge_app'
    and (session_user = current_user or exists (select from pg_roles where rolname = session_user and rolsuper));
end
$$;
comment on function is_owner() is 'Whether the owner of the database has signed in: migrations, imports and commands.';

create or replace function require_process() returns void
language plpgsql stable parallel restricted set search_path from current as $$
begin
  if not is_process() and not is_owner() then
    raise exception 'forbidden' using errcode = 'WG000', detail = '{"what": "process"}';
  end if;
end
$$;
comment on function require_process() is 'Refuses whoever asks on behalf of somebody.';

create or replace function context_account() returns integer
language plpgsql stable parallel restricted security definer set search_path from current as $$
declare
  said text[] := context_said();
  -- As context_at has it, which would look at the signature once more for each time it is asked.
  at timestamptz := to_timestamp(said[5]::bigint / 1000.0);
begin
  if said[2] is distinct from 'person' then
    return null;
  end if;
  return (
    select a.id
    from session s join account a on a.id = s.account_id
    where s.id = said[4]::integer and a.id = said[3]::integer and s.ended_at is null and s.awaits is null
      and a.ended_at is null and s.expires_at > at and s.last_seen_at + make_interval(secs => s.idle_s) > at
  );
end
$$;
comment on function context_account() is 'The account that asks, while its session is open; null for everybody else.';

create or replace function enter_context(said text) returns boolean
language plpgsql as $$
begin
  -- A statement that somebody left behind in the place of one of the product's would run for whoever comes next. The
  -- product prepares its own by the protocol.
  if exists (select from pg_prepared_statements where from_sql) then
    raise exception 'database-unfit' using errcode = 'WG000', detail = '{"reason": "prepared"}';
  end if;
  perform set_config('wangge.context', said, true);
  if context_said() is null then
    return false;
  end if;
  perform set_config('wangge.kept', keep_context(), true);
  return true;
end
$$;
comment on function enter_context(text) is 'Says until the end of the transaction who asks; false where it was not signed with a key of this database, or for another transaction.';
