-- Rows of the vector tiles' layers. A tile is asked for by its zoom, column and row in Web Mercator (EPSG:3857).
-- Geometry comes back in the metric frame, simplified to about half a screen pixel (a tile is 4096 units, drawn on 512
-- pixels); src/lib/server/tiles/placing.ts puts it into the tile. What is too small to be seen at a zoom comes back
-- without geometry, so that the tile can say that something was left out; nothing is left out by chance.

create or replace function tile_unit_m(tz integer, ty integer) returns double precision
language sql immutable parallel safe as $$
  select 40075016.685578488 / 4096 / 2.0 ^ tz / cosh(pi() * (1 - 2 * (ty + 0.5) / 2.0 ^ tz))
$$;
comment on function tile_unit_m(integer, integer) is 'Metres on the ground of one tile unit (4096 to a tile) in a row of tiles.';

create or replace function tile_ground(tz integer, tx integer, ty integer) returns geometry
language sql stable parallel safe as $$
  select st_envelope(st_transform(st_tileenvelope(tz, tx, ty, margin => 0.015625), 990001))
$$;
comment on function tile_ground(integer, integer, integer) is 'Box of the metric frame around a tile and its margin of 64 units, for the spatial index.';

create or replace function tile_digits(tz integer) returns integer
language sql immutable parallel safe as $$ select case when tz <= 12 then 0 when tz <= 15 then 1 else 2 end $$;
comment on function tile_digits(integer) is 'Decimals of a metre that a tile of a zoom can show, and a little more.';

create or replace function tile_nodes(tz integer, tx integer, ty integer, frame integer) returns double precision[]
language sql stable parallel safe as $$
  with box as (
    select st_xmin(b) as west, st_ymin(b) as south, st_xmax(b) as east, st_ymax(b) as north
    from st_transform(st_tileenvelope(tz, tx, ty), frame) as b
  ), node as (
    select st_transform(st_setsrid(st_makepoint(
      west + (east - west) * col / 2.0, south + (north - south) * line / 2.0), frame), 3857) as geom, line, col
    from box, generate_series(0, 2) as line, generate_series(0, 2) as col
  )
  select (select array[west, south, east, north] from box)
    || (select array_agg(part order by line, col, axis) from node, lateral (values (0, st_x(geom)), (1, st_y(geom))) as axes (axis, part))
$$;
comment on function tile_nodes(integer, integer, integer, integer) is 'Where nine points in three rows of a box around a tile lie: west, south, east, north of the box in the frame, then x, y of each point in EPSG:3857, from the south-west along the rows. Enough to place a whole tile without transforming each corner.';

create or replace function tile_water(tz integer, tx integer, ty integer)
returns table (id integer, kind text, name text, geom geometry)
language sql stable parallel safe as $$
  select id, kind, case when tz >= 10 then name end,
    case when st_area(geom) >= (12 * tile_unit_m(tz, ty)) ^ 2 then st_simplify(geom, 4 * tile_unit_m(tz, ty)) end
  from water
  where geom && tile_ground(tz, tx, ty)
$$;
comment on function tile_water(integer, integer, integer) is 'Water surfaces of a tile, from one and a half pixels across.';

create or replace function tile_waterway(tz integer, tx integer, ty integer)
returns table (id integer, kind text, name text, geom geometry)
language sql stable parallel safe as $$
  select id, kind, case when tz >= 11 then name end,
    case when tz >= case kind when 'river' then 8 when 'canal' then 11 when 'stream' then 12 else 14 end
      then st_simplify(geom, 4 * tile_unit_m(tz, ty)) end
  from waterway
  where geom && tile_ground(tz, tx, ty)
$$;
comment on function tile_waterway(integer, integer, integer) is 'Waterways of a tile: rivers always, ditches only close.';

create or replace function tile_green(tz integer, tx integer, ty integer)
returns table (id integer, kind text, name text, geom geometry)
language sql stable parallel safe as $$
  select id, kind, case when tz >= 13 then name end,
    case when st_area(geom) >= (16 * tile_unit_m(tz, ty)) ^ 2 then st_simplify(geom, 4 * tile_unit_m(tz, ty)) end
  from green_space
  where geom && tile_ground(tz, tx, ty)
$$;
comment on function tile_green(integer, integer, integer) is 'Green spaces of a tile, from two pixels across.';

create or replace function tile_block(tz integer, tx integer, ty integer)
returns table (id integer, kind text, name text, geom geometry)
language sql stable parallel safe as $$
  select id, kind, case when tz >= 15 then name end,
    case when st_area(geom) >= (8 * tile_unit_m(tz, ty)) ^ 2 then st_simplify(geom, 4 * tile_unit_m(tz, ty)) end
  from block
  where geom && tile_ground(tz, tx, ty)
