-- name: areas
-- What a ground or an organisation may name.
select code, id, level, name from area where valid_to is null or valid_to > $1::date

-- name: grids
-- Those of the grids named that exist.
select code, id from grid where code = any ($1::text[]) and (valid_to is null or valid_to > $2::date)

-- name: duties
-- The duty catalogue.
select code, name_zh from duty

-- name: organisation_kinds
-- The kinds of organisation.
select code, name_zh from organisation_kind

-- name: organisations
-- All of them, with what a file may say of them.
select organisation.code, organisation.id, organisation.name, organisation.kind, parent.code as parent
from organisation
left join organisation as parent on parent.id = organisation.parent_id

-- name: documents
-- Those of the documents named that are known.
select number, id, title, issuer, issued_on::text as issued_on from document where number = any ($1::text[])

-- name: coordinate_system
-- Whether a coordinate system is known, and whether it counts in degrees.
select proj4text like '%+proj=longlat%' as degrees from spatial_ref_sys where srid = $1 and $1 <> 990001

-- name: polygon_fault
-- Nothing is laid over a polygon that is not valid; what is wrong is said in its own coordinates.
select (detail).valid as valid, (detail).reason as reason, st_x((detail).location) as x, st_y((detail).location) as y
from (select st_isvaliddetail(st_geomfromwkb(decode($1, 'hex'))) as detail) as looked

-- name: polygon_place
-- The polygon in metres, how large it is and how much of it lies outside the jurisdiction, with a place in the largest piece.
with drawn as materialized (
  select st_multi(st_transform(st_setsrid(st_geomfromwkb(decode($1, 'hex')), $2::int), 990001)) as geom
), city as materialized (
  select boundary.geom
  from area_boundary as boundary
  join area on area.id = boundary.area_id and area.level = 'city'
  where boundary.valid_to is null
)
select encode(st_asbinary(drawn.geom), 'hex') as wkb, st_isvalid(drawn.geom) as valid, st_area(drawn.geom) as m2,
  case when st_isvalid(drawn.geom) then coalesce(st_area(rest.geom), 0) end as outside_m2, st_x(spot) as lng, st_y(spot) as lat
from drawn
left join city on true
cross join lateral (
  select case when not st_isvalid(drawn.geom) then null
    when city.geom is null then drawn.geom
    when st_covers(city.geom, drawn.geom) then null
    else without_part(drawn.geom, city.geom) end as geom
) as rest
left join lateral (
  select st_transform(st_pointonsurface(piece.geom), 4326) as spot
  from st_dump(rest.geom) as piece order by st_area(piece.geom) desc limit 1
) as seen on true

-- name: bulk_on
-- Many at once: the coverage is worked out whole afterwards.
select set_config('wangge.bulk', 'on', true)

-- name: put_organisations
-- Without their parents, which may come later in the same file.
insert into organisation as old (code, name, kind, area_id, phone, valid_from, source_id)
select new.code, new.name, new.kind, new.area_id, new.phone, new.valid_from, $2
from jsonb_to_recordset($1::jsonb)
  as new (code text, name text, kind text, area_id integer, phone text, valid_from date)
on conflict (code) do update
set name = excluded.name, kind = excluded.kind, area_id = coalesce(excluded.area_id, old.area_id),
  phone = coalesce(excluded.phone, old.phone)
where (old.name, old.kind, old.area_id, old.phone) is distinct from
  (excluded.name, excluded.kind, coalesce(excluded.area_id, old.area_id), coalesce(excluded.phone, old.phone))

-- name: put_parents
-- The tree of organisations, when all of them are there.
update organisation as child set parent_id = parent.id
from jsonb_to_recordset($1::jsonb) as new (code text, parent text)
join organisation as parent on parent.code = new.parent
where child.code = new.code and child.parent_id is distinct from parent.id

-- name: put_documents
-- What a file leaves empty stays as it is.
insert into document as old (number, title, issuer, issued_on, source_id)
select new.number, new.title, new.issuer, new.issued_on, $2
from jsonb_to_recordset($1::jsonb) as new (number text, title text, issuer text, issued_on date)
on conflict (number) do update
set title = excluded.title, issuer = excluded.issuer, issued_on = coalesce(excluded.issued_on, old.issued_on)
where (old.title, old.issuer, old.issued_on) is distinct from
  (excluded.title, excluded.issuer, coalesce(excluded.issued_on, old.issued_on))

