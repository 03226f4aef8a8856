-- name: mark
-- How all cases stand: another text after anything that was done to one, or came in.
select cases_mark() as mark

-- name: marked
-- The same, and how many events there were.
select cases_mark() as mark, case_feed_known()::float8 as told

-- name: open_list
-- A page of the open cases that a filter asks for, and how all of them stand, whatever the view; they are found once.
with found as materialized (
  select id, state, happened_at, due_at, is_bounced(sent_back, duty_state) as bounced
  from cases_asked_for($1, $2::int[], $3::int[], $4::jsonb) where state not in ('closed', 'merged', 'void')
)
select
  array(
    select id from found
    where state = any ($5::text[]) and ($6::timestamptz is null or due_at < $6) and (bounced or not $7::boolean)
    order by case when $8 = 'happened' then happened_at end desc nulls last, due_at nulls last, happened_at, id
    limit $9 offset $10
  ) as ids,
  coalesce((select json_agg(c) from (
    select state, count(*) as count, count(*) filter (where due_at < $11) as overdue, count(*) filter (where bounced) as bounced
    from found group by state
  ) c), '[]') as counts

-- name: board
-- The open cases of each state that a filter asks for, what is due first, so many of each; and how all of them stand.
with found as materialized (
  select id, state, happened_at, due_at, is_bounced(sent_back, duty_state) as bounced
  from cases_asked_for($1, $2::int[], $3::int[], $4::jsonb) where state not in ('closed', 'merged', 'void')
)
select
  array(
    select id from (
      select id, due_at, happened_at, state,
        row_number() over (partition by state order by case when $8 = 'happened' then happened_at end desc nulls last, due_at nulls last, happened_at, id) as nth
      from found where ($6::timestamptz is null or due_at < $6) and (bounced or not $7::boolean)
    ) ranked
    where nth <= case when state = any ($5::text[]) then $10::int else $9::int end
    order by nth
  ) as ids,
  coalesce((select json_agg(c) from (
    select state, count(*) as count, count(*) filter (where due_at < $11) as overdue, count(*) filter (where bounced) as bounced
    from found group by state
  ) c), '[]') as counts

-- name: ended_list
-- A page of those that have ended, the last first: most of many are asked for, so they are read in that order until the page is full.
select id from cases_asked_for($1, $2::int[], $3::int[], $4::jsonb)
where state in ('closed', 'merged', 'void')
order by case when $5 = 'happened' then happened_at end desc, case when $5 = 'due' then closed_at end desc, id desc
limit $6 offset $7

-- name: few_ended_list
-- The same where few of many are asked for: they are found, then put into that order.
with found as materialized (
  select id, happened_at, closed_at from cases_asked_for($1, $2::int[], $3::int[], $4::jsonb) where state in ('closed', 'merged', 'void')
)
select id from found
order by case when $5 = 'happened' then happened_at end desc, case when $5 = 'due' then closed_at end desc, id desc
limit $6 offset $7

-- name: places
-- Where the cases of a view are: of the open ones what is due first, of those that have ended the last first.
select found.number, json_build_array(round(st_x(p.at)::numeric, 6), round(st_y(p.at)::numeric, 6)) as position, found.class_id as class,
  found.state, moment(found.due_at) as due_at, moment(found.warn_at) as warn_at
from (
  select * from cases_asked_for($1, $2::int[], $3::int[], $4::jsonb)
  where state = any ($5::text[]) and ($6::timestamptz is null or due_at < $6) and (not $7::boolean or is_bounced(sent_back, duty_state))
  order by closed_at desc nulls first, due_at nulls last, id limit $8
) found
cross join lateral (select st_transform(found.geom, 4326) as at offset 0) p

-- name: class_names
-- How some classes are called.
select id, kind, name_zh, name_en from incident_class where id = any ($1::int[])

-- name: rows
-- Some cases as lists and boards show them, with where each is and whether somebody has found it there.
select i.number, i.state, c.kind, c.name_zh, c.name_en, i.address, o.name as organisation, i.organisation_id,
  moment(i.happened_at) as happened_at, moment(i.due_at) as due_at, moment(i.warn_at) as warn_at, moment(i.closed_at) as closed_at,
  i.duty_state, i.sent_back, i.reworked, i.escalated, i.asked_minutes, i.version, lng_lat(i.geom) as position,
  json_build_object('community', g.community_id, 'duty_grid', g.duty_grid_id) as seat,
  case when i.state = 'accepted' then (
    select e.found from incident_event e where e.incident_id = i.id and e.found is not null order by e.nth desc limit 1
  ) end as found
from incident i
join incident_class c on c.id = i.class_id
left join organisation o on o.id = i.organisation_id
left join grid g on g.id = i.grid_id
where i.id = any ($1::int[])
order by array_position($1::int[], i.id)

-- name: areas
-- The areas that some communities and duty grids lie in, up to the root.
select community_id as community, duty_grid_id as duty_grid, array_agg(area_id) as areas from areas_above($1::int[], $2::int[]) group by community_id, duty_grid_id

-- name: filter_names
-- How what a list is narrowed to is called.
select (select name from area where code = $1 order by id limit 1) as area,
  (select name from organisation where code = $2) as organisation
