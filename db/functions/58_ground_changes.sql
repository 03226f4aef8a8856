-- Changes of grids, buildings, facilities, their norms and reaches mark the grids they touch.

create or replace function grid_changed() returns trigger
language plpgsql as $$
declare
  day date := coverage_day();
  changed record;
begin
  if bulk_load() then
    return null;
  end if;
  if tg_op = 'INSERT' then
    perform mark_whole_grids(array(select id from new_row where in_force(valid_from, valid_to, day)));
    perform assign_where(geom) from new_row where in_force(valid_from, valid_to, day);
  elsif tg_op = 'DELETE' then
    perform assign_where(geom) from old_row;
  else
    for changed in
      select n.id, o.geom as old_geom, n.geom as new_geom,
        (in_force(o.valid_from, o.valid_to, day), o.geom) is distinct from (in_force(n.valid_from, n.valid_to, day), n.geom) as moved
      from old_row o join new_row n using (id)
      where (o.geom, o.community_id, o.duty_grid_id, in_force(o.valid_from, o.valid_to, day))
        is distinct from (n.geom, n.community_id, n.duty_grid_id, in_force(n.valid_from, n.valid_to, day))
    loop
      perform mark_whole_grids(array[changed.id]);
      if changed.moved then
        perform assign_where(changed.old_geom);
        perform assign_where(changed.new_geom);
      end if;
    end loop;
  end if;
  return null;
end
$$;
comment on function grid_changed() is 'Marks grids that begin, end or move to another duty grid, and puts the buildings and incidents on their ground where they belong.';
create or replace trigger grid_mark_insert after insert on grid
referencing new table as new_row for each statement execute function grid_changed();
create or replace trigger grid_mark_update after update on grid
referencing old table as old_row new table as new_row for each statement execute function grid_changed();
create or replace trigger grid_mark_delete after delete on grid
referencing old table as old_row for each statement execute function grid_changed();

create or replace function grid_goes() returns trigger
language plpgsql as $$
begin
  update building set grid_id = null where grid_id = old.id;
  update incident set grid_id = null where grid_id = old.id;
  if exists (select from greening_duty where grid_id = old.id) then
    update greening_duty set grid_id = null where grid_id = old.id;
  end if;
  delete from grid_duty where grid_id = old.id;
  delete from grid_reach where grid_id = old.id;
  return old;
end
$$;
comment on function grid_goes() is 'Takes what was worked out for a grid away with it.';
create or replace trigger grid_goes before delete on grid for each row execute function grid_goes();

create or replace function building_changed() returns trigger
language plpgsql as $$
begin
  if bulk_load() then
    return null;
  end if;
  if tg_op = 'INSERT' then
    perform mark_whole_grids(array(select grid_id from new_row where grid_id is not null));
  elsif tg_op = 'DELETE' then
    perform mark_whole_grids(array(select grid_id from old_row where grid_id is not null));
  else
    perform mark_whole_grids(array(
      select unnest(array[o.grid_id, n.grid_id])
      from old_row o join new_row n using (id)
      where (o.geom, o.use, o.residents, o.residents_by_age, o.grid_id)
        is distinct from (n.geom, n.use, n.residents, n.residents_by_age, n.grid_id)));
  end if;
  return null;
end
$$;
comment on function building_changed() is 'Marks the grids of buildings whose place or residents change; a new name or address changes no number.';
create or replace trigger building_mark_insert after insert on building
referencing new table as new_row for each statement execute function building_changed();
create or replace trigger building_mark_update after update on building
referencing old table as old_row new table as new_row for each statement execute function building_changed();
create or replace trigger building_mark_delete after delete on building
referencing old table as old_row for each statement execute function building_changed();

create or replace function mark_reach_of_facilities(facility_ids integer[]) returns void
language plpgsql as $$
declare
  shapes geometry[];
  types text[];
begin
  select array_agg(reach.geom), array_agg(f.type_code) into shapes, types
  from facility_reach reach join facility f on f.id = reach.facility_id
  where f.id = any (facility_ids);
  perform mark_reached(shapes, types);
end
$$;
comment on function mark_reach_of_facilities(integer[]) is 'Marks the grids with a building within the stored reach of facilities.';

create or replace function facility_comes() returns trigger
language plpgsql as $$
declare
  ids integer[] := array(select id from new_row order by id);
begin
  perform keep_reach(ids, false);
  if not bulk_load() then
    perform mark_nearest(
      array(select geom from new_row where in_force(valid_from, valid_to, coverage_day()) order by id),
      array(select type_code from new_row where in_force(valid_from, valid_to, coverage_day()) order by id));
  end if;
  return null;
end
$$;
comment on function facility_comes() is 'Measures the reach of new facilities, which marks the grids within it, and marks those that they are nearest to.';
create or replace trigger facility_mark_insert after insert on facility
referencing new table as new_row for each statement execute function facility_comes();

