-- name: snapshot
-- Which transactions have ended: while this text is the same, every answer is.
-- A replica does not list those still under way in its snapshot, so there it is how far it has come.
select case when pg_is_in_recovery() then wal_position()::text else pg_current_snapshot()::text end as snapshot,
  wal_position() as position
