-- name: list
-- All accounts with what each may do, when they were last here and whether they have come in at all; those of a
-- demonstration are nobody's. Masked by nature: sign-in names and titles, nothing private. Days are those of the
-- jurisdiction: the session's time zone.
select a.id, a.kind, a.sign_in_name as name, a.title, a.demonstration, o.name as organisation,
  a.phone is not null as has_phone, a.password_set_at is not null as has_password,
  f.account_id is not null as has_second_factor,
  to_char(a.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ended,
  to_char(a.erased_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as erased,
  to_char(s.last at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as used,
  to_char(i.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as link_until,
  coalesce(s.open, 0)::int as sessions, coalesce(x.list, '[]') as assignments
from account a
left join organisation o on o.code = a.organisation_code
left join second_factor f on f.account_id = a.id
left join lateral (
  select max(last_seen_at) as last, count(*) filter (where ended_at is null and awaits is null and expires_at > $1
    and last_seen_at + make_interval(secs => idle_s) > $1) as open
  from session where account_id = a.id
) s on true
left join lateral (
  select max(expires_at) as expires_at from invitation where account_id = a.id and used_at is null and expires_at > $1
) i on true
left join lateral (
  select jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'area', g.area_code, 'organisation', g.organisation_code,
    'place', coalesce(r.name, w.name), 'lost', g.area_code is not null and r.id is null or g.organisation_code is not null and w.id is null,
    'from', to_char(g.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'until', to_char(g.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'first_day', to_char(g.valid_from, 'YYYY-MM-DD'), 'last_day', to_char(g.valid_to - interval '1 microsecond', 'YYYY-MM-DD'),
    'begun', g.valid_from <= $1, 'reason', g.reason, 'granted_by', by.title) order by g.id) as list
  from assignment g
  left join area r on r.code = g.area_code
  left join organisation w on w.code = g.organisation_code
  left join account by on by.id = g.granted_by
  where g.account_id = a.id and (g.valid_to is null or g.valid_to > $1)
) x on true
where ($2::int is null or a.id = $2::int)
order by a.erased_at is not null, a.ended_at is not null, a.kind desc, a.sign_in_name

-- name: assignment
-- One that has not ended, locked, so that two do not end it at once.
select x.id, x.account_id as account, x.role, a.demonstration
from assignment x join account a on a.id = x.account_id
where x.id = $1 and (x.valid_to is null or x.valid_to > $2)
for update of x

-- name: end_assignment
-- From now on; one that was still to begin never does.
update assignment set valid_to = greatest(valid_from, $2) where id = $1 returning id

-- name: end_assignments
-- All of an account, with it.
update assignment set valid_to = greatest(valid_from, $2)
where account_id = $1 and (valid_to is null or valid_to > $2)
returning id

-- name: end_account
-- What it did stays.
update account set ended_at = $2, password_hash = null, password_set_at = null, phone = null
where id = $1 and ended_at is null
returning id

-- name: end_links
-- Links that were sent and not used.
update invitation set used_at = $2 where account_id = $1 and used_at is null

-- name: erase_account
-- Everything that tells of the person; only of one that has ended.
update account set sign_in_name = $2, title = $3, phone = null, password_hash = null, password_set_at = null,
  organisation_code = null, erased_at = $4
where id = $1 and kind = 'person' and not demonstration and ended_at is not null and erased_at is null
returning id

-- name: erase_devices
-- On what they were signed in; the sessions stay, for entries of the audit name them.
update session set device = '' where account_id = $1 and device <> ''

-- name: erase_reasons
-- Why they got a role may tell of their leave or illness; that they had it stays.
update assignment set reason = '' where account_id = $1 and reason <> ''

-- name: administrators
-- Those who can sign in and run the system, locked: two must not end each other at once.
select a.id from account a join assignment x on x.account_id = a.id
where x.role = 'system_administrator' and x.valid_from <= $1 and (x.valid_to is null or x.valid_to > $1)
  and a.ended_at is null and a.password_set_at is not null
for update of a

-- name: known_place
-- Whether there is such an area or organisation today.
select exists (select from area where code = $1 and (valid_to is null or valid_to > $3::date)) as area,
  exists (select from organisation where code = $2 and (valid_to is null or valid_to > $3::date)) as organisation

-- name: end_of_day
-- Days are those of the jurisdiction: the session's time zone.
select ($1::date + 1)::timestamptz as end

-- name: organisations
-- Whom somebody may act for.
select code, name from organisation where valid_to is null or valid_to > $1::date order by name, code

-- name: lets_in
-- Whether the account that gives owes it to the other that it is here.
select lets_in($1, $2) as does
