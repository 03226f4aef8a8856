-- name: coverage_state
-- No number is shown without its time: the day that coverage describes and when it was worked out whole.
select as_of::text as as_of, computed_at from coverage_status

-- name: known_choices
-- A duty or facility type that the catalogue does not know must be refused, or its measure would read as "no data".
select exists (select 1 from duty where code = $1) as duty, exists (select 1 from facility_type where code = $2) as facility

-- name: column_of_grids
-- Two arrays instead of thousands of rows: the map wants numbers, not records.
select coalesce(array_agg(grid_id), '{}') as ids, coalesce(array_agg(value), '{}') as values
from (select grid_id, value from measure_of_grids($1, $2, $3, $4::date, null, $5) order by grid_id) m

-- name: some_of_grids
-- A few grids have changed: theirs alone are read again.
select coalesce(array_agg(grid_id), '{}') as ids, coalesce(array_agg(value), '{}') as values
from (select grid_id, value from measure_of_grids($1, $2, $3, $4::date, $6::int[], $5) order by grid_id) m

-- name: grids_of_areas
-- The grids of some areas and all below them: of whoever may see no others.
select coalesce(array_agg(id order by id), '{}') as ids from grid
where valid_from <= $2::date and (valid_to is null or valid_to > $2::date)
  and (community_id in (select below.area_id from unnest($1::int[]) root cross join lateral areas_below(root) below)
    or duty_grid_id in (select below.area_id from unnest($1::int[]) root cross join lateral areas_below(root) below))

-- name: areas_of_areas
-- The areas of a level that lie in some areas, as whole.
select coalesce(array_agg(id order by id), '{}') as ids from area
where level = $3 and valid_from <= $2::date and (valid_to is null or valid_to > $2::date)
  and id in (select below.area_id from unnest($1::int[]) root cross join lateral areas_below(root) below)

-- name: sources
-- For each table on which measures rest (migration 0091) a number that is another one after any change to it, and of the
-- last changes of all which they were; all in one statement, so that both speak of the same moment.
select source, (sum(mark) % 281474976710656)::float8 as version, wal_position() as position,
  coalesce(json_agg(json_build_object('id', id, 'mark', mark, 'grids', grids)) filter (where id > last - 200), '[]') as recent
from measure_change cross join (select max(id) as last from measure_change) as newest
group by source

-- name: column_of_areas
-- Far out the map shows areas.
select coalesce(array_agg(area_id), '{}') as ids, coalesce(array_agg(value), '{}') as values
from (select area_id, value from measure_of_areas($1, $2, $3, $4::date, $6, null, $5) order by area_id) m

-- name: some_of_areas
-- A few grids have changed: the areas that hold them are read again.
select coalesce(array_agg(area_id), '{}') as ids, coalesce(array_agg(value), '{}') as values
from (select area_id, value from measure_of_areas($1, $2, $3, $4::date, $6, $7::int[], $5) order by area_id) m

-- name: months_of_grids
-- Incidents reported in each of thirteen months. Most grids have none in most months: only what there is comes, `at`
-- being the place of a grid in `ids`. Of these grids, or (null) of all.
with place as materialized (
  select id, (row_number() over (order by id) - 1)::int as at from grid
  where valid_from <= $1::date and (valid_to is null or valid_to > $1::date) and ($2::int[] is null or id = any ($2::int[]))
), counted as (
  select grid_id, month_number($1::date) - 13 + width_bucket(happened_at, (select month_starts($1::date))) as month, count(*)::int as n
  from reported_incident($1::date) where $2::int[] is null or grid_id = any ($2::int[]) group by 1, 2
)
select (select coalesce(array_agg(id order by at), '{}') from place) as ids,
  coalesce(array_agg(place.at), '{}') as at, coalesce(array_agg(counted.month), '{}') as months, coalesce(array_agg(counted.n), '{}') as counts
from counted join place on place.id = counted.grid_id

