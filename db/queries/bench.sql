-- name: empty
-- From nothing, in a transaction that is taken back. Not truncate, which would keep every reader waiting.
with gone as (delete from grid_duty)
delete from grid_reach

-- name: lay_shapes
-- What the plain query asks: the ground of each responsibility in force as one shape of its own. Kept for the
-- transaction alone; making and indexing it is not counted against the plain query.
create temporary table bench_shape on commit drop as
with said as (
  select gr.*, r.duty_code, r.part, r.organisation_id
  from responsibility r
  join responsibility_ground gr on gr.responsibility_id = r.id
  join organisation o on o.id = r.organisation_id
  where r.part <> 'support' and in_force(r.valid_from, r.valid_to, coverage_day()) and in_force(o.valid_from, o.valid_to, coverage_day())
),
drawn as materialized (
  select a.id as area_id, coalesce(
    (select b.geom from area_boundary b where b.area_id = a.id and in_force(b.valid_from, b.valid_to, coverage_day())),
    (select st_multi(merged(array_agg(g.geom))) from grid g
      where a.id in (g.community_id, g.duty_grid_id) and in_force(g.valid_from, g.valid_to, coverage_day()))) as geom
  from area a where a.id in (select area_id from said)
)
select said.duty_code, said.part, said.organisation_id, drawn.geom from said join drawn using (area_id) where said.kind = 'area'
union all
select said.duty_code, said.part, said.organisation_id, st_multi(g.geom) from said join grid g on g.id = said.grid_id
union all
select said.duty_code, said.part, said.organisation_id, st_multi(p.geom) from said join ground_piece p on p.ground_id = said.id
union all
select said.duty_code, said.part, said.organisation_id, st_multi(cut.geom)
from said join drawn using (area_id)
join ground_piece p on p.object_kind = said.object_kind and object_matches(said.object_class, p.object_class, p.managed)
  and p.geom && drawn.geom
cross join lateral (
  select case when st_covers(drawn.geom, p.geom) then p.geom else common_ground(drawn.geom, array[p.geom]) end as geom
) as cut
where said.kind = 'object' and cut.geom is not null

-- name: index_shapes
-- The plain query gets its spatial index.
create index on bench_shape using gist (geom)

-- name: analyze_shapes
-- And its statistics.
analyze bench_shape

-- name: sample
-- Grids evenly through the numbering, $1 of them.
select array_agg(id order by id) as ids
from (
  select id, row_number() over (order by id) as nth, count(*) over () as total
  from grid where in_force(valid_from, valid_to, coverage_day())
) as numbered
where nth % greatest(1, total / $1) = 0

-- name: plain
-- The plain query: for each grid and duty the difference of the grid and the union of its responsibilities. $2 is the
-- grid size of the overlay, -1 for full precision.
create temporary table bench_plain on commit drop as
select g.id as grid_id, d.code as duty_code,
  coalesce(st_area(st_difference(g.geom, st_collectionextract(st_union(s.geom, $2::double precision), 3), $2)), g.area_m2) as gap_m2
from grid g cross join duty d
left join bench_shape s on s.duty_code = d.code and st_intersects(s.geom, g.geom)
where g.id = any ($1)
group by g.id, d.code

-- name: plain_states
-- The same for all four states, which one difference does not tell apart: what nobody leads is another difference,
-- where two lead the intersections of the leaders' unions.
create temporary table bench_states on commit drop as
with near as (
  select g.id, g.geom, g.area_m2, d.code, s.part, s.organisation_id, s.geom as shape
  from grid g cross join duty d
  join bench_shape s on s.duty_code = d.code and st_intersects(s.geom, g.geom)
  where g.id = any ($1)
),
leader as (
  select id, code, organisation_id, st_intersection(geom, st_collectionextract(st_union(shape, $2::double precision), 3), $2) as led
  from near where part = 'lead' group by id, code, organisation_id, geom
),
twice as (
  select a.id, a.code, st_area(st_union(st_intersection(st_collectionextract(a.led, 3), st_collectionextract(b.led, 3), $2), $2::double precision)) as m2
  from leader a join leader b on b.id = a.id and b.code = a.code and a.organisation_id < b.organisation_id
  group by a.id, a.code
),
divided as (
  select id, code, area_m2,
    st_area(st_difference(geom, st_collectionextract(st_union(shape, $2::double precision), 3), $2)) as gap_m2,
    coalesce(st_area(st_difference(geom, st_collectionextract(st_union(shape, $2::double precision) filter (where part = 'lead'), 3), $2)), area_m2) as not_led_m2
  from near group by id, code, geom, area_m2
)
select g.id as grid_id, d.code as duty_code, coalesce(divided.gap_m2, g.area_m2) as gap_m2,
  coalesce(divided.not_led_m2 - divided.gap_m2, 0) as fallback_m2, coalesce(twice.m2, 0) as overlap_m2,
  coalesce(g.area_m2 - divided.not_led_m2, 0) - coalesce(twice.m2, 0) as clear_m2
