-- What the product's own role may do at all. It owns nothing, so it may change no table, no policy and no function; what
-- it may see of each row, 97_row_level.sql says.

do $$
begin
  -- Looked for first: whoever may make no roles may go on where an administrator made it (db/administrator.sql).
  if not exists (select from pg_roles where rolname = 'wangge_app') then
    create role wangge_app nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
  end if;
exception
  -- Roles are for all databases of a server; another may be making it at this moment.
  when duplicate_object or unique_violation then null;
end
$$;

do $$
begin
  execute format('grant usage on schema %I to wangge_app', current_schema());
  execute format('revoke all on all tables in schema %I from public, wangge_app', current_schema());
  execute format('grant select on all tables in schema %I to wangge_app', current_schema());
  -- So that it can tell whether the schema is that of its version.
  if to_regclass('migration.file') is not null then
    grant usage on schema migration to wangge_app;
    grant select on migration.file to wangge_app;
  end if;
end
$$;
revoke all on context_key, incident_import, incident_mapping, incident_feed from wangge_app;

-- Columns that no statement of the product reads by itself: functions tell sums of people, and means and hashes to those
-- they are for.
do $$
declare
  guarded record;
begin
  for guarded in
    select * from (values
      ('building', array['households', 'residents', 'residents_by_age']),
      ('grid_duty', array['clear_residents', 'fallback_residents', 'gap_residents', 'overlap_residents']),
      ('grid_reach', array['residents_of_age', 'residents_within']),
      ('responsibility', array['staff_posts', 'budget_yuan']),
      ('account', array['password_hash'])
    ) as said (name, columns)
  loop
    execute format('revoke select on %I from wangge_app', guarded.name);
    execute format('grant select (%s) on %I to wangge_app', (
      select string_agg(quote_ident(attname), ', ') from pg_attribute
      where attrelid = guarded.name::regclass and attnum > 0 and not attisdropped and attname <> all (guarded.columns)
    ), guarded.name);
  end loop;
end
$$;

grant insert, update on account, assignment, session, invitation, contact_reveal to wangge_app;
grant insert, update, delete on second_factor, recovery_code, sign_in_throttle to wangge_app;
grant insert on audit_entry to wangge_app;
grant insert on incident, incident_event, incident_photo to wangge_app;
-- What it shows, and when it was taken, stays.
grant update (removed_nth) on incident_photo to wangge_app;
grant usage on sequence incident_serial to wangge_app;
-- What it is and where it lies stays as it was reported.
grant update (state, version, organisation_id, due_at, warn_at, closed_at, merged_into, sent_back, reworked, escalated, asked_minutes)
  on incident to wangge_app;

create or replace function no_temporary_tables() returns void
language plpgsql as $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
comment on function no_temporary_tables() is 'Nobody but the owner puts a table of their own before ours. To be called at each start: a copy of a database forgets it.';
revoke execute on function no_temporary_tables() from public;

-- These count people as they are: functions ask them that say what may be known.
revoke execute on function coverage_of(integer[], text[], date), reach_of(integer[], text[], date), whole_reach_of(text[], date) from public;
revoke execute on function chain_audit_entry(bigint), coverage_work_off(), coverage_compute_all(date) from public;

-- PostGIS tells of the statistics of a table whoever may read a single row of it. Where the extension is an
-- administrator's, that is theirs to end (db/administrator.sql).
do $$
declare
  telling regprocedure;
begin
  for telling in select oid from pg_proc
    where proname in ('st_estimatedextent', '_postgis_stats', '_postgis_selectivity', '_postgis_join_selectivity')
      and pg_has_role(current_user, proowner, 'usage')
  loop
    execute format('revoke execute on function %s from public', telling);
  end loop;
end
$$;

create or replace function app_login(login text, verifier text) returns void
language plpgsql as $$
begin
  -- Several processes may start at once, and a role is changed by one at a time.
  perform pg_advisory_xact_lock(hashtext('wangge.login'));
  if exists (select from pg_roles where rolname = login) then
    execute format('alter role %I password %L', login, verifier);
  else
    execute format('create role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password %L in role wangge_app', login, verifier);
  end if;
end
$$;
comment on function app_login(text, text) is 'Makes the login with which the product signs in to this database, or gives it its password again.';
revoke execute on function app_login(text, text) from public;
