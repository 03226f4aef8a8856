-- What is marked is worked off before the transaction ends, whoever wrote: the database keeps its own word.

create or replace function coverage_work_off() returns integer
language plpgsql security definer set search_path from current as $$
declare
  day date;
  taken coverage_dirty[];
  batch record;
  plan_mode text := current_setting('plan_cache_mode');
  worked integer := 0;
begin
  -- Two writers who touch one grid would each miss the other's change; so they work off one after the other, and the
  -- later one sees what the earlier has committed.
  perform pg_advisory_xact_lock(hashtext('wangge.coverage'));
  perform set_config('wangge.coverage_pending', 'off', true);
  with gone as (delete from coverage_dirty as d returning d)
  select array_agg(d) into taken from gone;
  if taken is null then
    return 0;
  end if;
  day := coverage_day();
  for batch in
    with marked as (
      select grid_id, m.duty_code, m.type_code from unnest(taken) as m cross join unnest(m.grid_ids) as grid_id
    ),
    by_grid as (
      select grid_id, case when bool_or(duty_code is null) then array(select code from duty order by code)
        else array_agg(distinct duty_code order by duty_code) end as codes
      from marked where type_code is null group by grid_id
    )
    select codes, array_agg(grid_id order by grid_id) as chosen from by_grid group by codes
  loop
    perform set_config('plan_cache_mode', case when cardinality(batch.chosen) < 200 then 'force_generic_plan' else 'force_custom_plan' end, true);
    for nth in 0 .. (cardinality(batch.chosen) - 1) / 4000 loop
      perform store_coverage(batch.chosen[nth * 4000 + 1 : nth * 4000 + 4000], batch.codes, day);
    end loop;
    worked := worked + cardinality(batch.chosen) * cardinality(batch.codes);
  end loop;
  for batch in
    with marked as (
      select grid_id, m.duty_code, m.type_code from unnest(taken) as m cross join unnest(m.grid_ids) as grid_id
    ),
    by_grid as (
      select grid_id, case when bool_or(type_code is null) then array(select code from facility_type order by code)
        else array_agg(distinct type_code order by type_code) end as codes
      from marked where duty_code is null group by grid_id
    )
    select codes, array_agg(grid_id order by grid_id) as chosen from by_grid group by codes
  loop
    worked := worked + cardinality(batch.chosen) * cardinality(batch.codes);
    if cardinality(batch.chosen) < 2000 then
      perform set_config('plan_cache_mode', case when cardinality(batch.chosen) < 200 then 'force_generic_plan' else 'force_custom_plan' end, true);
      perform store_reach(batch.chosen, batch.codes, day);
    else
      -- So many grids are sooner done all together, from the facilities' side.
      perform set_config('plan_cache_mode', 'force_custom_plan', true);
      perform store_whole_reach(batch.codes, day);
    end if;
  end loop;
  perform set_config('plan_cache_mode', plan_mode, true);
  -- True as of now: what nothing touched is as true as what was worked out.
  update coverage_status set computed_at = clock_timestamp();
  return worked;
end
$$;
comment on function coverage_work_off() is 'Works out what is marked in coverage_dirty and empties it; how many rows of grid_duty and grid_reach it worked out.';

create or replace function note_pending() returns trigger
language plpgsql as $$
begin
  perform set_config('wangge.coverage_pending', 'on', true);
  return null;
end
$$;
comment on function note_pending() is 'Notes that something is marked in this transaction; a rolled back savepoint takes the note with it.';

create or replace function work_off_before_commit() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  -- Called for every row marked, so it must not look into the table each time.
  if current_setting('wangge.coverage_pending', true) = 'on' then
    perform coverage_work_off();
  end if;
  return null;
end
$$;
comment on function work_off_before_commit() is 'Works off at the end of the transaction; the first call does it all.';

create or replace trigger coverage_dirty_pending after insert on coverage_dirty
for each statement execute function note_pending();
drop trigger if exists coverage_dirty_work_off on coverage_dirty;
create constraint trigger coverage_dirty_work_off after insert on coverage_dirty
deferrable initially deferred for each row execute function work_off_before_commit();

create or replace function coverage_advance(as_of date) returns integer
language plpgsql security definer set search_path from current as $$
declare
  was date;
  flipped integer[];
  duties text[];
  types text[];
  shapes geometry[];
begin
  perform require_process();
  perform pg_advisory_xact_lock(hashtext('wangge.coverage'));
  select s.as_of into was from coverage_status s;
  if was is null then
    perform coverage_compute_all(as_of);
    return (select count(*) from grid_duty) + (select count(*) from grid_reach);
  elsif was = as_of then
    return 0;
  end if;
  update coverage_status s set as_of = coverage_advance.as_of;

  -- Whose period covers only one of the two days.
  select array_agg(id) into flipped from grid g
  where in_force(g.valid_from, g.valid_to, was) <> in_force(g.valid_from, g.valid_to, as_of);
  perform mark_whole_grids(flipped);
  perform assign_where(g.geom) from grid g where g.id = any (flipped);

  select array_agg(r.id), array_agg(r.duty_code) into flipped, duties
  from responsibility r join organisation o on o.id = r.organisation_id
  where (in_force(r.valid_from, r.valid_to, was) and in_force(o.valid_from, o.valid_to, was))
    <> (in_force(r.valid_from, r.valid_to, as_of) and in_force(o.valid_from, o.valid_to, as_of));
  perform mark_responsibilities(flipped, duties);

  select array_agg(f.id), array_agg(f.type_code), array_agg(f.geom) into flipped, types, shapes from facility f
  where in_force(f.valid_from, f.valid_to, was) <> in_force(f.valid_from, f.valid_to, as_of);
  perform mark_left(flipped);
  perform mark_nearest(shapes, types);
  select array_agg(reach.geom), array_agg(f.type_code) into shapes, types
  from facility_reach reach join facility f on f.id = reach.facility_id where f.id = any (flipped);
  perform mark_reached(shapes, types);

  select array_agg(distinct n.type_code) into types from facility_norm n
  where in_force(n.valid_from, n.valid_to, was) <> in_force(n.valid_from, n.valid_to, as_of);
  perform mark_types(types);
  perform keep_reach(array(select id from facility where type_code = any (types)), false);
  return coverage_work_off();
end
$$;
comment on function coverage_advance(date) is 'Carries the stored coverage to another day: works out only what began or ended between the two. How many rows it worked out.';
