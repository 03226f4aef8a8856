-- name: mapping
-- One that was saved.
select mapping from incident_mapping where name = $1

-- name: save_mapping
-- Under the same name the newest counts.
insert into incident_mapping (name, mapping, saved_at) values ($1, $2, $3)
on conflict (name) do update set mapping = excluded.mapping, saved_at = excluded.saved_at

-- name: known_file
-- An import of the same file that was not undone; locked against another at the same time.
select id from incident_import where sha256 = $1 and undone_at is null for update

-- name: classes
-- Classes of an edition by which words are looked up.
select id, kind, code, name_zh, name_en from incident_class where edition = $1 and kind = $2 order by id

-- name: add_classes
-- Names that a city's own list does not have yet, with codes after those it has.
insert into incident_class (edition, kind, code, group_name, name_zh, certainty)
select $1, $2, lpad((last.code + row_number() over (order by n.nth))::text, 5, '0'), $1, n.name, 'city'
from unnest($3::text[]) with ordinality as n (name, nth) cross join (
  select coalesce(max(code::int), 0) as code from incident_class where edition = $1 and kind = $2 and code ~ '^\d{1,8}$'
) last
returning id, name_zh

-- name: judge
-- Numbers that there are already, and places that are none or lie outside of the jurisdiction.
select row.line,
  case when exists (select from incident i where i.number = row.number) then 'known'
    when p.geom is null then 'nowhere'
    when not exists (
      select from area a join area_boundary b on b.area_id = a.id where a.parent_id is null and st_intersects(b.geom, p.geom)
    ) then 'outside' end as problem
from jsonb_to_recordset($1::jsonb) as row (line integer, number text, x double precision, y double precision)
cross join lateral (select metric_point(row.x, row.y, $2::int) as geom offset 0) p
order by row.line

-- name: insert_incidents
-- Each in its place; the grid is found by the database.
insert into incident (number, class_id, geom, address, happened_at, state, due_at, closed_at, source_id)
select number, class_id, metric_point(x, y, $2::int), address, happened, state, due, closed, $3
from jsonb_to_recordset($1::jsonb) as row (number text, class_id integer, x double precision, y double precision, address text,
  happened timestamptz, state text, due timestamptz, closed timestamptz)

-- name: note_import
-- So that it can be undone.
insert into incident_import (source_id, sha256, mapping, rows, taken, classes, imported_at)
values ($1, $2, $3, $4, $5, $6, $7) returning id

-- name: imports
-- The newest first.
select i.id, s.name as file, i.rows, i.taken, i.imported_at, i.undone_at
from incident_import i join source s on s.id = i.source_id order by i.id desc

-- name: hold_import
-- One that stands, locked: it is undone once.
select i.source_id, s.name as file, i.classes from incident_import i join source s on s.id = i.source_id
where i.id = $1 and i.undone_at is null for update of i

-- name: worked_on
-- What was done something to here since: some of them, and how many there are.
select i.number, (count(*) over ())::int as count from incident i where i.source_id = $1 and (i.version > 0 or exists (select from incident m where m.merged_into = i.id)) order by i.id limit 5

-- name: remove_incidents
-- All that came with an import.
delete from incident where source_id = $1 returning id

-- name: remove_classes
-- Those that were added for it and that nothing else names.
delete from incident_class c where c.id = any ($1::int[])
  and not exists (select from incident i where i.class_id = c.id)
  and not exists (select from incident_limit l where l.class_id = c.id)
  and not exists (select from incident_class_match m where c.id in (m.former_id, m.class_id))
returning id

-- name: note_undone
-- It stays in the list.
update incident_import set undone_at = $2 where id = $1
