-- Vector tiles. `<set>_tile` gives one row for each layer of which something lies in the tile: ids, attributes and shapes
-- (TWKB, one after the other) in the same order, which src/lib/server/tiles/mvt.ts encodes. As columns and not as
-- thousands of rows, because reading rows is what a large tile would cost most. $1 zoom, $2 column, $3 row, then the day
-- or moment. `left_out`: something is too small for this zoom.

-- name: bounds
-- The ground that there is, [west, south, east, north] in degrees: outside it no tile needs a query.
with extent as (
  select st_extent(geom)::geometry as box from (
    select geom from area_boundary union all select geom from grid union all select geom from road
    union all select geom from water union all select geom from green_space union all select geom from facility
  ) ground
), degrees as (
  select st_transform(st_setsrid(st_expand(box, 500), 990001), 4326) as box from extent where box is not null
)
select st_xmin(box) as west, st_ymin(box) as south, st_xmax(box) as east, st_ymax(box) as north from degrees

-- name: changes
-- What changed where, if the list is not the one that is known ($1). The functions' digests are part of the token: tiles
-- that other functions made are others.
with list as materialized (
  select concat_ws('.', origin, (
      select string_agg(sha256, '.' order by name) from migration.file where kind = 'function' and name like '8%tiles.sql'
    )) as identity, wal_position() as position
  from database_identity
), seen as materialized (
  select identity, position, concat_ws('.', identity, count(change.id), max(change.id), sum(change.mark)) as token
  from list left join ground_change change on true group by identity, position
)
select identity, position, token, change.layer, change.boxes, change.mark
from seen left join ground_change change on token is distinct from $1

-- name: in_force_since
-- The last day up to a given one ($1) on which something came into force or went out of it: until the next such day
-- everything of the table is as it is. Written so that the index is asked for one row.
select 'area' as layer, greatest(
    (select max(valid_from) from area where valid_from <= $1::date),
    (select max(valid_to) from area where valid_to <= $1::date))::text as since
union all select 'area_boundary', greatest(
    (select max(valid_from) from area_boundary where valid_from <= $1::date),
    (select max(valid_to) from area_boundary where valid_to <= $1::date))::text
union all select 'facility', greatest(
    (select max(valid_from) from facility where valid_from <= $1::date),
    (select max(valid_to) from facility where valid_to <= $1::date))::text
union all select 'grid', greatest(
    (select max(valid_from) from grid where valid_from <= $1::date),
    (select max(valid_to) from grid where valid_to <= $1::date))::text

-- name: duties
-- A tile of a duty that nobody knows is not an empty tile. All of them at once: invented codes cost no query each.
select code from duty

-- name: attributions
-- Whom the ground's licences ask to name.
select distinct attribution from source where attribution is not null order by attribution

-- name: ground_tile
-- The basemap, from the bottom up.
select 'block' as layer, json_agg(id) filter (where shape is not null) as ids,
  json_build_object('kind', json_agg(kind) filter (where shape is not null), 'name', json_agg(name) filter (where shape is not null)) as fields,
  string_agg(shape, '') as shapes, bool_or(shape is null) as left_out, tile_nodes($1, $2, $3, 990001) as nodes
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_block($1, $2, $3) order by id) feature having count(*) > 0
union all
select 'green', json_agg(id) filter (where shape is not null),
  json_build_object('kind', json_agg(kind) filter (where shape is not null), 'name', json_agg(name) filter (where shape is not null)),
  string_agg(shape, ''), bool_or(shape is null), tile_nodes($1, $2, $3, 990001)
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_green($1, $2, $3) order by id) feature having count(*) > 0
union all
select 'water', json_agg(id) filter (where shape is not null),
  json_build_object('kind', json_agg(kind) filter (where shape is not null), 'name', json_agg(name) filter (where shape is not null)),
  string_agg(shape, ''), bool_or(shape is null), tile_nodes($1, $2, $3, 990001)
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_water($1, $2, $3) order by id) feature having count(*) > 0
union all
select 'waterway', json_agg(id) filter (where shape is not null),
  json_build_object('kind', json_agg(kind) filter (where shape is not null), 'name', json_agg(name) filter (where shape is not null)),
  string_agg(shape, ''), bool_or(shape is null), tile_nodes($1, $2, $3, 990001)
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_waterway($1, $2, $3) order by id) feature having count(*) > 0
union all
select 'road', json_agg(id) filter (where shape is not null),
  json_build_object('class', json_agg(class) filter (where shape is not null), 'name', json_agg(name) filter (where shape is not null), 'w', json_agg(w) filter (where shape is not null), 'bridge', json_agg(bridge) filter (where shape is not null), 'tunnel', json_agg(tunnel) filter (where shape is not null)),
  string_agg(shape, ''), bool_or(shape is null), tile_nodes($1, $2, $3, 990001)
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_road($1, $2, $3) order by id) feature having count(*) > 0
union all
select 'building', json_agg(id) filter (where shape is not null),
  json_build_object('use', json_agg(use) filter (where shape is not null), 'h', json_agg(h) filter (where shape is not null), 'name', json_agg(name) filter (where shape is not null)),
  string_agg(shape, ''), bool_or(shape is null), tile_nodes($1, $2, $3, 990001)
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_building($1, $2, $3) order by id) feature having count(*) > 0

