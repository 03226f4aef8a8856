-- name: area_ids
-- By which grids name their community and their duty grid.
select code, id from area

-- name: organisation_ids
-- By which facilities name who runs them.
select code, id from organisation

-- name: class_ids
-- Incident classes of the newest edition that has them.
select kind, code, id from incident_class where edition <> 'GB/T 30428.2-2013'

-- name: copy_grids
-- Unit grids with ids of their own, so that what stands in them can name them while they are still on their way.
copy grid (id, code, community_id, duty_grid_id, geom, built_up, valid_from, source_id) from stdin

-- name: insert_grids
-- The same in batches.
insert into grid (id, code, community_id, duty_grid_id, geom, built_up, valid_from, source_id)
overriding system value
select id, code, community, duty_grid, geom::geometry, built_up, since, source
from unnest($1::int[], $2::text[], $3::int[], $4::int[], $5::text[], $6::bool[], $7::date[], $8::int[])
  as n (id, code, community, duty_grid, geom, built_up, since, source)

-- name: continue_grid_ids
-- The next grid gets the number after the last one.
select setval(pg_get_serial_sequence('grid', 'id'), greatest(1, max(id))) from grid

-- name: copy_buildings
-- Buildings, with the grid that they were made in: nobody need look for it.
copy building (geom, address, use, floors, height_m, households, residents, residents_by_age, grid_id, source_id) from stdin

-- name: insert_buildings
-- The same in batches.
insert into building (geom, address, use, floors, height_m, households, residents, residents_by_age, grid_id, source_id)
select geom::geometry, address, use, floors, height, households, residents, ages::int[], grid, source
from unnest($1::text[], $2::text[], $3::text[], $4::smallint[], $5::float8[], $6::int[], $7::int[], $8::text[], $9::int[],
  $10::int[]) as n (geom, address, use, floors, height, households, residents, ages, grid, source)

-- name: copy_facilities
-- Facilities; their reaches are measured as they come.
copy facility (type_code, name, capacity, opening_hours, organisation_id, geom, valid_from, valid_to, source_id) from stdin

-- name: insert_facilities
-- The same in batches.
insert into facility (type_code, name, capacity, opening_hours, organisation_id, geom, valid_from, valid_to, source_id)
select type, name, capacity, hours, organisation, geom::geometry, valid_from, valid_to, source
from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::int[], $6::text[], $7::date[], $8::date[], $9::int[])
  as n (type, name, capacity, hours, organisation, geom, valid_from, valid_to, source)

-- name: copy_incidents
-- Incidents, with the grid that they were made in.
copy incident (number, class_id, geom, happened_at, state, due_at, closed_at, grid_id, source_id) from stdin

-- name: insert_incidents
-- The same in batches.
insert into incident (number, class_id, geom, happened_at, state, due_at, closed_at, grid_id, source_id)
select number, class, geom::geometry, happened_at, state, due_at, closed_at, grid, source
from unnest($1::text[], $2::int[], $3::text[], $4::timestamptz[], $5::text[], $6::timestamptz[], $7::timestamptz[],
  $8::int[], $9::int[]) as n (number, class, geom, happened_at, state, due_at, closed_at, grid, source)

-- name: know_what_came
-- Coverage is planned by what is there, and in this transaction nothing else has looked.
analyze area, area_boundary, grid, building, facility, facility_reach, incident, organisation, responsibility, responsibility_ground, ground_piece
