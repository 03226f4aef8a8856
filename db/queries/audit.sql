-- name: record
-- One row for one change; the caller's transaction holds both.
insert into audit_entry (at, actor, action, subject, detail) values ($1, $2, $3, $4, $5::jsonb)

-- name: chain
-- Every part as the text that its hash was made of, with the end that the chain should have, all of one moment; what is
-- in no chain comes last. Without an entry one row all the same.
select
  encode(head.hash, 'hex') as head_hash, head.nth::text as head_nth,
  entry.nth::text as nth, entry.id::text as id,
  case when entry.at between '0001-01-01 00:00:00+00' and '9999-12-31 23:59:59+00' then to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    else extract(epoch from entry.at)::text end as at,
  entry.actor, entry.action, entry.subject, entry.detail::text as detail,
  encode(entry.previous, 'hex') as previous, encode(entry.hash, 'hex') as hash
from (values (1)) as always
left join audit_head as head on true
left join audit_entry as entry on true
order by entry.nth nulls last, entry.id

-- name: entries
-- What an auditor looks at, a page at a time from where the last one ended: by time, and by id within one moment, so that
-- what is written meanwhile moves nothing. Names are those of now. Each condition has its index.
with found as (
  select id, nth, at, actor, action, subject, detail, hash from audit_entry
  where at >= $1::timestamp::timestamptz and at < $2::timestamp::timestamptz
    and ($3::text is null or actor = $3) and ($4::text is null or action = $4) and ($5::text[] is null or action = any ($5))
    and ($6::text is null or ("left"(subject, 200) = "left"($6, 200) and subject = $6))
    and ($7::timestamptz is null or (at, id) < ($7, $8::bigint))
  order by at desc, id desc
  limit $9
)
select found.id::text as id, found.nth::text as nth, encode(found.hash, 'hex') as hash,
  to_char(found.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  to_char(found.at, 'YYYY-MM-DD"T"HH24:MI:SS') as local,
  found.actor, found.action, found.subject, found.detail,
  who.title as actor_title, coalesce(who.demonstration, false) as actor_demonstration,
  whom.id as account, whom.title as subject_title, coalesce(whom.demonstration, false) as subject_demonstration,
  area.name as area_name, organisation.name as organisation_name
from found
left join account who on who.id = substring(found.actor from '^account:([0-9]{1,9})$')::int
left join session on session.id = substring(found.subject from '^session:([0-9]{1,9})$')::int
left join account whom on whom.id = coalesce(substring(found.subject from '^account:([0-9]{1,9})$')::int, session.account_id)
left join area on area.code = found.detail ->> 'area'
left join organisation on organisation.code = found.detail ->> 'organisation'
order by found.at desc, found.id desc

-- name: bars
-- How many entries there are in each stretch of time, for whatever else is asked for.
select width_bucket(at, $1::timestamp[]::timestamptz[]) - 1 as bar, count(*)::int as count
from audit_entry
where at >= $2::timestamp::timestamptz and at < $3::timestamp::timestamptz
  and ($4::text is null or actor = $4) and ($5::text is null or action = $5) and ($6::text[] is null or action = any ($6))
  and ($7::text is null or ("left"(subject, 200) = "left"($7, 200) and subject = $7))
group by 1

-- name: actors
-- Whoever has done something, each found by one step in the index from the one before.
with recursive each (actor) as (
  (select actor from audit_entry order by actor limit 1)
  union all
  select (select entry.actor from audit_entry entry where entry.actor > each.actor order by entry.actor limit 1)
  from each where each.actor is not null
)
select each.actor, account.title, coalesce(account.demonstration, false) as demonstration
from each left join account on account.id = substring(each.actor from '^account:([0-9]{1,9})$')::int
where each.actor is not null
order by account.title nulls last, each.actor

-- name: has_read
-- Whether this look was recorded already.
select exists (
  select from audit_entry
  where "left"(subject, 200) = $1 and subject = $1 and action = 'audit.read' and actor = $2 and detail = $3::jsonb
) as found

-- name: last_verification
-- When the chain was followed for the last time, and what was found.
select to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, entry.detail, account.title,
  coalesce(account.demonstration, false) as demonstration
from audit_entry entry
left join account on account.id = substring(entry.actor from '^account:([0-9]{1,9})$')::int
where entry.action = 'audit.verify'
order by entry.at desc, entry.id desc limit 1
