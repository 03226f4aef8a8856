-- name: hold_key
-- Whoever does the same under the same name at the same moment waits here.
select pg_advisory_xact_lock(hashtextextended('wangge.case ' || $1::text || ' ' || $2::text, 0)) is null as held

-- name: known_key
-- What was done under a name before.
select i.number, e.nth as version, e.state, encode(e.asked, 'hex') as asked
from incident_event e join incident i on i.id = e.incident_id
where e.actor = $1 and e.key = $2::uuid

-- name: spot
-- Where a place lies: its grid on a day, and the areas above that.
select g.id as grid_id, array(select area_id from areas_above(array[g.community_id], array[g.duty_grid_id])) as areas
from grid g where g.id = grid_at(metric_point($1, $2, 4326), $3::date)

-- name: class
-- One that may be filed under.
select id, duty_code from incident_class where id = $1

-- name: add
-- As it was reported; with the state of that ground for the duty of its class.
insert into incident (number, class_id, geom, address, description, happened_at, reported_at, state, grid_id, source_id, duty_state)
select to_char($9::date, 'YYYYMMDD') || '-' || lpad(nextval('incident_serial')::text, 6, '0'), $1, spot.point, $4, $5,
  $6::timestamptz, $7::timestamptz, 'reported', $8, report_source(),
  (select p.state from proposed_handler($1, spot.point, $9::date) p)
from (select metric_point($2, $3, 4326) as point) spot
returning id, number

-- name: hold
-- One case, until the transaction ends.
select pg_advisory_xact_lock(hashtext('wangge.case'), id), id from incident where number = $1

-- name: standing
-- How it stands, where it is and whose.
select i.id, i.number, i.class_id, i.state, i.version, i.organisation_id, i.happened_at, i.due_at, i.warn_at, i.closed_at, i.merged_into,
  array(select area_id from areas_above(array[g.community_id], array[g.duty_grid_id])) as areas,
  array(select distinct e.organisation_id from incident_event e where e.incident_id = i.id and e.organisation_id is not null
    union select i.organisation_id where i.organisation_id is not null) as organisations,
  array(select asked from unnest(evidence_of_class(i.class_id)) asked where not exists (
    select from incident_photo p where p.incident_id = i.id and asked = 'photo_' || p.kind and p.removed_nth is null
      -- What was found not done is shown anew.
      and (p.kind = 'found' or p.nth > coalesce((
        select max(e.nth) from incident_event e where e.incident_id = i.id and e.action = 'rework'), 0)))) as lacks
from incident i
left join grid g on g.id = i.grid_id
where i.number = $1

-- name: events
-- What was done to it, in its order.
select e.nth, e.action, e.at, e.actor, e.role, e.state, e.organisation_id, o.name as organisation, e.reason, e.found, e.minutes,
  e.limit_clock, e.limit_minutes, other.number as other
from incident_event e
left join organisation o on o.id = e.organisation_id
left join incident other on other.id = e.other_id
where e.incident_id = $1
order by e.nth

-- name: add_event
-- One more.
insert into incident_event (incident_id, nth, action, at, actor, role, state, organisation_id, reason, found, minutes,
  limit_clock, limit_minutes, other_id, key, asked)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::uuid, decode($16, 'hex'))

-- name: put_standing
-- What its events have come to.
update incident set state = $2, version = $3, organisation_id = $4, due_at = $5, warn_at = $6, closed_at = $7, merged_into = $8,
  sent_back = $9, reworked = $10, escalated = $11, asked_minutes = $12
where id = $1

-- name: stage_limits
-- How long each of the other stages may take.
select stage, clock, minutes from stage_limit

-- name: class_limits
-- How long the handling of a class may take on a day, the shortest first.
select condition, clock, minutes, place, certainty from limits_of_class($1, $2::date)

-- name: organisation
-- One that can be given a case on a day.
select id, code, name from organisation where code = $1 and in_force(valid_from, valid_to, $2::date)

-- name: proposal
-- To whom it goes by its duty, and how that ground stands.
select p.duty, p.state, o.code, o.name, coalesce((
    select json_agg(json_build_object('code', l.code, 'name', l.name) order by l.id) from organisation l where l.id = any (p.leads)), '[]') as leads,
  office.code as office_code, office.name as office
from incident i cross join lateral proposed_handler(i.class_id, i.geom, $2::date) p
left join organisation o on o.id = p.organisation_id
left join organisation office on office.id = p.office_id
where i.id = $1

-- name: organisations
-- All that can be given a case on a day.
select code, name from organisation where in_force(valid_from, valid_to, $1::date) order by name, code

-- name: similar
-- Open ones of the same or a like class near it in place and time: perhaps the same. By the grids within reach first: a policy comes
-- before any condition on shapes, which alone would have all open cases looked at.
with this as materialized (
  select i.id, i.geom, i.happened_at, array(select class_id from classes_alike(i.class_id)) as classes,
    array(select g.id from grid g where st_dwithin(g.geom, i.geom, $2)) as grids
  from incident i where i.id = $1
)
select s.number, c.name_zh, c.name_en, s.state, s.address, moment(s.happened_at) as happened_at, lng_lat(s.geom) as position,
  round(st_distance(s.geom, this.geom)::numeric)::int as metres
from this
cross join lateral unnest(this.grids) as near (grid_id)
join incident s on s.grid_id = near.grid_id
join incident_class c on c.id = s.class_id
where s.state not in ('closed', 'merged', 'void') and s.id <> this.id and st_dwithin(s.geom, this.geom, $2)
  and s.class_id = any (this.classes)
  and s.happened_at between this.happened_at - make_interval(hours => $3) and this.happened_at + make_interval(hours => $3)
order by metres, s.id limit 10

-- name: told
-- How many events of cases there are, for whoever sees any.
select case_feed_known()::float8 as told

-- name: whole
-- One case for its page.
select i.number, i.state, i.version, i.address, i.description, moment(i.happened_at) as happened_at,
  moment(i.reported_at) as reported_at, moment(i.due_at) as due_at, moment(i.warn_at) as warn_at, moment(i.closed_at) as closed_at,
  i.duty_state, i.sent_back, i.reworked, i.escalated, i.asked_minutes, lng_lat(i.geom) as position,
  json_build_object('id', c.id, 'edition', c.edition, 'kind', c.kind, 'code', c.code, 'name_zh', c.name_zh, 'name_en', c.name_en,
    'evidence', evidence_of_class(c.id), 'duty_zh', d.name_zh, 'duty_en', d.name_en) as class,
  case when o.id is not null then json_build_object('code', o.code, 'name', o.name, 'phone', o.phone) end as organisation,
  g.code as grid, area_trail(coalesce(g.duty_grid_id, g.community_id)) as trail, m.number as merged_into,
  coalesce((select json_agg(n.number order by n.id) from incident n where n.merged_into = i.id), '[]') as merged,
  s.kind as source_kind, s.name as source
from incident i
join incident_class c on c.id = i.class_id
join source s on s.id = i.source_id
left join duty d on d.code = c.duty_code
left join organisation o on o.id = i.organisation_id
left join grid g on g.id = i.grid_id
left join incident m on m.id = i.merged_into
where i.id = $1

-- name: escalate_overdue
-- Cases whose time has passed press themselves, some at a time.
select escalate_overdue($1, $2, $3) as pressed
