-- name: bulk
-- So much is written that coverage is worked out whole afterwards, not row by row.
select set_config('wangge.bulk', 'on', true)

-- name: insert_areas
-- One level of the tree at a time: the one above is there already.
insert into area (code, level, parent_id, name, valid_from, source_id)
select n.code, n.level, p.id, n.name, $5::date, $6
from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as n (code, level, parent, name)
left join area p on p.code = n.parent
returning id, code

-- name: insert_boundaries
-- Boundaries through time, by the area's code.
insert into area_boundary (area_id, geom, valid_from, valid_to)
select a.id, n.geom::geometry, n.valid_from, n.valid_to
from unnest($1::text[], $2::text[], $3::date[], $4::date[]) as n (code, geom, valid_from, valid_to)
join area a on a.code = n.code

-- name: insert_organisations
-- Organisations; who belongs to whom follows when all are there.
insert into organisation (code, name, kind, area_id, phone, valid_from, valid_to, source_id)
select n.code, n.name, n.kind, a.id, n.phone, n.valid_from, n.valid_to, $8
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[])
  as n (code, name, kind, area, phone, valid_from, valid_to)
left join area a on a.code = n.area

-- name: set_organisation_parents
-- Who belongs to whom.
update organisation o set parent_id = p.id
from unnest($1::text[], $2::text[]) as n (code, parent)
join organisation p on p.code = n.parent
where o.code = n.code

-- name: insert_documents
-- The papers that responsibilities rest on.
insert into document (number, title, issuer, issued_on, source_id)
select number, title, issuer, issued_on, $5
from unnest($1::text[], $2::text[], $3::text[], $4::date[]) as n (number, title, issuer, issued_on)

-- name: insert_blocks
-- Blocks, with their property manager where there is one.
insert into block (external_ref, name, kind, manager_id, geom, source_id)
select n.ref, n.name, n.kind, o.id, n.geom::geometry, $6
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as n (ref, name, kind, manager, geom)
left join organisation o on o.code = n.manager
returning id, external_ref

-- name: insert_buildings
-- Buildings and how many live in them.
insert into building (geom, name, address, use, floors, height_m, households, residents, residents_by_age, block_id, source_id)
select geom::geometry, name, address, use, floors, height, households, residents, ages::int[], block, $11
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::float8[], $7::int[], $8::int[],
  $9::text[], $10::int[]) as n (geom, name, address, use, floors, height, households, residents, ages, block)

-- name: insert_roads
-- Street centre lines.
insert into road (geom, name, class, width_m, bridge, source_id)
select geom::geometry, name, class, width, bridge, $6
from unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::bool[]) as n (geom, name, class, width, bridge)

-- name: insert_waters
-- Water surfaces.
insert into water (geom, name, kind, source_id)
select geom::geometry, name, kind, $4 from unnest($1::text[], $2::text[], $3::text[]) as n (geom, name, kind)

-- name: insert_waterways
-- Watercourses by their line.
insert into waterway (geom, name, kind, source_id)
select geom::geometry, name, kind, $4 from unnest($1::text[], $2::text[], $3::text[]) as n (geom, name, kind)

-- name: insert_greens
-- Green spaces.
insert into green_space (external_ref, geom, name, kind, grade, source_id)
select ref, geom::geometry, name, kind, grade, $6
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as n (ref, geom, name, kind, grade)
returning id, external_ref

-- name: insert_trees
-- Single trees.
insert into tree (external_ref, geom, species, diameter_cm, height_m, planted_on, source_id)
select ref, geom::geometry, species, diameter, height, planted_on, $7
from unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::float8[], $6::date[])
  as n (ref, geom, species, diameter, height, planted_on)
returning id, external_ref

-- name: insert_facilities
-- Facilities, with who runs them.
insert into facility (type_code, name, address, phone, capacity, opening_hours, organisation_id, geom, valid_from, valid_to, source_id)
select n.type, n.name, n.address, n.phone, n.capacity, n.hours, o.id, n.geom::geometry, n.valid_from, n.valid_to, $11
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::date[],
  $10::date[]) as n (type, name, address, phone, capacity, hours, organisation, geom, valid_from, valid_to)
left join organisation o on o.code = n.organisation

