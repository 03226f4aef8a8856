-- name: snapshot
-- Which transactions have ended: while this text is the same, every answer is.
select pg_current_snapshot()::text as snapshot
