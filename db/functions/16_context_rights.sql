-- What whoever asks may do (15_context.sql), and where. It is looked up when their transaction begins, and sealed, since
-- policies ask for it many times in each statement; where the seal is not there, or not ours, it is looked up again.

create or replace function context_looked_up() returns jsonb
language plpgsql stable parallel restricted security definer set search_path from current as $$
declare
  said text[] := context_said();
  -- As context_at has it, which would look at the signature once more for each time it is asked.
  at timestamptz := to_timestamp(said[5]::bigint / 1000.0);
  account integer := context_account();
  grants jsonb;
begin
  if said[2] is distinct from 'person' or account is null then
    return null;
  end if;
  -- Who looks as somebody else has what that account may do, and nothing of their own.
  grants := coalesce((
    select grants_of(s.seen_as, at) from session s where s.id = said[4]::integer and s.seen_as_until > at
  ), grants_of(account, at));
  -- Less than the product believes would be taken for all there is, and be kept as such.
  if md5(grants::text) <> said[8] then
    return '"other"';
  end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object('role', given.role, 'area', given.area, 'organisation', given.organisation,
      'below', case when given.area is not null then (select jsonb_agg(below.area_id) from areas_below(given.area) below) end))
    from jsonb_to_recordset(grants) as given (role text, area integer, organisation integer)
    -- An officer's role does not count before the second factor was shown, and nobody looks as an officer.
    where not is_office(given.role) or exists (
      select from session s join account a on a.id = s.account_id
      where s.id = said[4]::integer and (s.second_factor_at is not null or a.demonstration)
        and (s.seen_as is null or s.seen_as_until <= at)
    )
  ), '[]');
end
$$;
comment on function context_looked_up() is 'Roles of whoever asks that are in force, each with its area and all below it, or its organisation; null where the session has ended, "other" where the product believes otherwise.';

create or replace function context_seal(of_text text) returns text
language sql stable parallel restricted security definer set search_path from current as $$
  -- With the first of the keys. Where they change before the transaction ends, it is looked up again.
  select encode(sha256(outer_pad || sha256(inner_pad || convert_to('kept ' || of_text, 'UTF8'))), 'hex')
  from context_key order by name limit 1
$$;
comment on function context_seal(text) is 'HMAC-SHA-256, in hex, of what this database keeps for a transaction; nobody takes it for a text of the product''s, which begins otherwise.';
revoke execute on function context_seal(text) from public;

create or replace function context_kept() returns jsonb
language plpgsql stable parallel restricted security definer set search_path from current as $$
declare
  context text := current_setting('wangge.context', true);
  kept text := current_setting('wangge.kept', true);
  found text := substr(kept, 66);
  parts text[];
begin
  -- It is sealed for what was signed, and only where that held (context_said); what is left to ask is whether it holds in
  -- this transaction.
  if kept <> '' and left(kept, 64) = context_seal(context || ' ' || found) then
    parts := string_to_array(context, ' ');
    if parts[6]::integer in (0, pg_backend_pid()) and parts[7]::bigint = context_transaction() then
      return found::jsonb;
    end if;
  end if;
  return null;
end
$$;
comment on function context_kept() is 'What was looked up when this transaction began, of whoever asks now; null where nothing was, or somebody has put something else in its place.';

create or replace function keep_context() returns text
language plpgsql stable parallel restricted security definer set search_path from current as $$
declare
  found text := context_looked_up()::text;
begin
  return case when found is null then '' else
    context_seal(current_setting('wangge.context', true) || ' ' || found) || ' ' || found end;
end
$$;
comment on function keep_context() is 'What whoever asks may do, sealed for this transaction: policies ask for it many times.';

create or replace function context_posts() returns table (role text, area integer, organisation integer, below integer[])
language plpgsql stable parallel restricted set search_path from current as $$
declare
  found jsonb := context_kept();
begin
  if found is null then
    if (context_said())[2] is distinct from 'person' then
      return;
    end if;
    found := context_looked_up();
  end if;
  if found is null then
    raise exception '%', case when pg_is_in_recovery() then 'replica-behind' else 'session-over' end using errcode = 'WG000', detail = '{}';
  elsif jsonb_typeof(found) <> 'array' then
    raise exception '%', case when pg_is_in_recovery() then 'replica-behind' else 'database-busy' end using errcode = 'WG000', detail = '{"reason": "rights-changed"}';
  end if;
  return query
  select given.role, given.area, given.organisation, given.below
  from jsonb_to_recordset(found) as given (role text, area integer, organisation integer, below integer[]);
end
$$;
comment on function context_posts() is 'Roles of whoever asks as the transaction found them, each with its area and all below it, or its organisation; none of these for the whole jurisdiction. An error where the session has ended, or the product believes otherwise: a replica may be behind.';

create or replace function context_grants() returns table (role text, area integer, organisation integer)
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return query select given.role, given.area, given.organisation from context_posts() given;
end
$$;
comment on function context_grants() is 'The same without the areas below.';

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
    when 'community_staff' then '{read people, read incident, report incident, inspect incident, export incident, read greening, read means, read contact, reveal contact}'
    when 'street_staff' then '{read people, read incident, report incident, inspect incident, direct incident, handle incident, export incident, read greening, read means, read contact, reveal contact}'
    when 'leader' then '{read people, read incident, export incident, read greening, read means}'
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
  select distinct area_id
  from context_posts() given cross join unnest(given.below) as area_id
  where role_may(given.role, action, record);
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
  -- Looked for by the few that can be one: asked for all of them, the planner reads every grid.
  communities integer[] := array(select id from area where id = any (areas) and level = 'community');
  duty_grids integer[] := array(select id from area where id = any (areas) and level = 'duty_grid');
begin
  return query select g.id from grid g where g.community_id = any (communities) or g.duty_grid_id = any (duty_grids);
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