from grid g cross join duty d
left join divided on divided.id = g.id and divided.code = d.code
left join twice on twice.id = g.id and twice.code = d.code
where g.id = any ($1)

-- name: compare
-- The same answers: the four areas of the plain query and as stored, apart by more than a millionth of the grid and
-- the slivers that are dropped.
select count(*)::integer as compared, count(*) filter (where d.state = 'mixed')::integer as mixed,
  count(*) filter (where apart.m2 > 1e-6 * g.area_m2 + 0.05)::integer as apart, coalesce(max(apart.m2), 0) as widest_m2
from bench_states p
join grid_duty d using (grid_id, duty_code)
join grid g on g.id = p.grid_id
cross join lateral (
  select greatest(abs(p.gap_m2 - d.gap_m2), abs(p.fallback_m2 - d.fallback_m2),
    abs(p.clear_m2 - d.clear_m2), abs(p.overlap_m2 - d.overlap_m2)) as m2
) as apart

-- name: responsibilities
-- Responsibilities in force, evenly through their numbering, $1 of them.
select array_agg(id order by id) as ids
from (
  select id, row_number() over (order by id) as nth, count(*) over () as total
  from responsibility where in_force(valid_from, valid_to, coverage_day()) and valid_from < coverage_day()
) as numbered
where nth % greatest(1, total / $1) = 0

-- name: end_responsibility
-- The edit that is timed: a responsibility ends today.
update responsibility set valid_to = coverage_day() where id = $1

-- name: work_off
-- What would run at the commit, now, so that the edit can be timed and taken back.
set constraints all immediate

-- name: extent
-- How much there is.
select (select count(*)::integer from grid where in_force(valid_from, valid_to, coverage_day())) as grids,
  (select count(*)::integer from duty) as duties, (select count(*)::integer from responsibility) as responsibilities,
  (select as_of::text from coverage_status) as as_of

-- name: machine
-- The database engine, for the description of the machine.
select split_part(version(), ' on ', 1) || ', PostGIS ' || split_part(postgis_version(), ' ', 1) as engine

-- name: middle
-- Where most people live, degrees: the square kilometre with the most grids, and of those the one with most residents.
select st_x(place) as lng, st_y(place) as lat
from (
  select st_transform(st_setsrid(st_makepoint(1000 * floor(st_x(g.spot) / 1000) + 500, 1000 * floor(st_y(g.spot) / 1000) + 500), 990001), 4326) as place,
    count(*) as grids
  from grid g where in_force(g.valid_from, g.valid_to, coverage_day())
  group by 1 order by grids desc, place limit 1
) as densest

-- name: codes
-- Grids here and there, $1 of them: code and id.
select code, id from grid where in_force(valid_from, valid_to, coverage_day()) order by md5(code) limit $1

-- name: by_key
-- The bare query that a click is held against: one row by its primary key.
select * from grid where id = $1

-- name: peopled
-- Who lives in the buildings of a grid with few of them, as JSON: with them the grid's class of residents comes and goes.
select json_agg(json_build_object('id', b.id, 'residents', b.residents, 'residents_by_age', b.residents_by_age))::text as people
from building b join grid g on g.id = b.grid_id
where in_force(g.valid_from, g.valid_to, coverage_day())
group by b.grid_id
having bool_and(b.residents is not null) and sum(b.residents) > 0
order by count(*), b.grid_id limit 1

-- name: set_residents
-- A change that moves the class of one grid: residents of buildings, as JSON.
update building b set residents = said.residents, residents_by_age = said.residents_by_age
from json_to_recordset($1::json) as said(id integer, residents integer, residents_by_age integer[])
where b.id = said.id

-- name: grid_tiles
-- Every tile of zoom $1 in which a grid has its spot, from the north-west along the rows.
select distinct $1::integer as z, floor((st_x(place) / 40075016.685578488 + 0.5) * 2 ^ $1)::integer as x,
  floor((0.5 - st_y(place) / 40075016.685578488) * 2 ^ $1)::integer as y