-- name: areas_tile
-- Areas and a place for the name of each.
select 'area' as layer, json_agg(id) filter (where shape is not null) as ids,
  json_build_object('code', json_agg(code) filter (where shape is not null), 'level', json_agg(level) filter (where shape is not null), 'name', json_agg(name) filter (where shape is not null)) as fields,
  string_agg(shape, '') as shapes, bool_or(shape is null) as left_out, tile_nodes($1, $2, $3, 990001) as nodes
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_area($1, $2, $3, $4) order by id) feature having count(*) > 0
union all
select 'area_name', json_agg(id) filter (where shape is not null),
  json_build_object('level', json_agg(level) filter (where shape is not null), 'name', json_agg(name) filter (where shape is not null)),
  string_agg(shape, ''), bool_or(shape is null), tile_nodes($1, $2, $3, 990001)
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_area_name($1, $2, $3, $4) order by id) feature having count(*) > 0

-- name: grids_tile
-- The unit grids.
select 'grid' as layer, json_agg(id) filter (where shape is not null) as ids,
  json_build_object('code', json_agg(code) filter (where shape is not null)) as fields,
  string_agg(shape, '') as shapes, bool_or(shape is null) as left_out, tile_nodes($1, $2, $3, 990001) as nodes
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_grid($1, $2, $3, $4) order by id) feature having count(*) > 0

-- name: facilities_tile
-- Facilities.
select 'facility' as layer, json_agg(id) filter (where shape is not null) as ids,
  json_build_object('type', json_agg(type) filter (where shape is not null), 'icon', json_agg(icon) filter (where shape is not null), 'name', json_agg(name) filter (where shape is not null)) as fields,
  string_agg(shape, '') as shapes, bool_or(shape is null) as left_out, tile_nodes($1, $2, $3, 990001) as nodes
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_facility($1, $2, $3, $4) order by id) feature having count(*) > 0

-- name: incidents_tile
-- Incidents of the communities and duty grids $5, or (null) of all: these shapes are in EPSG:3857, not in the metric frame.
select 'incident' as layer, json_agg(id) filter (where shape is not null) as ids,
  json_build_object('number', json_agg(number) filter (where shape is not null), 'kind', json_agg(kind) filter (where shape is not null), 'day', json_agg(day) filter (where shape is not null), 'open', json_agg(open) filter (where shape is not null), 'overdue', json_agg(overdue) filter (where shape is not null)) as fields,
  string_agg(shape, '') as shapes, bool_or(shape is null) as left_out, tile_nodes($1, $2, $3, 3857) as nodes
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_incident($1, $2, $3, $4, $5) order by id) feature having count(*) > 0
union all
select 'incident_cell', json_agg(id) filter (where shape is not null),
  json_build_object('first', json_agg(first) filter (where shape is not null), 'months', json_agg(months) filter (where shape is not null)),
  string_agg(shape, ''), bool_or(shape is null), tile_nodes($1, $2, $3, 3857)
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_incident_cell($1, $2, $3, $4, $5) order by id) feature having count(*) > 0

-- name: greening_tile
-- Green spaces and trees by what is due, in the communities and duty grids $5 or (null) in all, and of the organisations $6.
select 'green_space' as layer, json_agg(id) filter (where shape is not null) as ids,
  json_build_object('name', json_agg(name) filter (where shape is not null), 'due', json_agg(due) filter (where shape is not null)) as fields,
  string_agg(shape, '') as shapes, bool_or(shape is null) as left_out, tile_nodes($1, $2, $3, 990001) as nodes
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_greening($1, $2, $3, $4, $5, $6) order by id) feature having count(*) > 0
union all
select 'tree', json_agg(id) filter (where shape is not null),
  json_build_object('species', json_agg(species) filter (where shape is not null), 'due', json_agg(due) filter (where shape is not null)),
  string_agg(shape, ''), bool_or(shape is null), tile_nodes($1, $2, $3, 990001)
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_tree($1, $2, $3, $4, $5, $6) order by id) feature having count(*) > 0

-- name: states_tile
-- What is not clear for one duty; a grid may have several pieces.
select 'state' as layer, json_agg(id) filter (where shape is not null) as ids,
  json_build_object('state', json_agg(state) filter (where shape is not null)) as fields,
  string_agg(shape, '') as shapes, bool_or(shape is null) as left_out, tile_nodes($1, $2, $3, 990001) as nodes
from (select *, st_astwkb(geom, tile_digits($1)) as shape from tile_state($1, $2, $3, $4, $5) order by id, state, shape) feature having count(*) > 0

-- name: areas_below
-- The communities and duty grids of some areas, by which grids say where they lie.
select coalesce(array_agg(distinct below.area_id order by below.area_id), '{}') as ids
from unnest($1::int[]) root cross join lateral areas_below(root) below
join area on area.id = below.area_id and area.level in ('community', 'duty_grid')
