-- name: communities
-- Communities in force with their ground; all of them, or those under the area with code $2 (itself included).
with recursive chosen as (
  select id, code, level, name from area
  where valid_from <= $1::date and (valid_to is null or valid_to > $1::date)
    and (case when $2::text is null then parent_id is null else code = $2 end)
  union all
  select a.id, a.code, a.level, a.name
  from area a join chosen c on a.parent_id = c.id
  where a.valid_from <= $1::date and (a.valid_to is null or a.valid_to > $1::date)
)
select c.id, c.code, c.name, b.geom
from chosen c
join area_boundary b on b.area_id = c.id and b.valid_from <= $1::date and (b.valid_to is null or b.valid_to > $1::date)
where c.level = 'community'
order by c.code

-- name: neighbour_boundaries
-- Communities in force that touch the box but are not among those in hand: their corners belong to the border too.
select a.id, a.code, a.name, b.geom
from area a
join area_boundary b on b.area_id = a.id and b.valid_from <= $1::date and (b.valid_to is null or b.valid_to > $1::date)
where a.level = 'community' and a.valid_from <= $1::date and (a.valid_to is null or a.valid_to > $1::date)
  and b.geom && st_makeenvelope($2, $3, $4, $5, 990001) and not a.id = any ($6::int[])
order by a.code

-- name: roads
-- Street centre lines in a box, a page at a time.
select id, class, tunnel, geom from road
where geom && st_makeenvelope($2, $3, $4, $5, 990001) and id > $1
order by id limit $6

-- name: waterways
-- Watercourses known by their line, a page at a time.
select id, kind, geom from waterway
where geom && st_makeenvelope($2, $3, $4, $5, 990001) and id > $1
order by id limit $6

-- name: waters
-- Water surfaces, a page at a time.
select id, geom from water
where geom && st_makeenvelope($2, $3, $4, $5, 990001) and id > $1
order by id limit $6

-- name: blocks
-- Blocks, a page at a time: their edges may bound grids.
select id, kind, geom from block
where geom && st_makeenvelope($2, $3, $4, $5, 990001) and id > $1
order by id limit $6

-- name: buildings
-- Footprints, the spot at which people are counted, storeys and households, a page at a time.
select id, geom, st_x(spot) as x, st_y(spot) as y, floors, households, grid_id from building
where geom && st_makeenvelope($2, $3, $4, $5, 990001) and id > $1
order by id limit $6

-- name: grids_of
-- Grids in force of some communities, with where they came from.
select g.id, g.code, g.community_id, g.duty_grid_id, g.built_up, g.geom, g.made_from, s.kind = 'file' as imported
from grid g join source s on s.id = g.source_id
where g.community_id = any ($1::int[]) and g.valid_from <= $2::date and (g.valid_to is null or g.valid_to > $2::date)
order by g.code

-- name: codes_of
-- Every code ever used in some communities: none is used again.
select community_id, code from grid where community_id = any ($1::int[])

-- name: grids_near
-- Grids in force of other communities that touch the box: what stands across the border.
select g.id, g.code, g.community_id, g.geom
from grid g
where g.geom && st_makeenvelope($2, $3, $4, $5, 990001) and not g.community_id = any ($6::int[])
  and g.valid_from <= $1::date and (g.valid_to is null or g.valid_to > $1::date)
order by g.id

-- name: lock_communities
-- Two runs over the same community take turns.
select id from area where id = any ($1::int[]) order by id for no key update

-- name: end_grids
-- An old grid keeps its row and its code; its period ends today.
update grid set valid_to = $2::date where id = any ($1::int[])

-- name: insert_grids
-- New grids, some thousands at a time.
insert into grid (code, community_id, geom, built_up, duty_grid_id, made_from, valid_from, source_id)
select code, community_id, geom::geometry, built_up, duty_grid_id, made_from, $7::date, $8
from unnest($1::text[], $2::int[], $3::text[], $4::bool[], $5::int[], $6::text[])
  as new (code, community_id, geom, built_up, duty_grid_id, made_from)
returning id, code

-- name: note_pictures
-- What the ground shows now under grids that stay.
update grid g set made_from = new.made_from
from unnest($1::int[], $2::text[]) as new (id, made_from)
where g.id = new.id

-- name: restitch_grids
-- The same ground with corners that a neighbour on the border needs.
update grid g set geom = new.geom::geometry
from unnest($1::int[], $2::text[]) as new (id, geom)
where g.id = new.id

-- name: assign_buildings
-- Buildings to the grids that hold their spots.
update building b set grid_id = new.grid_id
from unnest($1::int[], $2::int[]) as new (id, grid_id)
where b.id = new.id