create or replace function facility_goes() returns trigger
language plpgsql as $$
begin
  -- Before the row, while its reach is still there.
  if not bulk_load() and (tg_op = 'DELETE' or (old.geom, old.type_code, old.valid_from, old.valid_to)
      is distinct from (new.geom, new.type_code, new.valid_from, new.valid_to)) then
    perform mark_left(array[old.id]);
    perform mark_reach_of_facilities(array[old.id]);
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
comment on function facility_goes() is 'Marks the grids that a facility served, before it closes, moves or becomes another type.';
create or replace trigger facility_mark_goes before update or delete on facility
for each row execute function facility_goes();

create or replace function facility_changed() returns trigger
language plpgsql as $$
declare
  day date := coverage_day();
  moved integer[];
  changed integer[];
begin
  select array_agg(n.id) filter (where (o.geom, o.type_code) is distinct from (n.geom, n.type_code)), array_agg(n.id)
  into moved, changed
  from old_row o join new_row n using (id)
  where (o.geom, o.type_code, o.valid_from, o.valid_to) is distinct from (n.geom, n.type_code, n.valid_from, n.valid_to);
  if moved is not null then
    perform keep_reach(moved, true);
  end if;
  if changed is not null and not bulk_load() then
    perform mark_reach_of_facilities(changed);
    perform mark_nearest(
      array(select geom from new_row where id = any (changed) and in_force(valid_from, valid_to, day) order by id),
      array(select type_code from new_row where id = any (changed) and in_force(valid_from, valid_to, day) order by id));
  end if;
  return null;
end
$$;
comment on function facility_changed() is 'Measures the reach of facilities that moved or became another type, and marks the grids that they serve from now on.';
create or replace trigger facility_mark_update after update on facility
referencing old table as old_row new table as new_row for each statement execute function facility_changed();

create or replace function reach_changed() returns trigger
language plpgsql as $$
begin
  if bulk_load() then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    perform mark_reached(
      array(select o.geom from old_row o join facility f on f.id = o.facility_id order by f.id),
      array(select f.type_code from old_row o join facility f on f.id = o.facility_id order by f.id));
  end if;
  if tg_op <> 'DELETE' then
    perform mark_reached(
      array(select n.geom from new_row n join facility f on f.id = n.facility_id order by f.id),
      array(select f.type_code from new_row n join facility f on f.id = n.facility_id order by f.id));
  end if;
  return null;
end
$$;
comment on function reach_changed() is 'Marks the grids with a building in a reach that was, or is from now on.';
create or replace trigger facility_reach_mark_insert after insert on facility_reach
referencing new table as new_row for each statement execute function reach_changed();
create or replace trigger facility_reach_mark_update after update on facility_reach
referencing old table as old_row new table as new_row for each statement execute function reach_changed();
create or replace trigger facility_reach_mark_delete after delete on facility_reach
referencing old table as old_row for each statement execute function reach_changed();

create or replace function norm_changed() returns trigger
language plpgsql as $$
declare
  day date := coverage_day();
  types text[];
  all_over text[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct type_code), array_agg(distinct type_code) into types, all_over
    from new_row where in_force(valid_from, valid_to, day);
  elsif tg_op = 'DELETE' then
    select array_agg(distinct type_code), array_agg(distinct type_code) into types, all_over
    from old_row where in_force(valid_from, valid_to, day);
  else
    -- Only another radius: the reaches that change mark their own grids.
    with was as (
      select type_code, radius_m, age_from, age_to from old_row where in_force(valid_from, valid_to, day)
    ),
    is_now as (
      select type_code, radius_m, age_from, age_to from new_row where in_force(valid_from, valid_to, day)
    )
    select array_agg(distinct coalesce(was.type_code, is_now.type_code)),
      array_agg(distinct coalesce(was.type_code, is_now.type_code))
        filter (where (was.type_code, was.age_from, was.age_to, was.radius_m is null)
          is distinct from (is_now.type_code, is_now.age_from, is_now.age_to, is_now.radius_m is null))
    into types, all_over
    from was full join is_now using (type_code)
    where was is distinct from is_now;
  end if;
  if types is null then
    return null;
  end if;
  perform keep_reach(array(select id from facility where type_code = any (types)), false);
  if all_over is not null and not bulk_load() then
    perform mark_types(all_over);
  end if;
  return null;
end
$$;
comment on function norm_changed() is 'Measures the reaches for a new radius, and marks all grids of a type that serves another age or gets or loses its radius.';
create or replace trigger facility_norm_mark_insert after insert on facility_norm
referencing new table as new_row for each statement execute function norm_changed();
create or replace trigger facility_norm_mark_update after update on facility_norm
referencing old table as old_row new table as new_row for each statement execute function norm_changed();
create or replace trigger facility_norm_mark_delete after delete on facility_norm
referencing old table as old_row for each statement execute function norm_changed();

create or replace function facility_type_goes() returns trigger
language plpgsql as $$
begin
  delete from grid_reach where type_code = old.code;
  delete from coverage_dirty where type_code = old.code;
  return old;
end
$$;
comment on function facility_type_goes() is 'Takes what was worked out for a facility type away with it.';
create or replace trigger facility_type_goes before delete on facility_type for each row execute function facility_type_goes();
