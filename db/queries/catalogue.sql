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
insert into incident_class (edition, kind, code, group_name, name_zh, name_en, duty_code, certainty)
select edition, kind, code, group_name, name_zh, name_en, duty_code, certainty
from jsonb_to_recordset($1::jsonb) as row (edition text, kind text, code text, group_name text, name_zh text,
  name_en text, duty_code text, certainty text)
on conflict (edition, kind, code) do nothing
