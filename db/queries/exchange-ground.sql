-- name: put_block
-- Land use; the manager is our own knowledge and is left alone.
insert into block as old (external_ref, geom, name, kind, source_id)
select ref, geom, v.name, v.kind, $1
from import_row as new
cross join lateral jsonb_to_record(value) as v (name text, kind text)
where new.kind = 'block' and fault is null
order by ref
on conflict (external_ref) do update
set geom = excluded.geom, name = excluded.name, kind = excluded.kind, source_id = excluded.source_id
where (old.geom, old.name, old.kind, old.source_id)
  is distinct from (excluded.geom, excluded.name, excluded.kind, excluded.source_id)

-- name: put_building
-- Residents and households are not in the file: they stay as they are, unknown at first.
insert into building as old (external_ref, geom, name, address, use, floors, height_m, source_id)
select ref, geom, v.name, v.address, v.use, v.floors, v.height_m, $1
from import_row as new
cross join lateral jsonb_to_record(value) as v (name text, address text, use text, floors smallint, height_m float8)
where new.kind = 'building' and fault is null
order by ref
on conflict (external_ref) do update
set geom = excluded.geom, name = excluded.name, address = excluded.address, use = excluded.use,
  floors = excluded.floors, height_m = excluded.height_m, source_id = excluded.source_id
where (old.geom, old.name, old.address, old.use, old.floors, old.height_m, old.source_id)
  is distinct from (excluded.geom, excluded.name, excluded.address, excluded.use, excluded.floors,
    excluded.height_m, excluded.source_id)

-- name: put_road
-- Centre lines with the width of their ground.
insert into road as old (external_ref, geom, name, class, width_m, one_way, bridge, tunnel, source_id)
select ref, geom, v.name, v.class, v.width_m, v.one_way, v.bridge, v.tunnel, $1
from import_row as new
cross join lateral jsonb_to_record(value)
  as v (name text, class text, width_m float8, one_way boolean, bridge boolean, tunnel boolean)
where new.kind = 'road' and fault is null
order by ref
on conflict (external_ref) do update
set geom = excluded.geom, name = excluded.name, class = excluded.class, width_m = excluded.width_m,
  one_way = excluded.one_way, bridge = excluded.bridge, tunnel = excluded.tunnel, source_id = excluded.source_id
where (old.geom, old.name, old.class, old.width_m, old.one_way, old.bridge, old.tunnel, old.source_id)
  is distinct from (excluded.geom, excluded.name, excluded.class, excluded.width_m, excluded.one_way,
    excluded.bridge, excluded.tunnel, excluded.source_id)

-- name: put_water
-- Water surfaces.
insert into water as old (external_ref, geom, name, kind, source_id)
select ref, geom, v.name, v.kind, $1
from import_row as new
cross join lateral jsonb_to_record(value) as v (name text, kind text)
where new.kind = 'water' and fault is null
order by ref
on conflict (external_ref) do update
set geom = excluded.geom, name = excluded.name, kind = excluded.kind, source_id = excluded.source_id
where (old.geom, old.name, old.kind, old.source_id)
  is distinct from (excluded.geom, excluded.name, excluded.kind, excluded.source_id)

-- name: put_waterway
-- Watercourses known by their line.
insert into waterway as old (external_ref, geom, name, kind, source_id)
select ref, geom, v.name, v.kind, $1
from import_row as new
cross join lateral jsonb_to_record(value) as v (name text, kind text)
where new.kind = 'waterway' and fault is null
order by ref
on conflict (external_ref) do update
set geom = excluded.geom, name = excluded.name, kind = excluded.kind, source_id = excluded.source_id
where (old.geom, old.name, old.kind, old.source_id)
  is distinct from (excluded.geom, excluded.name, excluded.kind, excluded.source_id)

-- name: put_green_space
-- Green spaces; the maintenance grade is our own knowledge and is left alone.
insert into green_space as old (external_ref, geom, name, kind, source_id)
select ref, geom, v.name, v.kind, $1
from import_row as new
cross join lateral jsonb_to_record(value) as v (name text, kind text)
where new.kind = 'green_space' and fault is null
order by ref
on conflict (external_ref) do update
set geom = excluded.geom, name = excluded.name, kind = excluded.kind, source_id = excluded.source_id
where (old.geom, old.name, old.kind, old.source_id)
  is distinct from (excluded.geom, excluded.name, excluded.kind, excluded.source_id)

-- name: put_tree
-- Single trees.
insert into tree as old (external_ref, geom, species, diameter_cm, height_m, planted_on, source_id)
select ref, geom, v.species, v.diameter_cm, v.height_m, v.planted_on, $1
from import_row as new
cross join lateral jsonb_to_record(value) as v (species text, diameter_cm float8, height_m float8, planted_on date)
where new.kind = 'tree' and fault is null
order by ref
on conflict (external_ref) do update
set geom = excluded.geom, species = excluded.species, diameter_cm = excluded.diameter_cm,
  height_m = excluded.height_m, planted_on = excluded.planted_on, source_id = excluded.source_id
