-- Which unit grid holds a building or an incident: kept by the database, in one place.

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
language sql stable as $$
  select id from grid
  where st_intersects(geom, place) and in_force(valid_from, valid_to, day)
  order by id limit 1
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

create or replace function assign_where(ground geometry) returns void
language sql as $$
  update building set grid_id = grid_at(spot, coverage_day())
  where st_intersects(spot, ground) and grid_id is distinct from grid_at(spot, coverage_day());
  update incident set grid_id = grid_at(geom, coverage_day())
  where st_intersects(geom, ground) and grid_id is distinct from grid_at(geom, coverage_day());
$$;
comment on function assign_where(geometry) is 'Puts the buildings and incidents on some ground (metric frame) into their grids again.';

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
end
$$;
comment on function assign_to_grids() is 'Puts every building and incident into its grid, all at once: for loaders.';

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
