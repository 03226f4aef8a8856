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
begin
  if said[2] is distinct from 'person' then
    return null;
  end if;
  return (
    select a.id
    from session s join account a on a.id = s.account_id
    where s.id = said[4]::integer and a.id = said[3]::integer and s.ended_at is null and s.awaits is null
      and a.ended_at is null and s.expires_at > context_at()
      and s.last_seen_at + make_interval(secs => s.idle_s) > context_at()
  );
end
$$;
comment on function context_account() is 'The account that asks, while its session is open; null for everybody else.';

create or replace function context_grants() returns table (role text, area integer, organisation integer)
language plpgsql stable parallel restricted security definer set search_path from current as $$
declare
  said text[] := context_said();
  account integer := context_account();
  grants jsonb;
begin
  if said[2] is distinct from 'person' then
    return;
  elsif account is null then
    raise exception '%', case when pg_is_in_recovery() then 'replica-behind' else 'session-over' end using errcode = 'WG000', detail = '{}';
  end if;
  -- Who looks as somebody else has what that account may do, and nothing of their own.
  grants := coalesce((
    select grants_of(s.seen_as, context_at()) from session s
    where s.id = said[4]::integer and s.seen_as_until > context_at()
  ), grants_of(account, context_at()));
  -- Less than the product believes would be taken for all there is, and be kept as such.
  if md5(grants::text) <> said[8] then
    raise exception '%', case when pg_is_in_recovery() then 'replica-behind' else 'database-busy' end using errcode = 'WG000', detail = '{"reason": "rights-changed"}';
  end if;
  return query
  select given.role, given.area, given.organisation
  from jsonb_to_recordset(grants) as given (role text, area integer, organisation integer)
  -- An officer's role does not count before the second factor was shown, and nobody looks as an officer.
  where not is_office(given.role) or exists (
    select from session s join account a on a.id = s.account_id
    where s.id = said[4]::integer and (s.second_factor_at is not null or a.demonstration)
      and (s.seen_as is null or s.seen_as_until <= context_at())
  );
end
$$;
comment on function context_grants() is 'Roles of whoever asks that are in force, each with its area or organisation, both null for the whole jurisdiction. An error where the session has ended, or the product believes otherwise: a replica may be behind.';

create or replace function is_office(of_role text) returns boolean
language sql immutable parallel safe set search_path from current as $$ select of_role in ('system_administrator', 'security_administrator', 'auditor') $$;
comment on function is_office(text) is 'Whether a role is one of the three officers'' (src/lib/domain/access/roles.ts).';

create or replace function role_may(of_role text, action text, record text) returns boolean
language sql immutable parallel safe as $$
  select coalesce(action || ' ' || record = any (case of_role
    when 'resident' then '{}'
    when 'grid_worker' then '{read people, read incident, report incident, inspect incident, read greening}'
    when 'squad_member' then '{read people, read incident, report incident, inspect incident, read greening}'
    when 'squad_leader' then '{read people, read incident, report incident, inspect incident, read greening, read means}'
    when 'unit_handler' then '{read means, handle incident, read greening}'
    when 'community_staff' then '{read people, read incident, report incident, inspect incident, read greening, read means, read contact, reveal contact}'
    when 'street_staff' then '{read people, read incident, report incident, inspect incident, direct incident, handle incident, read greening, read means, read contact, reveal contact}'
    when 'leader' then '{read people, read incident, read greening, read means}'
    when 'system_administrator' then '{read account, invite account, appoint account, erase account, read contact}'
    when 'security_administrator' then '{read account, assign account, preview account}'
    when 'auditor' then '{read account, read audit}'
  end::text[]), false)
$$;
comment on function role_may(text, text, text) is 'What src/lib/domain/access/policy.ts says, a second time and on purpose: a test holds them together, and a mistake in one of them opens nothing.';

create or replace function context_may(action text, record text) returns boolean
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return exists (select from context_grants() given where role_may(given.role, action, record));
end
$$;
comment on function context_may(text, text) is 'Whether whoever asks may do it anywhere at all.';

create or replace function context_everywhere(action text, record text) returns boolean
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return exists (
    select from context_grants() given
    where role_may(given.role, action, record) and given.area is null and given.organisation is null
  );
