-- name: bulk_on
-- The coverage of what is loaded is worked out whole afterwards, so no row needs to mark it.
select set_config('wangge.bulk', 'on', true)

-- name: stage_table
-- Everything of a file waits here, in metres, until all of it has been judged; it goes with the transaction.
create temp table import_row (
  kind text not null,
  ref text not null,
  geom geometry not null,
  value jsonb not null,
  fault text,
  primary key (kind, ref)
) on commit drop

-- name: stage_areas
-- Boundaries in degrees become metres; each is judged before anything is laid over it.
insert into import_row (kind, ref, geom, value, fault)
select 'area', row ->> 'ref', geom, row - 'wkb', case when not st_isvalid(geom) then 'not-valid' end
from jsonb_array_elements($1::jsonb) as row
cross join lateral (
  select st_transform(st_setsrid(st_geomfromwkb(decode(row ->> 'wkb', 'hex')), 4326), 990001) as geom
) as moved

-- name: faults
-- What is wrong and where, in degrees, for the list of what was left out.
select ref, fault, value ->> 'name' as name, reason, st_x(spot) as lng, st_y(spot) as lat
from import_row
cross join lateral (
  select (detail).reason as reason, st_transform(st_setsrid((detail).location, 990001), 4326) as spot
  from (select case when fault = 'not-valid' then st_isvaliddetail(geom) end as detail) as looked
) as said
where kind = $1 and fault is not null
order by ref

-- name: stage_extent
-- A city that no boundary describes is the union of the level below it.
insert into import_row (kind, ref, geom, value)
select 'area', $1, st_multi(st_union(geom)), jsonb_build_object('level', 'city', 'name', $2::text, 'code', $3::text, 'parent', null)
from import_row
where kind = 'area' and value ->> 'parent' = $1

-- name: overlapping_areas
-- Siblings share edges, never ground; where they do, a grid would belong to two.
select one.ref as first, one.value ->> 'name' as first_name, other.ref as second, other.value ->> 'name' as second_name,
  st_area(shared) as m2, st_x(spot) as lng, st_y(spot) as lat
from import_row as one
join import_row as other
  on other.kind = 'area' and other.value ->> 'level' = one.value ->> 'level' and other.ref > one.ref
  and other.geom && one.geom and st_relate(one.geom, other.geom, 'T********')
cross join lateral (select common_part(one.geom, other.geom) as shared) as laid
cross join lateral (select st_transform(st_pointonsurface(shared), 4326) as spot) as seen
where one.kind = 'area' and st_area(shared) > 1
order by m2 desc

-- name: open_parts
-- Ground of an area that none of the level below has, by connected pieces; the larger first.
with parent as (
  select ref, value ->> 'name' as name, geom from import_row
  where kind = 'area' and value ->> 'level' <> 'community'
), rest as materialized (
  select parent.ref, parent.name, st_area(parent.geom) as parent_m2,
    case when below.geom is null then parent.geom else without_part(parent.geom, below.geom) end as geom
  from parent
  left join lateral (
    select merged(array_agg(geom order by ref)) as geom from import_row where kind = 'area' and value ->> 'parent' = parent.ref
  ) as below on true
)
select rest.ref, rest.name, parent_m2, st_area(rest.geom) as open_m2, st_area(piece.geom) as m2,
  st_perimeter(piece.geom) as perimeter_m, st_x(spot) as lng, st_y(spot) as lat
from rest
cross join lateral st_dump(rest.geom) as piece
cross join lateral (select st_transform(st_pointonsurface(piece.geom), 4326) as spot) as seen
where st_dimension(piece.geom) = 2 and st_area(piece.geom) > 1
order by m2 desc, rest.ref
limit 1000

-- name: area_sums
-- How much of the city belongs to a community: the rest can have no grid.
select st_area(city.geom) as city_m2,
  (
    select coalesce(sum(case when st_covers(city.geom, part.geom) then st_area(part.geom)
      else st_area(common_part(city.geom, part.geom)) end), 0)
    from import_row as part
    where part.kind = 'area' and part.value ->> 'level' = 'community'
  ) as communities_m2
from import_row as city
where city.kind = 'area' and city.value ->> 'level' = 'city'

-- name: present_city
-- Which jurisdiction is in the database, and where it came from.
select area.external_ref, area.name, source.kind as source_kind, source.name as source_name,
  (select max(s.as_of)::text from source as s where s.kind = 'openstreetmap') as as_of
from area
join source on source.id = area.source_id
where area.level = 'city'
order by area.valid_to desc nulls first
limit 1

