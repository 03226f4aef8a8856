-- What tells an open page that the numbers of a measure may have changed.
-- Tiles are told of changes by what they show (ground_change); measures rest on numbers that no tile shows. A row for
-- each transaction and table, as there: nobody waits for anybody. Marks are random, so that the sum of the rows that are
-- there is another one after any change, and after rows were cleared away too, which only makes somebody look again.

create table measure_change (
  id bigint generated always as identity primary key,
  source text not null,
  change xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  mark bigint not null default ('x' || left(replace(gen_random_uuid()::text, '-', ''), 12))::bit(48)::bigint
);
create index measure_change_source on measure_change (source, change);
create index measure_change_at on measure_change (at);
comment on table measure_change is 'Transactions that changed what measures rest on, so that open pages are told. Rows older than an hour go with the next change.';
comment on column measure_change.id is 'Identity.';
comment on column measure_change.source is 'Table that was changed.';
comment on column measure_change.change is 'Transaction that changed it.';
comment on column measure_change.at is 'When that transaction began.';
comment on column measure_change.mark is 'Random, 48 bits.';

create function note_measure_change() returns trigger language plpgsql as $$
begin
  if exists (select from measure_change where source = tg_table_name and change = pg_current_xact_id() and at = now()) then
    return null;
  end if;
  -- Rows that another transaction is just clearing away are left to it: nobody waits here.
  delete from measure_change where id in (
    select id from measure_change where at < now() - interval '1 hour' order by at limit 1000 for update skip locked
  );
  insert into measure_change (source) values (tg_table_name);
  return null;
end;
$$;
comment on function note_measure_change() is 'Notes once per transaction that this table has changed.';

do $$
declare
  changed text;
begin
  foreach changed in array array['area', 'grid', 'grid_duty', 'grid_reach', 'building', 'incident', 'greening_duty',
    'green_space', 'tree'] loop
    execute format(
      'create trigger %I after insert or update or delete or truncate on %I for each statement execute function note_measure_change()',
      changed || '_measure_change', changed
    );
  end loop;
end;
$$;