end
$$;
comment on function context_everywhere(text, text) is 'Whether whoever asks may do it to all there is of a record.';

create or replace function context_everywhere(record text) returns boolean
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return context_everywhere('read', record);
end
$$;
comment on function context_everywhere(text) is 'Whether whoever asks may read all there is of a record.';

create or replace function context_areas(action text, record text) returns setof integer
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return query
  select distinct below.area_id
  from context_grants() given cross join lateral areas_below(given.area) below
  where role_may(given.role, action, record) and given.area is not null;
end
$$;
comment on function context_areas(text, text) is 'Areas, with all below them, in which whoever asks may do it to a record.';

create or replace function context_areas(record text) returns setof integer
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return query select context_areas('read', record);
end
$$;
comment on function context_areas(text) is 'Areas, with all below them, in which whoever asks may read a record.';

create or replace function context_grids(action text, record text) returns setof integer
language plpgsql stable parallel restricted set search_path from current as $$
declare
  areas integer[] := array(select context_areas(action, record));
begin
  return query select g.id from grid g where g.community_id = any (areas) or g.duty_grid_id = any (areas);
end
$$;
comment on function context_grids(text, text) is 'Grids in which whoever asks may do it to a record.';

create or replace function context_grids(record text) returns setof integer
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return query select context_grids('read', record);
end
$$;
comment on function context_grids(text) is 'Grids in which whoever asks may read a record.';

create or replace function context_colleagues() returns setof integer
language plpgsql stable parallel restricted security definer set search_path from current as $$
begin
  if context_everywhere('contact') then
    return query select id from account;
  else
    return query
    select distinct x.account_id
    from assignment x
    left join area r on r.code = x.area_code
    left join organisation o on o.code = x.organisation_code
    where coalesce(r.id, o.area_id) in (select context_areas('contact'));
  end if;
end
$$;
comment on function context_colleagues() is 'Accounts whose posts lie where whoever asks may read contacts.';

create or replace function context_reaches(record text, of_grid integer) returns boolean
language plpgsql stable parallel restricted set search_path from current as $$
declare
  areas integer[];
begin
  if is_owner() or context_everywhere(record) then
    return true;
  end if;
  areas := array(select context_areas(record));
  return exists (select from grid g where g.id = of_grid and (g.community_id = any (areas) or g.duty_grid_id = any (areas)));
end
$$;
comment on function context_reaches(text, integer) is 'Whether whoever asks may read a record in a grid.';

create or replace function context_organisations(record text, wanted integer[] default null) returns integer[]
language plpgsql stable parallel restricted set search_path from current as $$
begin
  if is_owner() then
    return wanted;
  end if;
  return array(
    select distinct given.organisation from context_grants() given
    where role_may(given.role, 'read', record) and given.organisation is not null
      and (wanted is null or given.organisation = any (wanted))
  );
end
$$;
comment on function context_organisations(text, integer[]) is 'Organisations for which whoever asks may read a record, of those wanted, or (null) all.';

create or replace function enter_context(said text) returns boolean
language plpgsql as $$
begin
  -- A statement that somebody left behind in the place of one of the product's would run for whoever comes next. The
  -- product prepares its own by the protocol.
  if exists (select from pg_prepared_statements where from_sql) then
    raise exception 'database-unfit' using errcode = 'WG000', detail = '{"reason": "prepared"}';
  end if;
  perform set_config('wangge.context', said, true);
  return context_said() is not null;
end
$$;
comment on function enter_context(text) is 'Says until the end of the transaction who asks; false where it was not signed with a key of this database, or for another transaction.';

create or replace function sees_people_everywhere() returns boolean
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return is_owner() or is_process() or context_everywhere('people');
end
$$;
comment on function sees_people_everywhere() is 'Whether whoever asks may know how many live in any grid, also where that tells of few.';

create or replace function sees_people(of_grid integer) returns boolean
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return is_owner() or is_process() or context_reaches('people', of_grid);
end
$$;
comment on function sees_people(integer) is 'Whether whoever asks may know how many live in a grid where that tells of few.';

create or replace function sees_people_of(grids integer[]) returns boolean
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return sees_people_everywhere() or not exists (select unnest(grids) except select context_grids('people'));
end
$$;
comment on function sees_people_of(integer[]) is 'The same of all these grids.';