from (select st_transform(spot, 3857) as place from grid where in_force(valid_from, valid_to, coverage_day())) as g
order by y, x

-- name: raw_grids_tile
-- The plain query for a tile of grids, as anybody would write it: found by the index, transformed, cut, encoded.
select st_asmvt(feature, 'grid', 4096, 'geom', 'id') as tile
from (
  select id, code, st_asmvtgeom(st_transform(geom, 3857), st_tileenvelope($1, $2, $3), 4096, 64) as geom
  from grid
  where geom && st_transform(st_tileenvelope($1, $2, $3, margin => 0.015625), 990001)
    and in_force(valid_from, valid_to, coverage_day())
) as feature
where geom is not null

-- name: place_to_report
-- In the duty grid of a demonstration's grid worker.
select lng_lat(g.spot) as position, (select min(id) from incident_class where edition = 'GB/T 47678.5-2026')::int as class
from assignment a
join area d on d.code = a.area_code
join grid g on g.duty_grid_id = d.id or g.community_id = d.id
where a.role = 'grid_worker'
order by a.id, g.id limit 1

-- name: reports_under
-- What was kept under each key.
select e.key::text as key, array_agg(i.number) as numbers
from incident_event e join incident i on i.id = e.incident_id
where e.key = any ($1::uuid[]) and e.action = 'report' group by e.key

-- name: count_reports
-- Reports, and entries of the audit that tell of one.
select (select count(*)::int from incident_event where action = 'report') as reports,
  (select count(*)::int from audit_entry where action = 'incident.report') as audited

-- name: add_past
-- Cases that have ended long ago, $1 of them: those of the demonstration again, some weeks earlier each time.
insert into incident (number, class_id, geom, address, happened_at, state, due_at, closed_at, grid_id, source_id, organisation_id, duty_state)
select i.number || '-' || round, i.class_id, i.geom, i.address, i.happened_at - round * interval '30 days', i.state,
  i.due_at - round * interval '30 days', i.closed_at - round * interval '30 days', i.grid_id, i.source_id, i.organisation_id, i.duty_state
from generate_series(1, 100) as round cross join incident i
where i.state in ('closed', 'void') and i.grid_id is not null
order by round, i.id limit $1

-- name: add_open
-- Cases that are being handled at a moment ($2), $1 of them: where the demonstration's last ones were, each for the one
-- who leads its duty there.
insert into incident (number, class_id, geom, address, happened_at, state, due_at, warn_at, grid_id, source_id, organisation_id, duty_state)
select i.number || '-0', i.class_id, i.geom, i.address, i.began, i.now, i.began + interval '3 days', i.began + interval '2 days',
  i.grid_id, i.source_id, case when i.now in ('dispatched', 'disposed', 'checked') then p.organisation_id end, p.state
from (
  select *, $2::timestamptz - make_interval(mins => (7919 * nth % 5760)::int) as began,
    (array['reported', 'accepted', 'filed', 'dispatched', 'dispatched', 'dispatched', 'disposed', 'checked'])[1 + nth % 8] as now
  from (
    select *, row_number() over (order by happened_at desc, id) as nth
    from incident where state = 'closed' and grid_id is not null
    order by happened_at desc, id limit $1
  ) as latest
) as i
cross join lateral proposed_handler(i.class_id, i.geom, ($2::timestamptz)::date) p

-- name: posts_on_ground
-- Where people can be at work: duty grids, and the communities and streets above them, those with the most open cases
-- first, each with the middle of some of its grids.
select d.code as duty_grid, c.code as community, s.code as street,
  (select code from area where parent_id is null order by id limit 1) as city, json_agg(lng_lat(g.spot) order by g.id) as places
from area d
join area c on c.id = d.parent_id
join area s on s.id = c.parent_id
join grid g on g.duty_grid_id = d.id and in_force(g.valid_from, g.valid_to, coverage_day())
where d.level = 'duty_grid'
group by d.id, c.id, s.id
order by (select count(*) from incident i join grid h on h.id = i.grid_id
  where h.duty_grid_id = d.id and i.state not in ('closed', 'merged', 'void')) desc, d.id limit $1

-- name: posts_in_units
-- Organisations that handle cases, those with the most first.
select o.code from incident i join organisation o on o.id = i.organisation_id
where i.state not in ('closed', 'merged', 'void') group by o.id order by count(*) desc, o.id limit $1

-- name: open_cases
-- How much there is to be worked on.
select (count(*) filter (where state not in ('closed', 'merged', 'void')))::int as open, count(*)::int as all from incident
