-- name: make
-- One link at a time for each account, and one for the first: an earlier one holds no more.
with former as (
  update invitation set used_at = $4 where account_id is not distinct from $2 and used_at is null
)
insert into invitation (purpose, account_id, token_hash, created_at, created_by, expires_at)
values ($1, $2, $3, $4, $5, $6)
returning id

-- name: find
-- What a link is for, while it holds.
select i.id, i.purpose, i.account_id, i.expires_at, a.sign_in_name, a.title, a.kind
from invitation i left join account a on a.id = i.account_id
where i.token_hash = $1 and i.used_at is null and i.expires_at > $2 and a.ended_at is null
  -- An officer who has come in is nobody's to let in anew, by whatever link there was before.
  and not (a.password_set_at is not null and holds_office(a.id, $2))

-- name: use
-- Of two who follow it at once one comes in. With it go others for the same, which two processes may have made at once.
with used as (
  update invitation set used_at = $2
  where account_id is not distinct from (select account_id from invitation where id = $1) and used_at is null
  returning id, expires_at
)
select id from used where id = $1 and expires_at > $2
