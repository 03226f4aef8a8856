-- name: to_sign_in
-- Whom a sign-in name means, with what their password must match.
select a.id, password_hash_of(a.id) as password_hash, a.password_set_at, f.account_id is not null as has_second_factor,
  coalesce((select jsonb_agg(distinct x.role) from assignment x
    where x.account_id = a.id and x.valid_from <= $2 and (x.valid_to is null or x.valid_to > $2)), '[]') as roles
from account a left join second_factor f on f.account_id = a.id
where a.sign_in_name = $1 and a.kind = 'person' and not a.demonstration and a.ended_at is null

-- name: by_id
-- The same of one that is known already.
select a.id, a.sign_in_name, a.title, a.kind, password_hash_of(a.id) as password_hash, a.password_set_at, a.ended_at,
  f.account_id is not null as has_second_factor,
  coalesce((select jsonb_agg(distinct x.role) from assignment x
    where x.account_id = a.id and x.valid_from <= $2 and (x.valid_to is null or x.valid_to > $2)), '[]') as roles
from account a left join second_factor f on f.account_id = a.id
where a.id = $1

-- name: hold
-- Whoever changes the password waits until the session that is being opened is there to be ended.
select id from account where id = $1 for share

-- name: insert
-- One more account; a name that is taken gives no row.
insert into account (kind, sign_in_name, title, organisation_code, demonstration, created_at, created_by)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (sign_in_name) do nothing
returning id

-- name: set_password
-- Chosen by themselves.
update account set password_hash = $2, password_set_at = $3 where id = $1 and kind = 'person' and not demonstration and ended_at is null
returning id

-- name: set_phone
-- Sealed, or none; a display has none, and in a demonstration nobody gives theirs. No row where there was none to take away.
update account set phone = $2
where id = $1 and kind = 'person' and not demonstration and ended_at is null and num_nonnulls(phone, $2::bytea) > 0
returning id

-- name: phone
-- Sealed; whose it is says whether it is somebody's at all.
select phone, demonstration from account where id = $1 and kind = 'person' and ended_at is null

-- name: assign
-- A role, where and until when.
insert into assignment (account_id, account_kind, role, area_code, organisation_code, valid_from, valid_to, reason, granted_by)
select id, kind, $2, $3, $4, $5::timestamptz, $6::timestamptz, $7, $8::int from account where id = $1
returning id

-- name: is_anybody_an_administrator
-- Whether somebody who can sign in runs the system: else the first link is printed.
select exists (
  select from assignment x join account a on a.id = x.account_id
  where x.role = 'system_administrator' and a.password_set_at is not null and a.ended_at is null and not a.demonstration
    and (x.valid_to is null or x.valid_to > $1)
) as found

-- name: throttle_place
-- Makes sure that there is a row to lock.
insert into sign_in_throttle (key, failures, last_at, until) values ($1, 1, $2, $2)
on conflict (key) do nothing
returning key

-- name: throttled
-- Locked until the attempt is counted: a thousand at once come one by one.
select failures, last_at, until from sign_in_throttle where key = $1 for update

-- name: throttle_count
-- One more failure, or one less where it turned out to be none.
update sign_in_throttle set failures = $2, last_at = $3, until = $4 where key = $1

-- name: throttle_forget
-- They have come in.
delete from sign_in_throttle where key = $1

-- name: throttle_one_less
-- An address from which somebody came in: that attempt was no failure.
with less as (
  update sign_in_throttle set failures = failures - 1, until = $2 where key = $1 and failures > 1 returning key
)
delete from sign_in_throttle where key = $1 and failures = 1 and not exists (select from less)

-- name: throttle_sweep
-- What is forgotten by any rule; what somebody is at work on stays, or two might wait for each other.
delete from sign_in_throttle where key in (select key from sign_in_throttle where last_at < $1 for update skip locked)

-- name: second_factor
-- Locked, so that no code holds twice.
select secret, last_step from second_factor where account_id = $1 for update

-- name: second_factor_set
-- Proved by a first code; whoever has one already takes that one away first.
insert into second_factor (account_id, secret, confirmed_at, last_step) values ($1, $2, $3, $4)
on conflict (account_id) do nothing
returning account_id

-- name: second_factor_shown
-- The step of the code that was taken.
update second_factor set last_step = $2 where account_id = $1

-- name: second_factor_remove
-- With its recovery codes.
delete from second_factor where account_id = $1 returning account_id

-- name: recovery_codes_set
-- New ones take the place of all.
with gone as (delete from recovery_code where account_id = $1)
insert into recovery_code (account_id, code_hash) select $1, unnest($2::bytea[])

-- name: recovery_code_use
-- Each holds once.
update recovery_code set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null
returning id

-- name: recovery_codes_left
-- How many are left.
select count(*)::int as left from recovery_code where account_id = $1 and used_at is null

-- name: of_demonstration
-- The account of a role, and whether its assignment still stands on ground that is there: the city may be another one.
select a.id, exists (
  select from assignment x
  where x.account_id = a.id and x.role = $2 and (x.valid_to is null or x.valid_to > $3)
    and (x.area_code is null or exists (select from area where code = x.area_code))
    and (x.organisation_code is null or exists (select from organisation where code = x.organisation_code))
) as granted
from account a where a.sign_in_name = $1 and a.demonstration

-- name: demonstration_places
-- Where the people of a demonstration work: where most is being handled, and for whom most is due.
select duty_grid, community, street, organisation from demonstration_places()

-- name: own_assignments
-- What somebody may do now, with the name of the place and its last day; of one that there is not its code: it is not the whole.
select x.role, coalesce(r.name, o.name, x.area_code, x.organisation_code) as place, to_char(x.valid_to - interval '1 microsecond', 'YYYY-MM-DD') as until
from assignment x
left join area r on r.code = x.area_code
left join organisation o on o.code = x.organisation_code
where x.account_id = $1 and x.valid_from <= $2 and (x.valid_to is null or x.valid_to > $2)
order by x.id

-- name: is_founded
-- Whether somebody runs the system whom no demonstration let in: all others descend from such a one, or from a visitor.
select exists (
  select from account where created_by is null and not demonstration and kind = 'person'
) as founded

-- name: brought_in_by_demonstration
-- Whom visitors of a demonstration invited, and whom these did, as long as they have not ended.
with recursive brought as (
  select a.id, a.ended_at from account a join account by on by.id = a.created_by where by.demonstration
  union
  select a.id, a.ended_at from account a join brought by on by.id = a.created_by
)
select id from brought where ended_at is null order by id
