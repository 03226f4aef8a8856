-- Files of photos that nobody needs any more.

create or replace function photos_in_use(names text[]) returns setof text
-- The process sees no case; of a file it may know whether it is needed.
language plpgsql stable security definer set search_path from current as $$
begin
  perform require_process();
  return query select distinct p.name from incident_photo p where p.name = any (names) and p.removed_nth is null;
end
$$;
comment on function photos_in_use(text[]) is 'Which of these files of photos belong to a photo that was not removed.';
