-- What only an administrator of the server may do, once for each database whose owner is no superuser; again is no harm:
--   psql -d wangge -v owner=grid_owner -f db/administrator.sql
-- The owner may then bring up the schema and fill it. With CREATEROLE it makes the product's own login as well; without,
-- the administrator does: create role grid_app login password '…' in role wangge_app

set client_min_messages = warning;

create extension if not exists postgis;
create extension if not exists btree_gist;

-- The row of the jurisdiction's own coordinates.
grant insert, update on spatial_ref_sys to :"owner";

-- Roles are for all databases of a server: whoever owns another may have made it.
select 'create role wangge_app nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls'
where not exists (select from pg_roles where rolname = 'wangge_app') \gexec
grant wangge_app to :"owner" with admin option;

-- Nobody but the owner puts a table of their own before those of the product.
select format('revoke temporary on database %I from public', current_database()) \gexec

-- PostGIS tells of the statistics of a table whoever may read a single row of it.
select format('revoke execute on function %s from public', oid::regprocedure) from pg_proc
where proname in ('st_estimatedextent', '_postgis_stats', '_postgis_selectivity', '_postgis_join_selectivity') \gexec
