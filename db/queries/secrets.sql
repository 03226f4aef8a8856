-- name: sealed-phones
-- Held until the end of the transaction, so that nobody's new number is overwritten by the old one sealed anew.
select id, phone as sealed from account where phone is not null order by id for no key update

-- name: reseal-phones
-- A batch of the same numbers under another key.
update account set phone = given.sealed
from unnest($1::integer[], $2::bytea[]) as given (id, sealed)
where account.id = given.id

-- name: sealed-second-factors
-- Held until the end of the transaction, so that nobody's new secret is overwritten by the old one sealed anew.
select account_id as id, secret as sealed from second_factor order by account_id for no key update

-- name: reseal-second-factors
-- A batch of the same secrets under another key.
update second_factor set secret = given.sealed
from unnest($1::integer[], $2::bytea[]) as given (id, sealed)
where second_factor.account_id = given.id
