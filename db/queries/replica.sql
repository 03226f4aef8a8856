-- Two servers of one database: the primary, and a streaming replica for those who read.

-- name: standing
-- How far a server is, and of which database it is one: positions of different ones cannot be compared.
select wal_position() as position, pg_is_in_recovery() as replica,
  concat_ws('.', (select system_identifier from pg_control_system()), (select origin from database_identity)) as identity
