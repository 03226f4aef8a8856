-- name: upsert_organisation_kinds
-- The seed is the truth for kinds: a changed name arrives with the next start.
insert into organisation_kind (code, name_zh, name_en, sort)
select code, name_zh, name_en, sort
from jsonb_to_recordset($1::jsonb) as row (code text, name_zh text, name_en text, sort smallint)
on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, sort = excluded.sort

-- name: insert_duties
-- Only what is missing: a street office edits its duties, and a new start must not undo that.
insert into duty (code, name_zh, name_en, legal_basis, default_lead_kind, default_support_kinds, usual_means, certainty, sort)
select code, name_zh, name_en, legal_basis, default_lead_kind, string_to_array(coalesce(default_support_kinds, ''), ';'),
  usual_means, certainty, sort
from jsonb_to_recordset($1::jsonb) as row (code text, name_zh text, name_en text, legal_basis text,
  default_lead_kind text, default_support_kinds text, usual_means text, certainty text, sort smallint)
on conflict (code) do nothing

-- name: upsert_facility_types
-- Names and icons come from the seed; what a type asks for is in the norms, which are edited.
insert into facility_type (code, name_zh, name_en, icon, sort)
select code, name_zh, name_en, icon, sort
from jsonb_to_recordset($1::jsonb) as row (code text, name_zh text, name_en text, icon text, sort smallint)
on conflict (code) do update
set name_zh = excluded.name_zh, name_en = excluded.name_en, icon = excluded.icon, sort = excluded.sort

-- name: insert_facility_norms
-- Only for types that have no norm at all: an edited or ended norm stays as it is.
insert into facility_norm (type_code, edition, tier, radius_m, age_from, age_to, norm_per_1000, norm_unit, certainty, note, valid_from)
select type_code, edition, tier, radius_m, age_from, age_to, norm_per_1000, norm_unit, certainty, note, valid_from
from jsonb_to_recordset($1::jsonb) as row (type_code text, edition text, tier text, radius_m double precision,
  age_from smallint, age_to smallint, norm_per_1000 double precision, norm_unit text, certainty text, note text,
  valid_from date)
where not exists (select 1 from facility_norm n where n.type_code = row.type_code)

-- name: insert_incident_classes
-- Only what is missing: a city adds its own and corrects ours.
insert into incident_class (edition, kind, code, group_name, name_zh, name_en, duty_code, certainty, evidence)
select edition, kind, code, group_name, name_zh, name_en, duty_code, certainty,
  case kind when 'component' then '{photo_found,photo_done,component_code}'::text[] when 'matter' then '{photo_found,photo_done}' else '{}' end
from jsonb_to_recordset($1::jsonb) as row (edition text, kind text, code text, group_name text, name_zh text,
  name_en text, duty_code text, certainty text)
on conflict (edition, kind, code) do nothing

-- name: insert_derived_matters
-- The new list has a matter for the anomaly of each of its components; its code is not known, so there is none.
insert into incident_class (edition, kind, code, group_name, name_zh, duty_code, certainty, derived_from)
select c.edition, 'matter', null, c.group_name, c.name_zh || '异常', c.duty_code, 'inferred', c.id
from incident_class c
where c.edition = 'GB/T 47678.5-2026' and c.kind = 'component'
  and not exists (select from incident_class m where m.derived_from = c.id)

-- name: insert_class_matches
-- Only what is missing: a city corrects ours.
insert into incident_class_match (former_id, class_id, certainty)
select f.id, c.id, row.certainty
from jsonb_to_recordset($1::jsonb) as row (former_edition text, former_kind text, former_code text, edition text, kind text,
  code text, certainty text)
join incident_class f on f.edition = row.former_edition and f.kind = row.former_kind and f.code = row.former_code
join incident_class c on c.edition = row.edition and c.kind = row.kind and c.code = row.code
where not exists (select from incident_class_match m where m.former_id = f.id)
on conflict do nothing

-- name: insert_incident_limits
-- Limits of other cities, as examples; once for a class and place, so that one that was edited or ended stays so.
insert into incident_limit (class_id, condition, clock, minutes, place, certainty, valid_from)
select c.id, coalesce(row.condition, ''), row.clock, row.minutes, row.place, row.certainty, '2000-01-01'
from jsonb_to_recordset($1::jsonb) as row (edition text, kind text, code text, condition text, clock text, minutes integer,
  place text, certainty text)
join incident_class c on c.edition = row.edition and c.kind = row.kind and c.code = row.code
where not exists (select from incident_limit l where l.class_id = c.id and l.place = row.place)

-- name: insert_stage_limits
-- Only what is missing: they are edited.
insert into stage_limit (stage, clock, minutes, certainty)
select stage, clock, minutes, certainty
from jsonb_to_recordset($1::jsonb) as row (stage text, clock text, minutes integer, certainty text)
on conflict (stage) do nothing

-- name: insert_work_calendar
-- Only for years of which nothing is known: within one, days that were taken out stay out.
insert into work_calendar_day (day, kind, name, document)
select day, kind, name, document
from jsonb_to_recordset($1::jsonb) as row (day date, kind text, name text, document text)
where not exists (select from work_calendar_day d where date_part('year', d.day) = date_part('year', row.day))
