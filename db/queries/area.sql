-- name: by_code
-- An area by its code, whenever it existed.
select id, code, level, name from area where code = $1

-- name: is_within
-- Upwards from the area: the tree is five levels deep.
with recursive up as (
  select id, parent_id from area where id = $1
  union all
  select a.id, a.parent_id from up join area a on a.id = up.parent_id
)
select exists (select from up where id = any ($2::int[])) as within

-- name: list
-- The tree as a list: what a filter offers.
select a.id, a.code, a.level, a.name, p.code as parent,
  case when e.box is null then null else jsonb_build_array(round(st_xmin(e.box)::numeric, 6), round(st_ymin(e.box)::numeric, 6),
    round(st_xmax(e.box)::numeric, 6), round(st_ymax(e.box)::numeric, 6)) end as bbox,
  case when e.box is null then null else jsonb_build_array(round(st_x(e.point)::numeric, 6), round(st_y(e.point)::numeric, 6)) end as position
from area a
left join area p on p.id = a.parent_id
left join area_boundary b on b.area_id = a.id and b.valid_from <= $1::date and (b.valid_to is null or b.valid_to > $1::date)
cross join lateral (
  select box2d(st_transform(st_envelope(b.geom), 4326)) as box, st_transform(st_pointonsurface(b.geom), 4326) as point
) e
where a.valid_from <= $1::date and (a.valid_to is null or a.valid_to > $1::date)
  and ($2::text is null or a.level = $2) and ($3::int is null or a.parent_id = $3)
order by array_position(array['city', 'district', 'street', 'community', 'duty_grid'], a.level), a.code

-- name: profile
-- An area with its boundary, drawn as finely as a screen can show (a two-thousandth of its width).
select a.id, a.code, a.level, a.name, p.code as parent, a.valid_from::text as valid_from, a.valid_to::text as valid_to,
  st_area(b.geom) as area_m2, area_trail(a.id) as path,
  st_asgeojson(st_transform(case when st_isempty(s.simple) then b.geom else s.simple end, 4326), 6)::jsonb as boundary,
  case when e.box is null then null else jsonb_build_array(round(st_xmin(e.box)::numeric, 6), round(st_ymin(e.box)::numeric, 6),
    round(st_xmax(e.box)::numeric, 6), round(st_ymax(e.box)::numeric, 6)) end as bbox,
  case when e.box is null then null else jsonb_build_array(round(st_x(e.point)::numeric, 6), round(st_y(e.point)::numeric, 6)) end as position,
  (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code, 'level', c.level, 'name', c.name) order by c.code), '[]')
    from area c where c.parent_id = a.id and c.valid_from <= $2::date and (c.valid_to is null or c.valid_to > $2::date)) as children
from area a
left join area p on p.id = a.parent_id
left join area_boundary b on b.area_id = a.id and b.valid_from <= $2::date and (b.valid_to is null or b.valid_to > $2::date)
cross join lateral (
  select st_simplifypreservetopology(b.geom, greatest(st_xmax(b.geom) - st_xmin(b.geom), 100) / 2000) as simple
) s
cross join lateral (
  select box2d(st_transform(st_envelope(b.geom), 4326)) as box, st_transform(st_pointonsurface(b.geom), 4326) as point
) e
where a.code = $1

-- name: grid_ids
-- The grids of an area, so that the sums below can tell a community's forty from a city's twenty thousand.
select coalesce(array_agg(id order by id), '{}') as ids from grid
where (community_id in (select area_id from areas_below($1::int)) or duty_grid_id in (select area_id from areas_below($1::int)))
  and valid_from <= $2::date and (valid_to is null or valid_to > $2::date)

-- name: counts
-- Who lives on the ground of an area today, where it is known in enough of its grids; exact, or as it is said to others.
select cardinality($1::int[]) as grids,
  coalesce(sum(p.buildings), 0)::int as buildings,
  case when enough_known(count(*) filter (where not p.households_known), count(p.grid_id))
    then coalesce(sum(p.households) filter (where p.households_known), 0) end::int as households,
  case when enough_known(count(*) filter (where not p.residents_known), count(p.grid_id))
    then coalesce(sum(p.residents) filter (where p.residents_known), 0) end::int as residents
from unnest($1::int[]) as g (id) left join people_of_grids($1::int[], $2) p on p.grid_id = g.id

