-- A grid that is replaced on the very day it was made was never in force, but its code stays used and its row stays:
-- its period is empty, [day, day). The same for a duty grid and its boundary. Every question "in force on day d"
-- (valid_from <= d < valid_to) passes over an empty period, and so does the exclusion of overlapping boundaries.
do $$
declare
  found record;
begin
  for found in
    select rel.relname, con.conname
    from pg_constraint con join pg_class rel on rel.oid = con.conrelid
    where con.contype = 'c' and rel.relname in ('grid', 'area', 'area_boundary')
      and rel.relnamespace = current_schema()::regnamespace
      and pg_get_constraintdef(con.oid) like '%(valid_to > valid_from)%'
  loop
    execute format('alter table %I drop constraint %I', found.relname, found.conname);
    execute format('alter table %I add constraint %I check (valid_to >= valid_from)', found.relname,
      found.relname || '_period_check');
  end loop;
end;
$$;
