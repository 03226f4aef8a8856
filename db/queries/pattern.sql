-- name: rhythm
-- Cases by the hour in which they happened, whatever the hour of the week: days and hours are both drawn from it.
select coalesce(array_agg(day order by day, hour), '{}') as days, coalesce(array_agg(hour order by day, hour), '{}') as hours,
  coalesce(array_agg(n order by day, hour), '{}') as counts
from (
  select at::date - $1::date as day, extract(hour from at)::int as hour, sum(n)::int as n
  from (
    select date_trunc('hour', happened_at)::timestamp as at, count(*) as n
    from counted_incident($1::date, $2::date, $3, $4::int, $5, null) group by 1
  ) hourly
  group by 1, 2
) c

-- name: outside
-- How many of them lie in no grid, and so in none of the places below.
select count(*)::int as count from counted_incident($1::date, $2::date, $3, $4::int, $5, $6::int[]) where grid_id is null

-- name: cells
-- Cases in a piece of the map (columns and rows of zoom 30), counted in square cells: each where its cases are on
-- average; one alone by its number.
with cell as (
  select round(avg(tile_x))::int as x, round(avg(tile_y))::int as y, count(*)::int as n, min(id) as id
  from counted_incident($1::date, $2::date, $3, $4::int, $5, $6::int[])
  where tile_x between $7::int and $8::int and tile_y between $9::int and $10::int
  group by tile_x >> $11::int, tile_y >> $11::int
)
select coalesce(array_agg(x order by x, y), '{}') as x, coalesce(array_agg(y order by x, y), '{}') as y,
  coalesce(array_agg(cell.n order by x, y), '{}') as counts,
  coalesce(array_agg(i.number order by x, y), '{}') as numbers, coalesce(array_agg(c.kind order by x, y), '{}') as kinds
from cell
left join incident i on i.id = cell.id and cell.n = 1
left join incident_class c on c.id = i.class_id

-- name: by_grid
-- Cases of each grid that has any, among those with their spot in a box in degrees.
with box as materialized (
  select st_transform(st_makeenvelope($7, $8, $9, $10, 4326), 990001) as ground
), near as materialized (
  select g.id from grid g join box on g.spot && box.ground
)
select coalesce(array_agg(grid_id order by grid_id), '{}') as ids, coalesce(array_agg(n order by grid_id), '{}') as counts
from (
  select grid_id, count(*)::int as n from counted_incident($1::date, $2::date, $3, $4::int, $5, $6::int[])
  where grid_id in (select id from near) group by 1
) c

-- name: by_area
-- Cases of each area of a level that has any.
with recursive seat as materialized (
  select g.community_id, g.duty_grid_id, sum(c.n) as n
  from (
    select grid_id, count(*) as n from counted_incident($1::date, $2::date, $3, $4::int, $5, $6::int[]) group by 1
  ) c join grid g on g.id = c.grid_id
  group by 1, 2
), up as (
  select a.id, a.parent_id, a.level, seat.n from seat join area a on a.id = case when $7 = 'duty_grid' then seat.duty_grid_id else seat.community_id end
  union all
  select a.id, a.parent_id, a.level, up.n from up join area a on a.id = up.parent_id where up.level <> $7
)
select coalesce(array_agg(id order by id), '{}') as ids, coalesce(array_agg(n order by id), '{}') as counts
from (select id, sum(n)::int as n from up where level = $7 group by id) c

-- name: two_periods
-- Cases of each area of a level in two periods; areas that had none in either are left out.
with recursive seat as materialized (
  select g.community_id, g.duty_grid_id, sum(c.now) as now, sum(c.before) as before
  from (
    select grid_id, count(*) as now, 0 as before from counted_incident($1::date, $2::date, $3, $4::int, $5, $6::int[]) group by 1
    union all
    select grid_id, 0, count(*) from counted_incident($8::date, $9::date, $3, $4::int, $5, $6::int[]) group by 1
  ) c join grid g on g.id = c.grid_id
  group by 1, 2
), up as (
  select a.id, a.parent_id, a.level, seat.now, seat.before
  from seat join area a on a.id = case when $7 = 'duty_grid' then seat.duty_grid_id else seat.community_id end
  union all
  select a.id, a.parent_id, a.level, up.now, up.before from up join area a on a.id = up.parent_id where up.level <> $7
)
select a.code, a.name, p.name as above, sum(up.now)::int as now, sum(up.before)::int as before
from up join area a on a.id = up.id left join area p on p.id = a.parent_id
where up.level = $7 group by a.id, p.id order by a.code

