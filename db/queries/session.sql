-- name: open
-- A session from now on; its token is only with the reader.
insert into session (account_id, token_hash, token_made_at, awaits, second_factor_at, device, created_at, last_seen_at, idle_s, expires_at)
values ($1, $2, $3, $4, $5, $6, $3, $3, $7, $3::timestamptz + make_interval(secs => $8))
returning id

-- name: find
-- Who holds a token, and what they may do at this moment: asked with every request, so that a change acts on the next.
select * from session_held($1, $2)

-- name: still_open
-- Those of these sessions that are open, with what they may do now: what was opened for one ends with it.
select s.id, grants_of(s.account_id, $2) as grants, seen_as_of(s.seen_as, s.seen_as_until, $2) as seen
from session s join account a on a.id = s.account_id
where s.id = any ($1::int[]) and s.ended_at is null and a.ended_at is null and s.expires_at > $2
  and s.last_seen_at + make_interval(secs => s.idle_s) > $2

-- name: used
-- Notes that it is used, to the minute.
update session set last_seen_at = greatest(last_seen_at, $2) where id = $1 and ended_at is null

-- name: renew
-- Another token, and other limits: after another step of signing in, or because a device's is a day old. Only whoever
-- holds the one of now gets one, so that of two requests at once one does.
update session set token_hash = $3, former_token_hash = case when $8 then token_hash end, token_made_at = $4,
  token_confirmed_at = null, awaits = $5, second_factor_at = coalesce($6, second_factor_at), last_seen_at = $4,
  idle_s = coalesce($7, idle_s), expires_at = coalesce($9, expires_at)
where id = $1 and token_hash = $2 and ended_at is null
returning id

-- name: confirm
-- The token of now has come: from a minute later on nobody comes in with the former one.
update session set token_confirmed_at = $2 where id = $1 and token_confirmed_at is null

-- name: renew_again
-- Another token in place of one that never came: its answer was lost. Of two requests at once one gets it.
update session set token_hash = $3, token_made_at = $4
where id = $1 and former_token_hash = $2 and token_confirmed_at is null and token_made_at = $5 and ended_at is null
returning id

-- name: end
-- Ends sessions of an account: one, or all but one, or all; with each goes the preview that was on in it.
with open as (
  select id, seen_as from session
  where account_id = $1 and ended_at is null and ($3::int is null or id = $3) and ($4::int is null or id <> $4)
  for update
)
update session s set ended_at = $2, seen_as = null, seen_as_until = null
from open where s.id = open.id
returning s.id, open.seen_as as seen

-- name: of_account
-- What is open, the one used last first.
select id, device, created_at, last_seen_at, second_factor_at is not null as proven
from session
where account_id = $1 and ended_at is null and awaits is null and expires_at > $2
  and last_seen_at + make_interval(secs => idle_s) > $2
order by last_seen_at desc, id desc

-- name: see_as
-- One preview at a time; a session that has ended has none.
update session set seen_as = $2, seen_as_until = $3 where id = $1 and seen_as is null and ended_at is null
returning id

-- name: see_as_oneself
-- Of two who end it at once one does.
update session set seen_as = null, seen_as_until = null where id = $1 and seen_as = $2 returning id

-- name: previews_over
-- Whose time is over: what is still to be recorded.
select id, account_id as account, seen_as as seen from session where seen_as is not null and seen_as_until <= $1 order by id
