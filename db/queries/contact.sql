-- name: list
-- Colleagues whose post lies within reach: areas by their ids, null for the whole. Who acts for an
-- organisation stands where that works. Residents are no colleagues, nobody is their own, and the people of a
-- demonstration and real ones do not know each other. All of them, or only some by their ids.
with ground as materialized (
  select distinct below.area_id from unnest($2::int[]) as root (id) cross join lateral areas_below(root.id) below
)
select a.id, a.title, a.demonstration, a.phone is not null or a.demonstration as has_phone, post.list as posts
from account asker
join account a on a.demonstration = asker.demonstration and a.id <> asker.id
cross join lateral (
  select jsonb_agg(jsonb_build_object('role', x.role, 'place', coalesce(r.name, o.name)) order by x.id) as list
  from assignment x
  left join area r on r.code = x.area_code
  left join organisation o on o.code = x.organisation_code
  where x.account_id = a.id and x.role <> 'resident' and x.valid_from <= $1 and (x.valid_to is null or x.valid_to > $1)
    and (x.area_code is null or r.id is not null) and (x.organisation_code is null or o.id is not null)
    and ($2::int[] is null or coalesce(r.id, o.area_id) in (select area_id from ground))
) post
where asker.id = $3 and ($4::int[] is null or a.id = any ($4)) and a.kind = 'person' and a.ended_at is null and post.list is not null
order by a.title, a.id

-- name: open_work
-- What is being handled within reach, the newest first; by its number, one.
with ground as materialized (
  select distinct below.area_id from unnest($1::int[]) as root (id) cross join lateral areas_below(root.id) below
)
select i.number, c.name_zh, c.name_en, i.address
from incident i
join incident_class c on c.id = i.class_id
left join grid g on g.id = i.grid_id
where i.state not in ('closed', 'merged', 'void') and ($2::text is null or i.number = $2)
  and ($1::int[] is null or g.community_id in (select area_id from ground) or g.duty_grid_id in (select area_id from ground))
order by i.happened_at desc, i.id desc
limit $3

-- name: count_reveal
-- One more on this day, where the quota has one left: whoever comes at the same moment waits here, and counts after.
insert into contact_reveal as shown (account_id, day, count)
select $1, $2::date, 1 where $3::int > 0
on conflict (account_id, day) do update set count = shown.count + 1 where shown.count < $3
returning count

-- name: revealed
-- How many it were on this day.
select count from contact_reveal where account_id = $1 and day = $2::date
