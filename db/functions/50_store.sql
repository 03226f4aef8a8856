-- Working coverage out and storing it. Rows that come out as they were are not written again.

create or replace function store_coverage(grid_ids integer[], duty_codes text[], day date) returns void
language plpgsql as $$
begin
  delete from grid_duty d
  using (select id from grid where id = any (grid_ids) and not in_force(valid_from, valid_to, day) offset 0) as ended
  where d.grid_id = ended.id and d.duty_code = any (duty_codes);
  insert into grid_duty as d
  select * from coverage_of(grid_ids, duty_codes, day)
  on conflict (grid_id, duty_code) do update
  set state = excluded.state,
    clear_m2 = excluded.clear_m2, fallback_m2 = excluded.fallback_m2,
    gap_m2 = excluded.gap_m2, overlap_m2 = excluded.overlap_m2,
    clear_residents = excluded.clear_residents, fallback_residents = excluded.fallback_residents,
    gap_residents = excluded.gap_residents, overlap_residents = excluded.overlap_residents,
    clear_geom = excluded.clear_geom, fallback_geom = excluded.fallback_geom,
    gap_geom = excluded.gap_geom, overlap_geom = excluded.overlap_geom,
    leads = excluded.leads, supports = excluded.supports, fallbacks = excluded.fallbacks
  where (d.*) is distinct from (excluded.*);
end
$$;
comment on function store_coverage(integer[], text[], date) is 'Stores who answers for the given grids and duties.';

create or replace function store_reach(grid_ids integer[], type_codes text[], day date) returns void
language plpgsql as $$
begin
  delete from grid_reach r using grid g
  where r.grid_id = any (grid_ids) and r.type_code = any (type_codes) and g.id = r.grid_id
    and (not in_force(g.valid_from, g.valid_to, day)
      or not exists (select from norm_on(day) n where n.type_code = r.type_code));
  insert into grid_reach as r
  select * from reach_of(grid_ids, type_codes, day)
  on conflict (grid_id, type_code) do update
  set residents_of_age = excluded.residents_of_age, residents_within = excluded.residents_within,
    nearest_facility_id = excluded.nearest_facility_id, nearest_m = excluded.nearest_m
  where (r.*) is distinct from (excluded.*);
end
$$;
comment on function store_reach(integer[], text[], date) is 'Stores which residents of the given grids the given facility types reach.';

create or replace function store_whole_reach(type_codes text[], day date) returns void
language plpgsql as $$
begin
  delete from grid_reach r using grid g
  where r.type_code = any (type_codes) and g.id = r.grid_id
    and (not in_force(g.valid_from, g.valid_to, day) or not exists (select from norm_on(day) n where n.type_code = r.type_code));
  insert into grid_reach as r
  select * from whole_reach_of(type_codes, day)
  on conflict (grid_id, type_code) do update
  set residents_of_age = excluded.residents_of_age, residents_within = excluded.residents_within,
    nearest_facility_id = excluded.nearest_facility_id, nearest_m = excluded.nearest_m
  where (r.*) is distinct from (excluded.*);
end
$$;
comment on function store_whole_reach(text[], date) is 'Stores for all grids whom some facility types reach.';

-- Everything, in steps that a caller can show the progress of: begin, so many grids at a time, type by type, finish. They
-- count what the product's own role may not read, so only the process itself may take them (15_context.sql).

create or replace function coverage_begin(as_of date) returns void
language plpgsql security definer set search_path from current as $$
begin
  perform require_process();
  perform pg_advisory_xact_lock(hashtext('wangge.coverage'));
  insert into coverage_status (as_of, computed_at, grids, seconds) values (as_of, clock_timestamp(), 0, 0)
  on conflict (id) do update set as_of = excluded.as_of, computed_at = excluded.computed_at, grids = 0, seconds = 0;
  delete from coverage_dirty;
  perform assign_to_grids();
  perform keep_reach(array(select id from facility), false);
end
$$;
comment on function coverage_begin(date) is 'First step of working everything out for a day: buildings in their grids, reaches for the norms of that day. The steps belong into one transaction.';

create or replace function coverage_grids_step(after_id integer, how_many integer) returns integer
language plpgsql security definer set search_path from current as $$
declare
  chosen integer[];
begin
  perform require_process();
  -- Each step has its own numbers, so each is planned for them.
  perform set_config('plan_cache_mode', 'force_custom_plan', true);
  select array_agg(id) into chosen
  from (select id from grid where id > after_id order by id limit how_many) as next;
  if chosen is null then
    return null;
  end if;
  perform store_coverage(chosen, array(select code from duty), coverage_day());
  return chosen[cardinality(chosen)];
end
$$;
comment on function coverage_grids_step(integer, integer) is 'Works out who answers for the next grids by id; the last id done, null when there are no more.';

create or replace function coverage_types_step(type_codes text[]) returns void
language plpgsql security definer set search_path from current as $$
begin
  perform require_process();
  perform set_config('plan_cache_mode', 'force_custom_plan', true);
  perform store_whole_reach(type_codes, coverage_day());
end
$$;
comment on function coverage_types_step(text[]) is 'Works out for all grids whom some facility types reach; a handful at a time shares the counting of residents.';

create or replace function coverage_finish() returns void
language sql security definer set search_path from current as $$
  select require_process();
  update coverage_status
  set grids = (select count(*) from grid where in_force(valid_from, valid_to, as_of)),
    seconds = extract(epoch from clock_timestamp() - computed_at), computed_at = clock_timestamp();
$$;
comment on function coverage_finish() is 'Last step: writes down when everything was worked out, and how long it took.';

create or replace function coverage_compute_all(as_of date) returns void
language plpgsql as $$
declare
  done integer := 0;
  plan_mode text := current_setting('plan_cache_mode');
begin
  perform coverage_begin(as_of);
  loop
    done := coverage_grids_step(done, 4000);
    exit when done is null;
  end loop;
  perform coverage_types_step(array(select code from facility_type));
  perform coverage_finish();
  perform set_config('plan_cache_mode', plan_mode, true);
end
$$;
comment on function coverage_compute_all(date) is 'Works out and stores the coverage of every grid for a day, in one statement: for loaders and tests. A server with many grids takes the steps one by one, to show progress.';