-- name: insert_incidents
-- Incidents, of the newest edition of the catalogue that knows the class.
insert into incident (number, class_id, geom, address, happened_at, state, due_at, closed_at, source_id)
select n.number, c.id, n.geom::geometry, n.address, n.happened_at, n.state, n.due_at, n.closed_at, $10
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::timestamptz[],
  $9::timestamptz[]) as n (number, kind, code, geom, address, happened_at, state, due_at, closed_at)
join incident_class c on c.kind = n.kind and c.code = n.code and c.edition <> 'GB/T 30428.2-2013'

-- name: insert_greening_duties
-- Recurring jobs on green spaces and trees.
insert into greening_duty (green_space_id, tree_id, job, grade, organisation_id, interval_days, last_done_on, next_due_on, source_id)
select n.green, n.tree, n.job, n.grade, o.id, n.days, n.last_done_on, n.next_due_on, $9
from unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::int[], $7::date[], $8::date[])
  as n (green, tree, job, grade, organisation, days, last_done_on, next_due_on)
left join organisation o on o.code = n.organisation

-- name: insert_responsibilities
-- Responsibilities; their grounds follow.
insert into responsibility (external_ref, organisation_id, duty_code, part, document_id, staff_posts, budget_yuan, authority, valid_from, valid_to, source_id)
select n.ref, o.id, n.duty, n.part, d.id, n.staff, n.yuan, n.authority, n.valid_from, n.valid_to, $11
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::text[],
  $9::date[], $10::date[]) as n (ref, organisation, duty, part, document, staff, yuan, authority, valid_from, valid_to)
join organisation o on o.code = n.organisation
left join document d on d.number = n.document

-- name: insert_grounds
-- What ground they are for, as people say it.
insert into responsibility_ground (responsibility_id, kind, area_id, object_kind, object_class, geom)
select r.id, n.kind, a.id, n.object, n.class, n.geom::geometry
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as n (ref, kind, area, object, class, geom)
join responsibility r on r.external_ref = n.ref
left join area a on a.code = n.area

-- name: counts
-- What arrived, to be compared with what was sent.
select
  (select count(*)::int from area) as areas, (select count(*)::int from organisation) as organisations,
  (select count(*)::int from responsibility) as responsibilities,
  (select count(*)::int from responsibility_ground) as grounds, (select count(*)::int from block) as blocks,
  (select count(*)::int from building) as buildings, (select count(*)::int from road) as roads,
  (select count(*)::int from water) as waters, (select count(*)::int from waterway) as waterways,
  (select count(*)::int from green_space) as greens, (select count(*)::int from tree) as trees,
  (select count(*)::int from facility) as facilities, (select count(*)::int from incident) as incidents,
  (select count(*)::int from greening_duty) as greening_duties

-- name: areas_for_fiction
-- The area tree of an imported jurisdiction, on which fictional organisations can stand.
select a.code, a.level, p.code as parent, a.name
from area a left join area p on p.id = a.parent_id
where a.valid_to is null and a.level <> 'duty_grid'
order by a.code

-- name: end_fiction
-- Fictional responsibilities made before; their grounds and pieces go with them.
delete from responsibility where source_id in (select id from source where kind = 'demonstration')

-- name: end_fictional_documents
-- The papers of fictional responsibilities.
delete from document where source_id in (select id from source where kind = 'demonstration')

-- name: end_fictional_organisations
-- Fictional organisations that nothing else names.
delete from organisation where source_id in (select id from source where kind = 'demonstration')

-- name: give_cases
-- Once coverage is worked out: who has the cases that were dispatched.
select give_demonstration_cases() as given

-- name: cases_to_time
-- Open cases that nobody has touched yet, with the shortest limit of their class on a day.
with limits as materialized (
  select used.class_id, l.clock, l.minutes
  from (
    select distinct class_id from incident i join source s on s.id = i.source_id and s.kind = 'demonstration'
    where state not in ('closed', 'merged', 'void') and version = 0
  ) used
  left join lateral (select clock, minutes from limits_of_class(used.class_id, $1::date) limit 1) l on true
)
select i.id, i.number, i.state, i.happened_at, l.clock, l.minutes
from incident i
join source s on s.id = i.source_id and s.kind = 'demonstration'
join limits l on l.class_id = i.class_id
where i.state not in ('closed', 'merged', 'void') and i.version = 0
order by i.id

-- name: time_cases
-- By when what is to be done next is due, and from when on it is nearly.
update incident i set due_at = n.due_at, warn_at = n.warn_at
from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) as n (id, due_at, warn_at)
where i.id = n.id
