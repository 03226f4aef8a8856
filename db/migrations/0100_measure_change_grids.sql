-- A change of one grid need not have the numbers of two hundred thousand read again: which grids a statement touched is
-- noted where they are few.

alter table measure_change add column grids integer[];
comment on column measure_change.grids is 'Grids whose numbers may be others now; empty (null) for all of them.';
comment on table measure_change is 'Statements that changed what measures rest on, so that open pages are told. Rows older than an hour go with every five hundredth.';

create or replace function note_measure_change() returns trigger language plpgsql as $$
declare
  -- Beyond these a column is better read whole: grids of a statement, and statements of a transaction.
  most_rows constant integer := 400;
  most_statements constant integer := 20;
  clear_every constant integer := 500;
  touched integer[];
  noted integer;
  noted_as bigint;
begin
  select case when bool_or(grids is null) then most_statements + 1 else count(*) end into noted
  from measure_change where source = tg_table_name and change = pg_current_xact_id() and at = now();
  if noted > most_statements then
    return null;
  end if;
  if tg_nargs > 0 and noted < most_statements then
    if tg_op = 'INSERT' then
      select array_agg(row_of.grid_id) into touched from (select grid_id from new_row limit most_rows + 1) as row_of;
    elsif tg_op = 'DELETE' then
      select array_agg(row_of.grid_id) into touched from (select grid_id from old_row limit most_rows + 1) as row_of;
    elsif tg_op = 'UPDATE' then
      select array_agg(row_of.grid_id) into touched
      from (select grid_id from old_row union all select grid_id from new_row limit 2 * most_rows + 1) as row_of;
    end if;
    if tg_op <> 'TRUNCATE' and touched is null then
      -- No row was touched.
      return null;
    end if;
    if cardinality(touched) > (case tg_op when 'UPDATE' then 2 * most_rows else most_rows end) then
      touched := null;
    else
      select coalesce(array_agg(distinct grid_id), '{}') into touched from unnest(touched) as grid_id where grid_id is not null;
      if touched = '{}' then
        return null;
      end if;
    end if;
  end if;
  insert into measure_change (source, grids) values (tg_table_name, touched) returning id into noted_as;
  -- Old notes go seldom and many at once: whoever holds a column has to read it whole after that. Those that another
  -- transaction is just clearing away are left to it: nobody waits here.
  if noted_as % clear_every = 0 then
    delete from measure_change where id in (
      select id from measure_change where at < now() - interval '1 hour' order by at limit 10000 for update skip locked
    );
  end if;
  return null;
end;
$$;
comment on function note_measure_change() is 'Notes that this table has changed, with the grids of its rows (a trigger with an argument: the table has grid_id) where they are few.';

do $$
declare
  changed text;
begin
  foreach changed in array array['grid_duty', 'grid_reach', 'building', 'incident'] loop
    execute format('drop trigger %I on %I', changed || '_measure_change', changed);
    execute format('create trigger %I after insert on %I referencing new table as new_row for each statement execute function note_measure_change(''grids'')',
      changed || '_measure_insert', changed);
    execute format('create trigger %I after update on %I referencing old table as old_row new table as new_row for each statement execute function note_measure_change(''grids'')',
      changed || '_measure_update', changed);
    execute format('create trigger %I after delete on %I referencing old table as old_row for each statement execute function note_measure_change(''grids'')',
      changed || '_measure_delete', changed);
    execute format('create trigger %I after truncate on %I for each statement execute function note_measure_change()',
      changed || '_measure_truncate', changed);
  end loop;
end;
$$;
