-- What tells a cached tile that the ground under it has changed.
-- One row for each transaction that changed a layer. Rows, not a counter: a counter that all writers raise would make
-- them wait for each other, and a sequence moves before its transaction commits. The newest row and how many there are
-- change together exactly when a change becomes visible.

create table ground_change (
  id bigint generated always as identity primary key,
  layer text not null,
  change xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now()
);
create index ground_change_layer on ground_change (layer, change);
comment on table ground_change is 'Transactions that changed a layer of the ground, so that cached tiles know when they are old. Rows of past days go with the next change.';
comment on column ground_change.id is 'Identity.';
comment on column ground_change.layer is 'Table that was changed.';
comment on column ground_change.change is 'Transaction that changed it.';
comment on column ground_change.at is 'When that transaction began.';

create function note_ground_change() returns trigger language plpgsql as $$
begin
  if exists (
    select from ground_change
    where layer = tg_table_name and change = pg_current_xact_id() and at = now()
  ) then
    return null;
  end if;
  -- Rows that another transaction is just clearing away are left to it: nobody waits here.
  delete from ground_change
  where id in (
    select id from ground_change
    where layer = tg_table_name and at < now() - interval '1 day'
    order by id limit 1000
    for update skip locked
  );
  insert into ground_change (layer) values (tg_table_name);
  return null;
end;
$$;
comment on function note_ground_change() is 'Notes once per transaction that this table''s ground has changed.';

do $$
declare
  changed text;
begin
  foreach changed in array array['area', 'area_boundary', 'grid', 'block', 'building', 'road', 'water', 'waterway',
    'green_space', 'tree', 'facility', 'facility_type', 'incident', 'greening_duty', 'grid_duty', 'jurisdiction'] loop
    execute format(
      'create trigger %I after insert or update or delete or truncate on %I for each statement execute function note_ground_change()',
      changed || '_ground_change', changed
    );
  end loop;
end;
$$;
