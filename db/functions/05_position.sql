-- How far a server of this database has come, so that nobody is shown an older state than somebody was told of.

create or replace function wal_position() returns bigint language plpgsql volatile as $$
declare
  place bigint;
begin
  if pg_is_in_recovery() then
    return coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), 0);
  end if;
  place := pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0');
  -- The head of a page (at most 40 bytes) is written with the record after it: a replica that has everything stands before it.
  return place - case when place % 8192 <= 40 then place % 8192 else 0 end;
end
$$;
comment on function wal_position() is 'Bytes of the write-ahead log up to which this server shows what was committed: all that a statement saw lies before what it is answered here, also on a streaming replica.';