$$;
comment on function tile_block(integer, integer, integer) is 'Blocks (built-up ground) of a tile, from one pixel across.';

create or replace function tile_road(tz integer, tx integer, ty integer)
returns table (id integer, class text, name text, w integer, bridge boolean, tunnel boolean, geom geometry)
language sql stable parallel safe as $$
  select id, class,
    case when tz >= 14 or (tz >= 12 and class in ('motorway', 'trunk', 'primary', 'secondary')) then name end,
    case when tz >= 14 then round(width_m)::integer end,
    case when tz >= 13 and bridge then true end,
    case when tz >= 13 and tunnel then true end,
    case when tz >= 14 or class = any (case
      when tz >= 13 then array['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'residential', 'pedestrian']
      when tz >= 11 then array['motorway', 'trunk', 'primary', 'secondary', 'tertiary']
      when tz >= 10 then array['motorway', 'trunk', 'primary', 'secondary']
      else array['motorway', 'trunk', 'primary']
    end) then st_simplify(geom, 4 * tile_unit_m(tz, ty)) end
  from road
  where geom && tile_ground(tz, tx, ty)
$$;
comment on function tile_road(integer, integer, integer) is 'Roads of a tile by class and zoom; w is the width in metres.';

create or replace function tile_building(tz integer, tx integer, ty integer)
returns table (id integer, use text, h integer, name text, geom geometry)
language sql stable parallel safe as $$
  select id, use, round(coalesce(height_m, floors * 3.0))::integer, case when tz >= 16 then name end,
    case when tz >= 15 or st_area(geom) >= (10 * tile_unit_m(tz, ty)) ^ 2
      then st_simplify(geom, 2 * tile_unit_m(tz, ty)) end
  from building
  where tz >= 14 and geom && tile_ground(tz, tx, ty)
$$;
comment on function tile_building(integer, integer, integer) is 'Buildings of a tile; h is the height in metres, three to a floor where it is not known.';

create or replace function tile_area_from(area_level text) returns integer
language sql stable parallel safe as $$
  select case
    when area_level in ('city', 'district') then 0
    when area_level = 'duty_grid' then 13
    when area_level = 'street' then case when exists (select from area where level = 'district') then 9 else 0 end
    when exists (select from area where level = 'street') then 11
    when exists (select from area where level = 'district') then 9
    else 0
  end
$$;
comment on function tile_area_from(text) is 'Zoom from which areas of a level are in tiles; where a level is left out, the one below it comes sooner.';

create or replace function tile_area(tz integer, tx integer, ty integer, on_day date)
returns table (id integer, code text, level text, name text, geom geometry)
language sql stable parallel safe as $$
  select area.id, area.code, area.level, area.name,
    st_simplify(boundary.geom, 2 * tile_unit_m(tz, ty), true)
  from area_boundary boundary
  join area on area.id = boundary.area_id
  where boundary.geom && tile_ground(tz, tx, ty)
    and boundary.valid_from <= on_day and coalesce(boundary.valid_to > on_day, true)
    and area.valid_from <= on_day and coalesce(area.valid_to > on_day, true)
    and tz >= tile_area_from(area.level)
$$;
comment on function tile_area(integer, integer, integer, date) is 'Areas of a tile on a day: streets from zoom 9, communities from 11, duty grids from 13.';

create or replace function tile_area_name(tz integer, tx integer, ty integer, on_day date)
returns table (id integer, level text, name text, geom geometry)
language sql stable parallel safe as $$
  select area.id, area.level, area.name, st_pointonsurface(boundary.geom)
  from area_boundary boundary
  join area on area.id = boundary.area_id
  where boundary.geom && tile_ground(tz, tx, ty)
    and boundary.valid_from <= on_day and coalesce(boundary.valid_to > on_day, true)
    and area.valid_from <= on_day and coalesce(area.valid_to > on_day, true)
    and tz >= tile_area_from(area.level)
$$;
comment on function tile_area_name(integer, integer, integer, date) is 'One place in each area of a tile, for its name.';

create or replace function tile_grid(tz integer, tx integer, ty integer, on_day date)
returns table (id integer, code text, geom geometry)
language sql stable parallel safe as $$
  select id, code, geom
  from grid
  where geom && tile_ground(tz, tx, ty) and valid_from <= on_day and coalesce(valid_to > on_day, true)
$$;
comment on function tile_grid(integer, integer, integer, date) is 'Unit grids of a tile on a day, not simplified: neighbours share their edges.';

create or replace function tile_facility(tz integer, tx integer, ty integer, on_day date)
returns table (id integer, type text, icon text, name text, geom geometry)
language sql stable parallel safe as $$
  select facility.id, facility.type_code, type.icon, case when tz >= 15 then facility.name end,
    facility.geom
  from facility
  join facility_type type on type.code = facility.type_code
  where facility.geom && tile_ground(tz, tx, ty)
    and facility.valid_from <= on_day and coalesce(facility.valid_to > on_day, true)
$$;
comment on function tile_facility(integer, integer, integer, date) is 'Facilities of a tile on a day; names from zoom 15.';

create or replace function is_on_ground(place geometry, on_day date, areas integer[]) returns boolean
language sql stable parallel safe as $$
  select areas is null or exists (
    select from grid where st_intersects(geom, place) and (community_id = any (areas) or duty_grid_id = any (areas))
      and valid_from <= on_day and (valid_to is null or valid_to > on_day)
  )
$$;
comment on function is_on_ground(geometry, date, integer[]) is 'Whether a place lies in one of these communities or duty grids; null stands for all of them.';

drop function if exists tile_greening(integer, integer, integer, date);
create or replace function tile_greening(tz integer, tx integer, ty integer, on_day date, areas integer[], organisations integer[])
returns table (id integer, name text, due text, geom geometry)
language sql stable parallel safe as $$
  select space.id, case when tz >= 15 then space.name end,
    case when duty.next is null then 'none' when duty.next < on_day then 'overdue' when duty.next = on_day then 'today'
      when duty.next <= on_day + 7 then 'soon' else 'later' end,
    case when st_area(space.geom) >= (12 * tile_unit_m(tz, ty)) ^ 2
      then st_simplify(space.geom, 4 * tile_unit_m(tz, ty)) end
  from green_space space
  left join lateral (
    select min(next_due_on) as next, bool_or(organisation_id = any (organisations)) as own from greening_duty
    where green_space_id = space.id
  ) duty on true
  where space.geom && tile_ground(tz, tx, ty) and (duty.own or is_on_ground(st_pointonsurface(space.geom), on_day, areas))
$$;
comment on function tile_greening(integer, integer, integer, date, integer[], integer[]) is 'Green spaces of a tile, in these areas or (null) in all, and those with a duty of these organisations, with the state of their most urgent greening duty on a day.';

drop function if exists tile_tree(integer, integer, integer, date);
create or replace function tile_tree(tz integer, tx integer, ty integer, on_day date, areas integer[], organisations integer[])
returns table (id integer, species text, due text, geom geometry)
language sql stable parallel safe as $$
  select tree.id, tree.species,
    case when duty.next is null then 'none' when duty.next < on_day then 'overdue' when duty.next = on_day then 'today'
      when duty.next <= on_day + 7 then 'soon' else 'later' end,
    tree.geom
  from tree
  left join lateral (
    select min(next_due_on) as next, bool_or(organisation_id = any (organisations)) as own from greening_duty
    where tree_id = tree.id
  ) duty on true
  where tz >= 16 and tree.geom && tile_ground(tz, tx, ty) and (duty.own or is_on_ground(tree.geom, on_day, areas))
$$;
comment on function tile_tree(integer, integer, integer, date, integer[], integer[]) is 'Trees of a tile, in these areas or (null) in all, and those with a duty of these organisations, with the state of their most urgent greening duty, from zoom 16.';

create or replace function tile_state(tz integer, tx integer, ty integer, on_day date, duty text)
returns table (id integer, state text, geom geometry)
language sql stable parallel safe as $$
  select grid.id, piece.state, piece.geom
  from grid
  join grid_duty on grid_duty.grid_id = grid.id and grid_duty.duty_code = duty
  cross join lateral (
    select grid_duty.state, grid.geom where grid_duty.state in ('fallback', 'gap', 'overlap')
    union all select 'fallback', grid_duty.fallback_geom where grid_duty.state = 'mixed'
    union all select 'gap', grid_duty.gap_geom where grid_duty.state = 'mixed'
    union all select 'overlap', grid_duty.overlap_geom where grid_duty.state = 'mixed'
  ) piece (state, geom)
  where tz >= 14 and grid.geom && tile_ground(tz, tx, ty) and piece.geom is not null
    and grid.valid_from <= on_day and coalesce(grid.valid_to > on_day, true)
$$;
comment on function tile_state(integer, integer, integer, date, text) is 'Ground of a duty that is not clear, by state: whole grids, and the shapes in mixed ones.';