-- name: total
-- How many cases there were in a period.
select count(*)::int as count from counted_incident($1::date, $2::date, $3, $4::int, $5, $6::int[])

-- name: places
-- All grids of a day in some areas or (null) anywhere, within an area, each with its cases: as texts of whole numbers
-- parted by commas, which a thread of its own takes apart. Two hundred thousand rows would hold up all others.
select coalesce(string_agg(g.id::text, ',' order by g.id), '') as ids,
  coalesce(string_agg(whole_metre(st_x(g.spot))::text, ',' order by g.id), '') as x,
  coalesce(string_agg(whole_metre(st_y(g.spot))::text, ',' order by g.id), '') as y,
  coalesce(string_agg(coalesce(c.n, 0)::text, ',' order by g.id), '') as counts, coalesce(sum(c.n), 0)::int as cases
from grid g
left join (
  select grid_id, count(*) as n from counted_incident($1::date, $2::date, $3, $4::int, $5, $6::int[]) group by 1
) c on c.grid_id = g.id
where in_force(g.valid_from, g.valid_to, $8::date)
  and ($5::text is null or g.id in (select grids_of_area($5)))
  and ($7::int[] is null or g.community_id in (select b.area_id from unnest($7::int[]) root cross join lateral areas_below(root) b)
    or g.duty_grid_id in (select b.area_id from unnest($7::int[]) root cross join lateral areas_below(root) b))

-- name: days
-- The grid and the day, from 0 on, of each case that lies in a grid of a day.
select coalesce(string_agg(c.grid_id::text, ',' order by c.grid_id, c.happened_at), '') as grids,
  coalesce(string_agg((c.happened_at::date - $1::date)::text, ',' order by c.grid_id, c.happened_at), '') as days
from counted_incident($1::date, $2::date, $3, $4::int, $5, $6::int[]) c
join grid g on g.id = c.grid_id and in_force(g.valid_from, g.valid_to, $7::date)

-- name: named_grids
-- What to call some grids, and where they lie.
select g.id, g.code, area_trail(coalesce(g.duty_grid_id, g.community_id)) as areas, lng_lat(g.spot) as position
from grid g where g.id = any ($1::int[])

-- name: grid_spots
-- Where some grids lie, by id: to 10 m, as marks on a map of the whole city.
select coalesce(array_agg(round(st_x(p.point)::numeric, 4)::float8 order by g.id), '{}') as lng,
  coalesce(array_agg(round(st_y(p.point)::numeric, 4)::float8 order by g.id), '{}') as lat
from grid g cross join lateral (select st_transform(g.spot, 4326) as point) p where g.id = any ($1::int[])

-- name: cases
-- The cases behind a figure, the last first: of some grids around one, or (null) wherever they lie.
select i.number, c.kind, c.name_zh, c.name_en, i.state, i.address, moment(i.happened_at) as happened_at, g.code as grid,
  count(*) over ()::int as total
from counted_incident($1::date, $2::date, $3, $4::int, $5, $6::int[]) f
join incident i on i.id = f.id
join incident_class c on c.id = i.class_id
left join grid g on g.id = i.grid_id
where $7::text is null or f.grid_id in (select grids_within($7, $8::float8))
order by i.happened_at desc, i.id desc
limit $9 offset $10

-- name: class_names
-- Classes to choose from on a day: those that cases of it are filed under, of a kind.
select c.id, c.edition, c.kind, c.name_zh, c.name_en, count(*)::int as count
from counted_incident($1::date, $2::date, $3, null, $4, null) f join incident_class c on c.id = f.class_id
group by c.id order by count(*) desc, c.id limit 200

-- name: extent
-- The box around an area, or some areas: west, south, east, north in degrees.
select jsonb_build_array(round(st_xmin(box)::numeric, 6), round(st_ymin(box)::numeric, 6),
  round(st_xmax(box)::numeric, 6), round(st_ymax(box)::numeric, 6)) as bbox
from (
  select st_extent(st_transform(st_envelope(b.geom), 4326)) as box
  from area a join area_boundary b on b.area_id = a.id and in_force(b.valid_from, b.valid_to, $3::date)
  where a.code = $1 or $1 is null and a.id = any ($2::int[])
) e
where box is not null

-- name: area_choices
-- Areas down to the communities among some areas and all below them or (null) everywhere, on a day.
select a.code, a.name, a.level from area a
where a.level in ('district', 'street', 'community')
  and in_force(a.valid_from, a.valid_to, $2::date)
  and ($1::int[] is null or a.id in (select b.area_id from unnest($1::int[]) root cross join lateral areas_below(root) b))
order by a.code
