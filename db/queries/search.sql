-- name: grids
-- By the code, or some digits of it.
select g.id, g.code, g.code as name, g.code as grid, null as level,
  (select string_agg(step ->> 'name', ' ') from jsonb_array_elements(area_trail(coalesce(g.duty_grid_id, g.community_id))) step)
    as detail, st_x(w.point) as lng, st_y(w.point) as lat,
  case when g.code = any ($1::text[]) then 'exact' when g.code like any ($2::text[]) then 'prefix' else 'inside' end as match
from (
  select id, code, spot, duty_grid_id, community_id from grid
  where code like any ($3::text[]) and code like any ($4::text[]) and code like any ($5::text[]) and code like any ($6::text[])
    and valid_from <= $8::date and (valid_to is null or valid_to > $8::date)
  order by code <> all ($1::text[]), not code like any ($2::text[]), code
  limit $7
) g cross join lateral (select st_transform(g.spot, 4326) as point) w

-- name: areas
-- By name or division code; the place is a point inside the boundary of the day.
select a.id, a.code, a.name, a.level, null as grid,
  (select string_agg(step ->> 'name', ' ') from jsonb_array_elements(area_trail(a.parent_id)) step) as detail,
  st_x(w.point) as lng, st_y(w.point) as lat,
  case when a.search_key = any ($1::text[]) or lower(a.code) = any ($1::text[]) then 'exact'
    when a.search_key like any ($2::text[]) or lower(a.code) like any ($2::text[]) then 'prefix' else 'inside' end as match
from (
  select id, code, name, level, parent_id, search_key from area
  where (lower(code) like any ($2::text[]) or search_key like any ($3::text[]) and search_key like any ($4::text[])
    and search_key like any ($5::text[]) and search_key like any ($6::text[]))
    and valid_from <= $8::date and (valid_to is null or valid_to > $8::date)
  order by search_key <> all ($1::text[]) and lower(code) <> all ($1::text[]),
    not (search_key like any ($2::text[]) or lower(code) like any ($2::text[])), char_length(name), name, id
  limit $7
) a
left join area_boundary b on b.area_id = a.id and b.valid_from <= $8::date and (b.valid_to is null or b.valid_to > $8::date)
cross join lateral (select st_transform(st_pointonsurface(b.geom), 4326) as point) w

-- name: facilities
-- By name; the grid is the one that holds it.
select f.id, f.type_code as code, f.name, f.address as detail, null as level, g.code as grid,
  st_x(w.point) as lng, st_y(w.point) as lat,
  case when f.search_key = any ($1::text[]) then 'exact' when f.search_key like any ($2::text[]) then 'prefix' else 'inside' end as match
from (
  select id, type_code, name, address, geom, search_key from facility
  where search_key like any ($3::text[]) and search_key like any ($4::text[]) and search_key like any ($5::text[]) and search_key like any ($6::text[])
    and valid_from <= $8::date and (valid_to is null or valid_to > $8::date)
  order by search_key <> all ($1::text[]), not search_key like any ($2::text[]), char_length(name), name, id
  limit $7
) f
left join lateral (
  select code from grid where st_intersects(geom, f.geom) and valid_from <= $8::date and (valid_to is null or valid_to > $8::date)
  order by code limit 1
) g on true
cross join lateral (select st_transform(f.geom, 4326) as point) w

-- name: organisations
-- By name; an organisation is shown where the area that it works for is.
select o.id, o.code, o.name, null as level, null as grid,
  (select string_agg(step ->> 'name', ' ') from jsonb_array_elements(area_trail(o.area_id)) step) as detail,
  st_x(w.point) as lng, st_y(w.point) as lat,
  case when o.search_key = any ($1::text[]) then 'exact' when o.search_key like any ($2::text[]) then 'prefix' else 'inside' end as match
from (
  select id, code, name, area_id, search_key from organisation
  where search_key like any ($3::text[]) and search_key like any ($4::text[]) and search_key like any ($5::text[]) and search_key like any ($6::text[])
    and valid_from <= $8::date and (valid_to is null or valid_to > $8::date)
  order by search_key <> all ($1::text[]), not search_key like any ($2::text[]), char_length(name), name, id
  limit $7
) o
left join area_boundary b on b.area_id = o.area_id and b.valid_from <= $8::date and (b.valid_to is null or b.valid_to > $8::date)
cross join lateral (select st_transform(st_pointonsurface(b.geom), 4326) as point) w

-- name: buildings_beginning
-- Addresses that begin with the text come from the index alone: most searches end here.
select b.id, b.name, b.address, g.code as grid, st_x(w.point) as lng, st_y(w.point) as lat,
  case when b.search_key = any ($1::text[]) then 'exact' else 'prefix' end as match
from (
  select id, name, address, grid_id, spot, search_key from building
  where search_key like $2 or search_key like $3 or search_key like $4
  order by search_key <> all ($1::text[]), char_length(search_key), search_key, id
  limit $5
) b
left join grid g on g.id = b.grid_id
cross join lateral (select st_transform(b.spot, 4326) as point) w

-- name: buildings_holding
-- Where too few begin with the text: addresses that hold every word of it.
select b.id, b.name, b.address, g.code as grid, st_x(w.point) as lng, st_y(w.point) as lat, 'inside' as match
from (
  select id, name, address, grid_id, spot, search_key from building
  where search_key like any ($1::text[]) and search_key like any ($2::text[]) and search_key like any ($3::text[])
    and search_key like any ($4::text[]) and not search_key like any ($5::text[])
  order by char_length(search_key), search_key, id
  limit $6
) b
left join grid g on g.id = b.grid_id
cross join lateral (select st_transform(b.spot, 4326) as point) w
