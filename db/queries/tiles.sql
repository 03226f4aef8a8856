-- Vector tiles. Two ways to the same tile: `<set>_tile` where the engine encodes it (ST_AsMVT), `<layer>_rows` where it
-- cannot and the rows are encoded by src/lib/server/tiles/mvt.ts. $1 zoom, $2 column, $3 row, then the day or moment.

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
    )) as identity
  from database_identity
), seen as materialized (
  select identity, concat_ws('.', identity, count(change.id), max(change.id), sum(change.mark)) as token
  from list left join ground_change change on true group by identity
)
select identity, token, change.layer, change.boxes, change.mark
from seen left join ground_change change on token is distinct from $1

-- name: duties
-- A tile of a duty that nobody knows is not an empty tile. All of them at once: invented codes cost no query each.
select code from duty

-- name: attributions
-- Whom the ground's licences ask to name.
select distinct attribution from source where attribution is not null order by attribution

-- name: ground_tile
-- The whole tile, encoded by the database.
select
  (select coalesce(st_asmvt(feature, 'block', 4096, 'geom', 'id'), '') from (
    select id, kind, name, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_block($1, $2, $3)
  ) feature where geom is not null) ||
  (select coalesce(st_asmvt(feature, 'green', 4096, 'geom', 'id'), '') from (
    select id, kind, name, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_green($1, $2, $3)
  ) feature where geom is not null) ||
  (select coalesce(st_asmvt(feature, 'water', 4096, 'geom', 'id'), '') from (
    select id, kind, name, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_water($1, $2, $3)
  ) feature where geom is not null) ||
  (select coalesce(st_asmvt(feature, 'waterway', 4096, 'geom', 'id'), '') from (
    select id, kind, name, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_waterway($1, $2, $3)
  ) feature where geom is not null) ||
  (select coalesce(st_asmvt(feature, 'road', 4096, 'geom', 'id'), '') from (
    select id, class, name, w, bridge, tunnel, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_road($1, $2, $3)
  ) feature where geom is not null) ||
  (select coalesce(st_asmvt(feature, 'building', 4096, 'geom', 'id'), '') from (
    select id, use, h, name, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_building($1, $2, $3)
  ) feature where geom is not null)
  as tile

-- name: areas_tile
-- The whole tile, encoded by the database.
select
  (select coalesce(st_asmvt(feature, 'area', 4096, 'geom', 'id'), '') from (
    select id, code, level, name, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_area($1, $2, $3, $4)
  ) feature where geom is not null) ||
  (select coalesce(st_asmvt(feature, 'area_name', 4096, 'geom', 'id'), '') from (
    select id, level, name, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_area_name($1, $2, $3, $4)
  ) feature where geom is not null)
  as tile

-- name: grids_tile
-- The whole tile, encoded by the database.
select
  (select coalesce(st_asmvt(feature, 'grid', 4096, 'geom', 'id'), '') from (
    select id, code, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_grid($1, $2, $3, $4)
  ) feature where geom is not null)
  as tile

-- name: facilities_tile
-- The whole tile, encoded by the database.
select
  (select coalesce(st_asmvt(feature, 'facility', 4096, 'geom', 'id'), '') from (
    select id, type, icon, name, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_facility($1, $2, $3, $4)
  ) feature where geom is not null)
  as tile

-- name: incidents_tile
-- The whole tile, encoded by the database.
select
  (select coalesce(st_asmvt(feature, 'incident', 4096, 'geom', 'id'), '') from (
    select id, number, kind, day, open, overdue, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_incident($1, $2, $3, $4)
  ) feature where geom is not null) ||
  (select coalesce(st_asmvt(feature, 'incident_cell', 4096, 'geom', 'id'), '') from (
    select id, first, months, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_incident_cell($1, $2, $3, $4)
  ) feature where geom is not null)
  as tile

-- name: greening_tile
-- The whole tile, encoded by the database.
select
  (select coalesce(st_asmvt(feature, 'green_space', 4096, 'geom', 'id'), '') from (
    select id, name, due, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_greening($1, $2, $3, $4)
  ) feature where geom is not null) ||
  (select coalesce(st_asmvt(feature, 'tree', 4096, 'geom', 'id'), '') from (
    select id, species, due, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_tree($1, $2, $3, $4)
  ) feature where geom is not null)
  as tile

-- name: states_tile
-- The whole tile, encoded by the database.
select
  (select coalesce(st_asmvt(feature, 'state', 4096, 'geom', 'id'), '') from (
    select id, state, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom from tile_state($1, $2, $3, $4, $5)
  ) feature where geom is not null)
  as tile

-- name: block_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, kind, name, tile_twkb(geom, $1, $2, $3) as shape from tile_block($1, $2, $3)

-- name: green_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, kind, name, tile_twkb(geom, $1, $2, $3) as shape from tile_green($1, $2, $3)

-- name: water_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, kind, name, tile_twkb(geom, $1, $2, $3) as shape from tile_water($1, $2, $3)

-- name: waterway_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, kind, name, tile_twkb(geom, $1, $2, $3) as shape from tile_waterway($1, $2, $3)

-- name: road_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, class, name, w, bridge, tunnel, tile_twkb(geom, $1, $2, $3) as shape from tile_road($1, $2, $3)

-- name: building_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, use, h, name, tile_twkb(geom, $1, $2, $3) as shape from tile_building($1, $2, $3)

-- name: area_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, code, level, name, tile_twkb(geom, $1, $2, $3) as shape from tile_area($1, $2, $3, $4)

-- name: area_name_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, level, name, tile_twkb(geom, $1, $2, $3) as shape from tile_area_name($1, $2, $3, $4)

-- name: grid_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, code, tile_twkb(geom, $1, $2, $3) as shape from tile_grid($1, $2, $3, $4)

-- name: facility_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, type, icon, name, tile_twkb(geom, $1, $2, $3) as shape from tile_facility($1, $2, $3, $4)

-- name: incident_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, number, kind, day, open, overdue, tile_twkb(geom, $1, $2, $3) as shape from tile_incident($1, $2, $3, $4)

-- name: incident_cell_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, first, months, tile_twkb(geom, $1, $2, $3) as shape from tile_incident_cell($1, $2, $3, $4)

-- name: green_space_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, name, due, tile_twkb(geom, $1, $2, $3) as shape from tile_greening($1, $2, $3, $4)

-- name: tree_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, species, due, tile_twkb(geom, $1, $2, $3) as shape from tile_tree($1, $2, $3, $4)

-- name: state_rows
-- For the engine without ST_AsMVT: attributes, and geometry in whole tile units.
select id, state, tile_twkb(geom, $1, $2, $3) as shape from tile_state($1, $2, $3, $4, $5)