-- name: assign_incidents
-- Incidents without a grid, or whose grid has ended, to the grid in force that holds them; open and closed alike. One of
-- $3 parts of the incidents at a time: parts of the grids would ask for every incident again and again.
update incident i set grid_id = g.id
from grid g
where g.community_id = any ($1::int[]) and g.valid_from <= $2::date and (g.valid_to is null or g.valid_to > $2::date)
  and st_intersects(g.geom, i.geom) and mod(i.id, $3::int) = $4::int
  and (i.grid_id is null or i.grid_id in (select id from grid where valid_to <= $2::date and community_id = any ($1::int[])))

-- name: bulk
-- So much is written that coverage is worked out whole afterwards, not row by row.
select set_config('wangge.bulk', 'on', true)

-- name: duty_grids_of
-- Duty grids in force of some communities, with their ground.
select a.id, a.code, a.parent_id, b.geom
from area a
left join area_boundary b on b.area_id = a.id and b.valid_from <= $2::date and (b.valid_to is null or b.valid_to > $2::date)
where a.level = 'duty_grid' and a.parent_id = any ($1::int[])
  and a.valid_from <= $2::date and (a.valid_to is null or a.valid_to > $2::date)
order by a.code

-- name: duty_grid_codes
-- Every code that a duty grid of these communities ever had: none is used again.
select parent_id, code from area where level = 'duty_grid' and parent_id = any ($1::int[])

-- name: end_boundaries
-- An old boundary keeps its row; its period ends today.
update area_boundary set valid_to = $2::date
where area_id = any ($1::int[]) and valid_from <= $2::date and (valid_to is null or valid_to > $2::date)

-- name: insert_boundaries
-- New boundaries from today on.
insert into area_boundary (area_id, geom, valid_from)
select area_id, geom::geometry, $3::date from unnest($1::int[], $2::text[]) as new (area_id, geom)

-- name: end_duty_grids
-- A duty grid that is no more keeps its row and its code.
update area set valid_to = $2::date where id = any ($1::int[])

-- name: insert_duty_grids
-- New duty grids below their communities.
insert into area (code, level, parent_id, name, valid_from, source_id)
select code, 'duty_grid', parent_id, name, $4::date, $5
from unnest($1::text[], $2::int[], $3::text[]) as new (code, parent_id, name)
returning id, code

-- name: set_duty_grids
-- Grids that stay and go to another duty grid.
update grid g set duty_grid_id = new.duty_grid_id
from unnest($1::int[], $2::int[]) as new (id, duty_grid_id)
where g.id = new.id

-- name: known_system
-- The coordinate system by its EPSG code, if this database knows it.
select srid from spatial_ref_sys where upper(auth_name) = 'EPSG' and auth_srid = $1

-- name: read_shapes
-- Own grids in the metric frame, and whether they are valid: asked before anything else touches them.
select s.number, st_isvalid(t.geom) as valid, st_isvalidreason(t.geom) as reason,
  st_x(p.place) as lng, st_y(p.place) as lat, t.geom
from unnest($1::int[], $2::text[]) as s (number, hex)
cross join lateral (select st_transform(st_setsrid(s.hex::geometry, $3::int), 990001) as geom) t
cross join lateral (
  select st_transform(st_setsrid(coalesce((st_isvaliddetail(t.geom)).location, st_startpoint(st_exteriorring(t.geom))), 990001), 4326) as place
) p
order by s.number

-- name: places_of
-- Metric places as longitude and latitude, for people.
select st_x(p.geom) as lng, st_y(p.geom) as lat
from unnest($1::float8[], $2::float8[]) with ordinality as m (x, y, number)
cross join lateral (select st_transform(st_setsrid(st_makepoint(m.x, m.y), 990001), 4326) as geom) p
order by m.number

-- name: codes_taken
-- Which of these codes were ever used, and whether still.
select code, valid_to is null as in_force from grid where code = any ($1::text[])

-- name: check_balance
-- Communities whose grids do not cover them to one part in a million (those without a single grid too).
select a.code, a.name, b.community_m2, b.grids_m2, b.grids
from grid_area_balance($1::int[], $2::date) b
join area a on a.id = b.community_id
where abs(b.community_m2 - b.grids_m2) > b.community_m2 * 1e-6
order by a.code

-- name: check_edges
-- Edges that do not match the neighbours', with a place for each; the first hundred.
select g.code, st_x(p.geom) as lng, st_y(p.geom) as lat
from grid_unmatched_edges($1::int[], $2::date) u
join grid g on g.id = u.grid_id
cross join lateral (select st_transform(st_startpoint(u.edge), 4326) as geom) p
order by g.code limit 100

-- name: check_coverage
-- What the engine's own coverage check says; null where it has none.
select grid_invalid_coverage($1::int[], $2::date) as wrong
