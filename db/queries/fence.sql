-- name: owns
-- Whether who has signed in may bring up the schema: it is theirs, or nobody has begun it.
select coalesce(pg_has_role(current_user, (select relowner from pg_class where oid = to_regclass('account')), 'usage'), true) as owns

-- name: login
-- The login of the product for this database, with what the server keeps of its password.
select app_login($1, $2)

-- name: keep_keys
-- The keys that who asks may be signed with, and no others.
with gone as (delete from context_key where name <> all ($1::bytea[]))
insert into context_key (name, inner_pad, outer_pad)
select name, inner_pad, outer_pad from unnest($1::bytea[], $2::bytea[], $3::bytea[]) as key (name, inner_pad, outer_pad)
on conflict (name) do nothing

-- name: no_temporary_tables
-- A right of the database, which is not in its schema.
select no_temporary_tables()

-- name: standing
-- What the login of the product is and has, beyond what it should.
select r.rolname as login, r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication as too_mighty,
  exists (select from pg_class where relowner = r.oid and relnamespace in (current_schema()::regnamespace, 'migration'::regnamespace)) as owns,
  pg_has_role(r.oid, 'wangge_app', 'member') as is_member,
  has_function_privilege(r.oid, to_regprocedure('st_estimatedextent(text, text)'), 'execute') as is_told_statistics
from pg_roles r where r.rolname = session_user

-- name: entered
-- Whether what this process signs is known here.
select is_process() as known

-- name: database
-- Its login is called after it: roles are for all databases of a server.
select current_database() as name
