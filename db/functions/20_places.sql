-- Which unit grid holds a building, an incident or a greening duty: kept by the database, in one place.

create or replace function bulk_load() returns boolean
language sql stable as $$
  select coalesce(current_setting('wangge.bulk', true), '') = 'on'
$$;
comment on function bulk_load() is 'True inside a transaction that said set local wangge.bulk = ''on'': triggers keep nothing, and the loader calls assign_to_grids() and coverage_compute_all() at its end.';

create or replace function tile_column(x double precision) returns integer
language sql immutable parallel safe as $$
  select floor((x / 40075016.685578488 + 0.5) * 1073741824)::integer
$$;
comment on function tile_column(double precision) is 'In which column of tiles of zoom 30 an easting of EPSG:3857 lies, counted from the west of the world; of its row, the northing turned round.';

create or replace function mercator_m(tile_column numeric) returns double precision
language sql immutable parallel safe as $$
  select (tile_column + 0.5)::float8 / 1073741824 * 40075016.685578488 - 20037508.342789244
$$;
comment on function mercator_m(numeric) is 'The way back: metres of EPSG:3857 in the middle of a column of zoom 30; of a row, the same to the south.';

create or replace function grid_at(place geometry, day date) returns integer
language plpgsql stable as $$
begin
  return (
    select id from grid
    where st_intersects(geom, place) and in_force(valid_from, valid_to, day)
    order by id limit 1
  );
end
$$;
comment on function grid_at(geometry, date) is 'The unit grid that holds a point (metric frame) on a day; on a common edge the one with the lower id.';

create or replace function place_in_grid() returns trigger
language plpgsql as $$
begin
  -- In a bulk load too, where the grids are often there first: writing the row once is cheaper than twice. A generated
  -- column is empty before the row is written, so the building's spot is worked out here.
  if new.grid_id is null then
    new.grid_id := grid_at(case when tg_table_name = 'building' then st_pointonsurface(new.geom) else new.geom end, coverage_day());
  end if;
  return new;
end
$$;
comment on function place_in_grid() is 'Puts a new building or incident into its grid, unless its writer said which.';

create or replace function move_to_grid() returns trigger
language plpgsql as $$
begin
  if bulk_load() then
    return null;
  elsif tg_table_name = 'building' then
    update building set grid_id = grid_at(spot, coverage_day())
    where id = new.id and grid_id is distinct from grid_at(spot, coverage_day());
  else
    update incident set grid_id = grid_at(geom, coverage_day())
    where id = new.id and grid_id is distinct from grid_at(geom, coverage_day());
  end if;
  return null;
end
$$;
comment on function move_to_grid() is 'Puts a moved building or incident into its new grid. After the row, not before it: a row trigger before updates would make every update work the building''s spot out again.';

create or replace function place_in_tiles() returns trigger
language plpgsql as $$
declare
  place geometry := st_transform(new.geom, 3857);
begin
  new.tile_x := tile_column(st_x(place));
  new.tile_y := tile_column(-st_y(place));
  return new;
end
$$;
comment on function place_in_tiles() is 'Writes down in which tile of zoom 30 a new or moved incident lies; in a bulk load too, where nothing does it afterwards.';

create or replace trigger building_place before insert on building
for each row execute function place_in_grid();
create or replace trigger incident_place before insert on incident
for each row execute function place_in_grid();
create or replace trigger incident_tile before insert or update of geom, tile_x, tile_y on incident
for each row execute function place_in_tiles();
create or replace trigger building_move after update of geom on building
for each row when (old.geom is distinct from new.geom) execute function move_to_grid();
create or replace trigger incident_move after update of geom on incident
for each row when (old.geom is distinct from new.geom) execute function move_to_grid();

-- A greening duty lies where its tree stands, or in the middle of its green space: once, as it is counted.

create or replace function duty_spot(of_tree integer, of_space integer) returns geometry
language sql stable as $$
  select geom from tree where id = of_tree
  union all
  select st_pointonsurface(geom) from green_space where id = of_space
$$;
comment on function duty_spot(integer, integer) is 'Where a greening duty is done on a tree or in a green space: a point, metric frame.';

create or replace function place_duty() returns trigger
language plpgsql as $$
begin
  -- Its writer may have said which; a new object is another place.
  if new.grid_id is null or tg_op = 'UPDATE' then
    new.grid_id := grid_at(duty_spot(new.tree_id, new.green_space_id), coverage_day());
  end if;
  return new;
end
$$;
comment on function place_duty() is 'Puts a greening duty into its grid.';

create or replace function assign_duties(duty_ids integer[]) returns void
language plpgsql as $$
declare
  day date := coverage_day();
  moved integer[];
begin
  moved := array(
    select d.id from greening_duty d
    where d.id = any (duty_ids) and d.grid_id is distinct from grid_at(duty_spot(d.tree_id, d.green_space_id), day)
  );
  -- A statement tells whoever follows the table that it has changed, even where it has changed nothing.
  if moved <> '{}' then
    update greening_duty set grid_id = grid_at(duty_spot(tree_id, green_space_id), day) where id = any (moved);
  end if;
end
$$;
comment on function assign_duties(integer[]) is 'Puts greening duties into their grids again.';

create or replace function move_duties() returns trigger
language plpgsql as $$
begin
  if not bulk_load() then
    perform assign_duties(array(select id from greening_duty
      where case tg_table_name when 'tree' then tree_id else green_space_id end = new.id));
  end if;
  return null;