-- name: known_codes
-- An area that is known keeps its code, whatever order a new file brings.
select external_ref as ref, code from area where external_ref is not null

-- name: areas_gone
-- Areas of an earlier file that this one does not have.
select area.external_ref as ref, area.code, area.name, area.valid_from < $1::date as can_end
from area
join source on source.id = area.source_id and source.kind = 'openstreetmap'
where area.valid_to is null and not exists (
  select 1 from import_row where kind = 'area' and ref = area.external_ref
)
order by area.code

-- name: end_areas
-- An area that ends stays with its period, and so do its boundary and its grids. These end on the day on which new grids
-- begin: on the same ground there may be a new area, and two grids would answer for one place in between.
with ended as (
  update area set valid_to = $2 where external_ref = any ($1::text[]) and valid_to is null returning id
), boundaries as (
  update area_boundary set valid_to = $2 where area_id in (select id from ended) and valid_to is null
)
update grid set valid_to = greatest($3::date, valid_from)
where community_id in (select id from ended) and valid_to is null

-- name: grid_day
-- The day from which new grids are in force: $1, but never before one that stands began or an old one ended. What is
-- replaced would else end before it began, or two grids would be in force on one ground.
select greatest(
  $1::date,
  (select max(greatest(valid_from, valid_to)) from grid),
  (select max(greatest(b.valid_from, b.valid_to)) from area_boundary as b join area on area.id = b.area_id and area.level = 'duty_grid')
)::text as day

-- name: put_areas
-- One level at a time, parents before children.
insert into area as old (code, level, parent_id, name, external_ref, valid_from, source_id)
select value ->> 'code', value ->> 'level', parent.id, value ->> 'name', ref, $2, $3
from import_row
left join area as parent on parent.external_ref = value ->> 'parent'
where kind = 'area' and value ->> 'level' = $1
order by value ->> 'code'
on conflict (external_ref) do update
set level = excluded.level, parent_id = excluded.parent_id, name = excluded.name, valid_to = null,
  source_id = excluded.source_id
where (old.level, old.parent_id, old.name, old.valid_to, old.source_id)
  is distinct from (excluded.level, excluded.parent_id, excluded.name, null, excluded.source_id)

-- name: move_boundaries
-- A boundary that the same day already gave is corrected in its place.
update area_boundary as old set geom = new.geom
from area
join import_row as new on new.kind = 'area' and new.ref = area.external_ref
where old.area_id = area.id and old.valid_to is null and old.valid_from >= $1::date
  and st_asbinary(old.geom) <> st_asbinary(new.geom)

-- name: end_boundaries
-- An older one that differs ends on the day that the file describes.
update area_boundary as old set valid_to = $1
from area
join import_row as new on new.kind = 'area' and new.ref = area.external_ref
where old.area_id = area.id and old.valid_to is null and old.valid_from < $1::date
  and st_asbinary(old.geom) <> st_asbinary(new.geom)

-- name: put_boundaries
-- Those that have none in force get theirs.
insert into area_boundary (area_id, geom, valid_from)
select area.id, new.geom, $1
from import_row as new
join area on area.external_ref = new.ref
where new.kind = 'area' and not exists (
  select 1 from area_boundary as old where old.area_id = area.id and old.valid_to is null
)
order by area.code

-- name: stage
-- Geometry in degrees becomes metres; only what is valid is asked whether it touches the jurisdiction.
insert into import_row (kind, ref, geom, value, fault)
select $1, row ->> 'ref', moved.geom, row - 'wkb',
  case when not st_isvalid(moved.geom) then 'not-valid'
    when not st_intersects(city.geom, moved.geom) then 'outside' end
from jsonb_array_elements($2::jsonb) as row
cross join lateral (
  select st_transform(st_setsrid(st_geomfromwkb(decode(row ->> 'wkb', 'hex')), 4326), 990001) as geom
) as moved
cross join (
  select geom from import_row where kind = 'area' and value ->> 'level' = 'city'
) as city

-- name: staged_counts
-- What was taken, by kind.
select kind, count(*)::int as count from import_row where fault is null group by kind order by kind

-- name: compute_coverage
-- Whole, once, for all that was loaded.
select coverage_compute_all($1::date)

-- name: known_facts
-- What a file of OpenStreetMap cannot bring, and other imports may have.
select exists (select from building where residents is not null) as residents,
  exists (select from responsibility) as responsibilities

-- name: count_rows
-- Nobody else counts a temporary table for the planner.
analyze import_row (kind, ref)