where (old.geom, old.species, old.diameter_cm, old.height_m, old.planted_on, old.source_id)
  is distinct from (excluded.geom, excluded.species, excluded.diameter_cm, excluded.height_m,
    excluded.planted_on, excluded.source_id)

-- name: put_facility
-- One without a name is called by its type; one that is back in the file is open again.
insert into facility as old
  (external_ref, geom, type_code, name, address, phone, capacity, opening_hours, valid_from, source_id)
select ref, geom, v.type_code, coalesce(v.name, type.name_zh), v.address, v.phone, v.capacity, v.opening_hours, $2, $1
from import_row as new
cross join lateral jsonb_to_record(value)
  as v (type_code text, name text, address text, phone text, capacity integer, opening_hours text)
left join facility_type as type on type.code = v.type_code
where new.kind = 'facility' and fault is null
order by ref
on conflict (external_ref) do update
set geom = excluded.geom, type_code = excluded.type_code, name = excluded.name, address = excluded.address,
  phone = excluded.phone, capacity = excluded.capacity, opening_hours = excluded.opening_hours, valid_to = null,
  source_id = excluded.source_id
where (old.geom, old.type_code, old.name, old.address, old.phone, old.capacity, old.opening_hours, old.valid_to,
    old.source_id)
  is distinct from (excluded.geom, excluded.type_code, excluded.name, excluded.address, excluded.phone,
    excluded.capacity, excluded.opening_hours, null, excluded.source_id)

-- name: drop_gone
-- What an earlier file brought and this one does not have is no more: the layers of the ground keep no history.
with sources as (
  select id from source where kind = 'openstreetmap'
), blocks as (
  delete from block where source_id in (select id from sources)
    and not exists (select 1 from import_row where fault is null and kind = 'block' and ref = external_ref) returning 'block' as kind
), buildings as (
  delete from building where source_id in (select id from sources)
    and not exists (select 1 from import_row where fault is null and kind = 'building' and ref = external_ref) returning 'building' as kind
), roads as (
  delete from road where source_id in (select id from sources)
    and not exists (select 1 from import_row where fault is null and kind = 'road' and ref = external_ref) returning 'road' as kind
), waters as (
  delete from water where source_id in (select id from sources)
    and not exists (select 1 from import_row where fault is null and kind = 'water' and ref = external_ref) returning 'water' as kind
), waterways as (
  delete from waterway where source_id in (select id from sources)
    and not exists (select 1 from import_row where fault is null and kind = 'waterway' and ref = external_ref) returning 'waterway' as kind
), greens as (
  delete from green_space where source_id in (select id from sources)
    and not exists (select 1 from import_row where fault is null and kind = 'green_space' and ref = external_ref)
  returning 'green_space' as kind
), trees as (
  delete from tree where source_id in (select id from sources)
    and not exists (select 1 from import_row where fault is null and kind = 'tree' and ref = external_ref) returning 'tree' as kind
), facilities as (
  delete from facility where source_id in (select id from sources) and valid_from >= $1::date
    and not exists (select 1 from import_row where fault is null and kind = 'facility' and ref = external_ref) returning 'facility' as kind
)
select kind, count(*)::int as count
from (
  select kind from blocks union all select kind from buildings union all select kind from roads
  union all select kind from waters union all select kind from waterways union all select kind from greens
  union all select kind from trees union all select kind from facilities
) as gone
group by kind
order by kind

-- name: end_facilities
-- A facility that is gone was there until now: it ends and stays.
update facility set valid_to = $1
where valid_to is null and valid_from < $1::date
  and source_id in (select id from source where kind = 'openstreetmap')
  and not exists (
    select 1 from import_row where kind = 'facility' and ref = external_ref and fault is null
  )

-- name: count_ground
-- What follows (links, grids, coverage) is planned by how much there is now. Not by the shapes: PostGIS in the embedded
-- engine makes statistics of a few shapes that its planner then cannot read.
analyze area_boundary (id), block (id), building (id), road (id), water (id), waterway (id), green_space (id), tree (id),
  facility (id)

-- name: link_buildings
-- The block a building stands in is the smallest around its spot. Block by block, so that each is prepared once.
with place as materialized (
  select distinct on (building.id) building.id, block.id as block_id
  from block
  join building on st_covers(block.geom, building.spot)
  order by building.id, st_area(block.geom), block.id
)
update building set block_id = place.block_id
from (select id from building) as was
left join place using (id)
where building.id = was.id and building.block_id is distinct from place.block_id

-- name: link_trees
-- The green space a tree stands in, likewise.
with place as materialized (
  select distinct on (tree.id) tree.id, green.id as green_space_id
  from green_space as green
  join tree on st_covers(green.geom, tree.geom)
  order by tree.id, st_area(green.geom), green.id
)
update tree set green_space_id = place.green_space_id
from (select id from tree) as was
left join place using (id)
where tree.id = was.id and tree.green_space_id is distinct from place.green_space_id
