-- name: record
-- One row for one change; the caller's transaction holds both.
insert into audit_entry (at, actor, action, subject, detail) values ($1, $2, $3, $4, $5::jsonb)

-- name: chain
-- Every part as the text that its hash was made of, with the end that the chain should have, all of one moment; what is
-- in no chain comes last. Without an entry one row all the same.
select
  encode(head.hash, 'hex') as head_hash, head.nth::text as head_nth,
  entry.nth::text as nth, entry.id::text as id,
  to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  entry.actor, entry.action, entry.subject, entry.detail::text as detail,
  encode(entry.previous, 'hex') as previous, encode(entry.hash, 'hex') as hash
from (values (1)) as always
left join audit_head as head on true
left join audit_entry as entry on true
order by entry.nth nulls last, entry.id
