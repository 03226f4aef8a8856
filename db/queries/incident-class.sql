-- name: editions
-- What there is to choose from, the newest national list first, then what cities have of their own.
select edition, count(*)::int as classes from incident_class group by edition
order by edition !~ '^(GB|CJ)', edition desc

-- name: of_edition
-- All classes of an edition on a day, with what they were, what they are now, and how long their handling may take.
select c.id, c.kind, c.code, c.group_name, c.name_zh, c.name_en,
  case when d.code is not null then json_build_object('code', d.code, 'name_zh', d.name_zh, 'name_en', d.name_en) end as duty,
  evidence_of_class(c.id) as evidence, c.certainty,
  (select coalesce(json_agg(json_build_object('id', f.id, 'edition', f.edition, 'code', f.code, 'name_zh', f.name_zh) order by n.distance, f.id), '[]')
    from class_family(c.id) n join incident_class f on f.id = n.class_id where n.distance > 0) as former,
  (select coalesce(json_agg(json_build_object('id', t.id, 'edition', t.edition, 'code', t.code, 'name_zh', t.name_zh) order by t.id), '[]')
    from incident_class_match m join incident_class t on t.id = m.class_id where m.former_id = c.id) as now,
  (select coalesce(json_agg(json_build_object('condition', l.condition, 'clock', l.clock, 'minutes', l.minutes, 'place', l.place,
      'certainty', l.certainty)), '[]') from limits_of_class(c.id, $2::date) l) as limits
from incident_class c left join duty d on d.code = c.duty_code
where c.edition = $1
order by array_position(array['component', 'matter', 'public_order'], c.kind), c.code is null, c.code, c.id

-- name: calendar
-- Days on which work is not as the weekday says.
select day::text as day, kind from work_calendar_day order by day

-- name: known
-- Classes that rows of a file may mean, with what is said of them.
select id, edition, kind, code, group_name, name_zh, name_en, duty_code, evidence, certainty
from incident_class
where (edition, kind, code) in (
  select edition, kind, code from jsonb_to_recordset($1::jsonb) as row (edition text, kind text, code text)
)

-- name: duties
-- What a class may fall under.
select code from duty

-- name: put
-- New ones, and what a city says otherwise of those there are; a row that says nothing new is not touched.
insert into incident_class (edition, kind, code, group_name, name_zh, name_en, duty_code, evidence, certainty)
select edition, kind, code, group_name, name_zh, name_en, duty_code, evidence, 'city'
from jsonb_to_recordset($1::jsonb) as row (edition text, kind text, code text, group_name text, name_zh text, name_en text,
  duty_code text, evidence text[])
on conflict (edition, kind, code) do update set group_name = excluded.group_name, name_zh = excluded.name_zh,
  name_en = excluded.name_en, duty_code = excluded.duty_code, evidence = excluded.evidence,
  certainty = case when incident_class.name_zh = excluded.name_zh then incident_class.certainty else 'city' end
returning id, edition, kind, code

-- name: put_matches
-- What an older class is now: one newer class each.
with said as (
  select former_id, class_id from jsonb_to_recordset($1::jsonb) as row (former_id integer, class_id integer)
), gone as (
  delete from incident_class_match m using said
  where m.former_id = said.former_id and m.class_id <> said.class_id
)
insert into incident_class_match (former_id, class_id, certainty)
select former_id, class_id, 'city' from said
on conflict (former_id, class_id) do update set certainty = 'city'
where incident_class_match.certainty <> 'city'
returning former_id

-- name: own_limits
-- The city's own limits of some classes that hold on a day or later, locked.
select id, class_id, condition, clock, minutes, valid_from::text as valid_from
from incident_limit
where class_id = any ($1::int[]) and place = '' and (valid_to is null or valid_to > $2::date)
for update

-- name: end_limits
-- From a day on; those that were still to begin never do.
with never as (
  delete from incident_limit where id = any ($1::int[]) and valid_from >= $2::date
)
update incident_limit set valid_to = $2::date where id = any ($1::int[]) and valid_from < $2::date

-- name: add_limits
-- Of the city itself, from a day on.
insert into incident_limit (class_id, condition, clock, minutes, place, certainty, valid_from)
select class_id, condition, clock, minutes, '', 'city', $2::date
from jsonb_to_recordset($1::jsonb) as row (class_id integer, condition text, clock text, minutes integer)