-- name: measure_sum
-- One measure over the grids of an area, by the same rule as the map.
select coalesce(sum(value), 0)::int as value
from measure_of_grids($2, null, null, $3::date, $1::int[])

-- name: duty_sums
-- The four states of the area's ground for every duty of the catalogue.
select d.code, d.name_zh, d.name_en, coalesce(s.grids_of, 0) as grids,
  coalesce(s.clear_m2, 0) as clear_m2, coalesce(s.fallback_m2, 0) as fallback_m2,
  coalesce(s.gap_m2, 0) as gap_m2, coalesce(s.overlap_m2, 0) as overlap_m2,
  s.clear_residents, s.fallback_residents, s.gap_residents, s.overlap_residents
from duty d left join area_duties($1::int[], $2) s on s.duty_code = d.code
order by d.sort, d.code

-- name: facility_sums
-- For every facility type how many stand in the area, and how many of its residents are reached.
with standing as (
  select f.type_code, count(*)::int as count
  from area_boundary b join facility f on st_intersects(b.geom, f.geom)
  where b.area_id = $2::int and b.valid_from <= $3::date and (b.valid_to is null or b.valid_to > $3::date)
    and f.valid_from <= $3::date and (f.valid_to is null or f.valid_to > $3::date)
  group by f.type_code
)
select t.code as type_code, t.name_zh, t.name_en, coalesce(s.count, 0) as count, r.residents_of_age, r.residents_within
from facility_type t
left join standing s on s.type_code = t.code
left join area_reach($1::int[], $4) r on r.type_code = t.code
order by t.sort, t.code

-- name: extent
-- Where the jurisdiction lies: its city's boundary, else all its grids.
select code,
  jsonb_build_array(round(st_xmin(box)::numeric, 6), round(st_ymin(box)::numeric, 6), round(st_xmax(box)::numeric, 6), round(st_ymax(box)::numeric, 6)) as bbox
from (
  select min(a.code) filter (where a.level = 'city') as code,
    st_extent(st_transform(st_envelope(b.geom), 4326)) as box
  from area a
  left join area_boundary b on b.area_id = a.id and b.valid_from <= $1::date and (b.valid_to is null or b.valid_to > $1::date)
  where a.valid_from <= $1::date and (a.valid_to is null or a.valid_to > $1::date)
) e

-- name: totals
-- How much there is of everything.
select count(*) filter (where level = 'district')::int as districts, count(*) filter (where level = 'street')::int as streets,
  count(*) filter (where level = 'community')::int as communities, count(*) filter (where level = 'duty_grid')::int as duty_grids,
  (select count(*)::int from grid where valid_from <= $1::date and (valid_to is null or valid_to > $1::date)) as grids,
  (select count(*)::int from building) as buildings,
  (select count(*)::int from facility where valid_from <= $1::date and (valid_to is null or valid_to > $1::date)) as facilities,
  (select count(*)::int from incident) as incidents,
  (select count(*)::int from organisation where valid_from <= $1::date and (valid_to is null or valid_to > $1::date)) as organisations
from area where valid_from <= $1::date and (valid_to is null or valid_to > $1::date)

-- name: sources
-- Where the data came from, with the attribution that the licences ask for.
select distinct kind, name, attribution, licence, as_of::text as as_of from source order by kind, name, as_of

-- name: start_wrong
-- Where to look first: the grid with most residents on ground of one duty that is in the state asked for. A grid where
-- only a part is wrong comes before one that is wrong whole: its hatched shape shows what is meant.
select g.code, w.duty_code as duty, st_x(p.point) as lng, st_y(p.point) as lat
from worst_place($1) w
join grid g on g.id = w.grid_id and g.valid_from <= $2::date and (g.valid_to is null or g.valid_to > $2::date)
cross join lateral (select st_transform(g.spot, 4326) as point) p

-- name: start_built
-- Where residents are not known: the grid with most buildings, else any.
select g.code, null as duty, coalesce(g.buildings, 0) > 0 as built, st_x(p.point) as lng, st_y(p.point) as lat
from (
  select g.id, g.code, g.spot, b.buildings
  from grid g left join (
    select grid_id, count(*) as buildings from building where grid_id is not null group by grid_id
  ) b on b.grid_id = g.id
  where g.valid_from <= $1::date and (g.valid_to is null or g.valid_to > $1::date)
  order by coalesce(b.buildings, 0) desc, g.built_up desc, g.code
  limit 1
) g
cross join lateral (select st_transform(g.spot, 4326) as point) p