-- name: present
-- Responsibilities that the file names again, with their ground as it is now.
select responsibility.id, responsibility.external_ref as ref,
  coalesce((
    select jsonb_agg(jsonb_build_object('kind', ground.kind, 'area_id', ground.area_id, 'grid_id', ground.grid_id,
      'object_kind', ground.object_kind, 'object_class', ground.object_class,
      'wkb', encode(st_asbinary(ground.geom), 'hex')) order by ground.id)
    from responsibility_ground as ground
    where ground.responsibility_id = responsibility.id
  ), '[]') as grounds
from responsibility
where external_ref = any ($1::text[])

-- name: put_responsibilities
-- A row that says nothing new is not touched; the keys of those that were come back.
insert into responsibility as old (external_ref, organisation_id, duty_code, part, document_id, staff_posts, budget_yuan,
  authority, valid_from, valid_to, source_id)
select new.ref, organisation.id, new.duty, new.part, document.id, new.staff_posts, new.budget_yuan, new.authority,
  new.valid_from, new.valid_to, $2
from jsonb_to_recordset($1::jsonb) as new (ref text, organisation text, duty text, part text, document text,
  staff_posts double precision, budget_yuan double precision, authority text, valid_from date, valid_to date)
join organisation on organisation.code = new.organisation
left join document on document.number = new.document
on conflict (external_ref) do update
set organisation_id = excluded.organisation_id, duty_code = excluded.duty_code, part = excluded.part,
  document_id = excluded.document_id, staff_posts = excluded.staff_posts, budget_yuan = excluded.budget_yuan,
  authority = excluded.authority, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
  source_id = excluded.source_id
where (old.organisation_id, old.duty_code, old.part, old.document_id, old.staff_posts, old.budget_yuan, old.authority,
    old.valid_from, old.valid_to)
  is distinct from (excluded.organisation_id, excluded.duty_code, excluded.part, excluded.document_id,
    excluded.staff_posts, excluded.budget_yuan, excluded.authority, excluded.valid_from, excluded.valid_to)
returning external_ref as ref

-- name: drop_grounds
-- Ground that is said anew replaces the old.
delete from responsibility_ground
where responsibility_id in (select id from responsibility where external_ref = any ($1::text[]))

-- name: groundless
-- Grounds said as objects of which there are none: on the books, and nobody answers for anything by them.
select responsibility.external_ref as ref, ground.object_kind as kind, ground.object_class as class, area.code as area
from responsibility
join responsibility_ground as ground on ground.responsibility_id = responsibility.id and ground.kind = 'object'
join area on area.id = ground.area_id
where responsibility.external_ref = any ($1::text[]) and ground.id not in (
  select of_ground.ground_id
  from grids_of_grounds(array(
    select g.id from responsibility_ground as g join responsibility as r on r.id = g.responsibility_id
    where r.external_ref = any ($1::text[]) and g.kind = 'object'
  )) as of_ground
)
order by ground.id

-- name: put_grounds
-- Its pieces are worked out by the database.
insert into responsibility_ground (responsibility_id, kind, area_id, grid_id, object_kind, object_class, geom)
select responsibility.id, new.kind, new.area_id, new.grid_id, new.object_kind, new.object_class,
  st_setsrid(st_geomfromwkb(decode(new.wkb, 'hex')), 990001)
from rows from (jsonb_to_recordset($1::jsonb) as (ref text, kind text, area_id integer, grid_id integer,
    object_kind text, object_class text, wkb text)) with ordinality
  as new (ref, kind, area_id, grid_id, object_kind, object_class, wkb, nth)
join responsibility on responsibility.external_ref = new.ref
order by nth

-- name: end_responsibility
-- It stays, with its period.
update responsibility set valid_to = $2
where external_ref = $1 and valid_from < $2::date and valid_to is distinct from $2::date
returning id

-- name: period
-- When a responsibility began and ends.
select valid_from::text as valid_from, valid_to::text as valid_to from responsibility where external_ref = $1
