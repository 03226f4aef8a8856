-- name: record
-- One row for one change; the caller's transaction holds both.
insert into audit_entry (at, actor, action, subject, detail) values ($1, $2, $3, $4, $5::jsonb)