-- name: months_of_areas
-- The same for the areas of a level, for these or (null) for all: each the sum over the grids of the communities below it.
with recursive below as (
  select id as root, id from area
  where level = $2 and ($3::int[] is null or id = any ($3::int[])) and valid_from <= $1::date and (valid_to is null or valid_to > $1::date)
  union all
  select below.root, a.id from below join area a on a.parent_id = below.id
), place as materialized (
  select root, (row_number() over (order by root) - 1)::int as at from (select distinct root from below) roots
), counted as (
  select b.root, month_number($1::date) - 13 + width_bucket(i.happened_at, (select month_starts($1::date))) as month, count(*)::int as n
  from below b
  join grid g on g.community_id = b.id and g.valid_from <= $1::date and (g.valid_to is null or g.valid_to > $1::date)
  join reported_incident($1::date) i on i.grid_id = g.id
  group by 1, 2
)
select (select coalesce(array_agg(root order by at), '{}') from place) as ids,
  coalesce(array_agg(place.at), '{}') as at, coalesce(array_agg(counted.month), '{}') as months, coalesce(array_agg(counted.n), '{}') as counts
from counted join place on place.root = counted.root

-- name: worst_grids
-- A page of the ranking, of these grids or (null) of all, with its totals in one pass; the code breaks ties, so that pages
-- neither repeat nor lose rows. Exact are all of them, or $9 alone.
with chosen as materialized (
  select m.grid_id, case when e.grid_id is not null then e.value else m.value end as value
  from measure_of_grids($1, $2, $3, $4::date, $8::int[], $9::int[] is null) m
  left join measure_of_grids($1, $2, $3, $4::date, coalesce($9::int[], '{}')) e on e.grid_id = m.grid_id
  where $5::int is null
    or m.community_id in (select area_id from areas_below($5::int))
    or m.duty_grid_id in (select area_id from areas_below($5::int))
), page as (
  select g.id, g.code, g.spot, coalesce(g.duty_grid_id, g.community_id) as area_id, c.value
  from chosen c join grid g on g.id = c.grid_id
  where c.value > 0
  order by c.value desc, g.code
  limit $6 offset $7
)
select t.total, t.sum, t.nodata, r.rows
from (
  select count(*) filter (where value > 0)::int as total, coalesce(sum(value), 0) as sum,
    count(*) filter (where value is null)::int as nodata
  from chosen
) t, (
  select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code, 'value', p.value,
    'areas', area_trail(p.area_id),
    'position', jsonb_build_array(round(st_x(s.point)::numeric, 7), round(st_y(s.point)::numeric, 7)))
    order by p.value desc, p.code), '[]') as rows
  from page p cross join lateral (select st_transform(p.spot, 4326) as point) s
) r

-- name: duties
-- The duty catalogue in its order.
select code, name_zh, name_en, legal_basis, default_lead_kind, default_support_kinds, usual_means, certainty
from duty order by sort, code

-- name: facility_types
-- Facility types with the norm that is in force on the day.
select t.code, t.name_zh, t.name_en, t.icon, case when n.id is null then null else jsonb_build_object(
  'edition', n.edition, 'tier', n.tier, 'radius_m', n.radius_m, 'age_from', n.age_from, 'age_to', n.age_to,
  'norm_per_1000', n.norm_per_1000, 'norm_unit', n.norm_unit, 'certainty', n.certainty, 'note', n.note,
  'valid_from', n.valid_from) end as norm
from facility_type t
left join facility_norm n on n.type_code = t.code and n.valid_from <= $1::date and (n.valid_to is null or n.valid_to > $1::date)
order by t.sort, t.code

-- name: organisation_kinds
-- Kinds of organisation in their order.
select code, name_zh, name_en from organisation_kind order by sort, code

-- name: age_bands
-- The bands in which residents are counted.
select age_from, age_to, name_zh, name_en from age_band order by ordinal