end
$$;
comment on function move_duties() is 'The greening duties of what was moved go with it.';

create or replace trigger greening_duty_place before insert or update of tree_id, green_space_id on greening_duty
for each row execute function place_duty();
create or replace trigger tree_move after update of geom on tree
for each row when (old.geom is distinct from new.geom) execute function move_duties();
create or replace trigger green_space_move after update of geom on green_space
for each row when (old.geom is distinct from new.geom) execute function move_duties();

create or replace function assign_where(ground geometry) returns void
language sql as $$
  select assign_duties(array(
    select d.id from tree t join greening_duty d on d.tree_id = t.id where st_intersects(t.geom, ground)
    union all
    select d.id from green_space s join greening_duty d on d.green_space_id = s.id where st_intersects(s.geom, ground)
  ));
  update building set grid_id = grid_at(spot, coverage_day())
  where st_intersects(spot, ground) and grid_id is distinct from grid_at(spot, coverage_day());
  update incident set grid_id = grid_at(geom, coverage_day())
  where st_intersects(geom, ground) and grid_id is distinct from grid_at(geom, coverage_day());
$$;
comment on function assign_where(geometry) is 'Puts the buildings, incidents and greening duties on some ground (metric frame) into their grids again.';

create or replace function assign_to_grids() returns void
language plpgsql as $$
declare
  day date := coverage_day();
begin
  -- First who stands in the grid that is written down: that is asked faster than where everybody stands.
  with astray as materialized (
    select b.id, b.spot, b.grid_id
    from building b left join grid g on g.id = b.grid_id and in_force(g.valid_from, g.valid_to, day)
    where g.id is null or not st_intersects(g.geom, b.spot)
  ),
  place as materialized (
    select astray.id, astray.grid_id as was, min(g.id) as grid_id
    from astray left join grid g on st_intersects(g.geom, astray.spot) and in_force(g.valid_from, g.valid_to, day)
    group by astray.id, astray.grid_id
  )
  update building b set grid_id = place.grid_id
  from place where b.id = place.id and place.was is distinct from place.grid_id;

  with astray as materialized (
    select i.id, i.geom, i.grid_id
    from incident i left join grid g on g.id = i.grid_id and in_force(g.valid_from, g.valid_to, day)
    where g.id is null or not st_intersects(g.geom, i.geom)
  ),
  place as materialized (
    select astray.id, astray.grid_id as was, min(g.id) as grid_id
    from astray left join grid g on st_intersects(g.geom, astray.geom) and in_force(g.valid_from, g.valid_to, day)
    group by astray.id, astray.grid_id
  )
  update incident i set grid_id = place.grid_id
  from place where i.id = place.id and place.was is distinct from place.grid_id;

  perform assign_duties(array(
    select d.id from greening_duty d left join grid g on g.id = d.grid_id and in_force(g.valid_from, g.valid_to, day)
    where g.id is null or not st_intersects(g.geom, duty_spot(d.tree_id, d.green_space_id))
  ));
end
$$;
comment on function assign_to_grids() is 'Puts every building, incident and greening duty into its grid, all at once: for loaders.';

create or replace function buildings_in(grid_id integer, ground geometry, present boolean)
returns table (building_id integer, spot geometry, use text, households integer, residents integer, residents_by_age integer[])
language sql stable as $$
  select b.id, b.spot, b.use, b.households, b.residents, b.residents_by_age
  from building b where present and b.grid_id = buildings_in.grid_id
  union all
  select b.id, b.spot, b.use, b.households, b.residents, b.residents_by_age
  from building b where not present and st_intersects(b.spot, ground)
$$;
comment on function buildings_in(integer, geometry, boolean) is 'Buildings of a grid: by their grid_id for a present grid, by their place for one of another day, since grid_id knows only the present.';

drop function if exists people_of_grids(integer[]);
create or replace function people_of_grids(chosen integer[], exact boolean default true)
returns table (grid_id integer, buildings bigint, residents bigint, households bigint, residents_known boolean, households_known boolean)
-- Of who lives in each building nothing is told but the sum (96_privileges.sql), and that as far as whoever asks may know.
language plpgsql stable parallel restricted security definer set search_path from current set plan_cache_mode = force_custom_plan as $$
declare
  everywhere boolean := exact and sees_people_everywhere();
  own integer[] := case when exact and not everywhere then array(select context_grids('people')) else '{}' end;
begin
  return query
  select b.grid_id, count(*),
    case when everywhere or b.grid_id = any (own) then sum(h.residents) else said(sum(h.residents)::integer) end,
    case when everywhere or b.grid_id = any (own) then sum(h.households) else said(sum(h.households)::integer) end,
    bool_and(h.residents is not null), bool_and(h.households is not null)
  from building b
  cross join lateral (
    select r.residents, coalesce(b.households, case when r.residents = 0 then 0 end) as households
    from (select coalesce(b.residents, residents_at(b.use, null, b.residents_by_age)) as residents) r
  ) h
  where chosen is null or b.grid_id = any (chosen)
  group by b.grid_id;
end
$$;
comment on function people_of_grids(integer[], boolean) is 'Buildings of grids that have any, with the residents and households that are known of them, and whether they are known of all; null stands for all grids. Exact, where that is asked for, as far as whoever asks may know.';
