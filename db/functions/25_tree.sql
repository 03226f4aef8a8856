-- What lies above unit grids in the area tree.

create or replace function areas_above(community_ids integer[], duty_grid_ids integer[])
returns table (community_id integer, duty_grid_id integer, area_id integer)
language plpgsql stable rows 20 as $$
begin
  -- Area by area (offset 0): planned as a join, the whole tree was read for a handful of areas.
  return query
  with recursive up as (
    select seat.community_id, seat.duty_grid_id, a.id, a.parent_id
    from unnest(community_ids, duty_grid_ids) as seat (community_id, duty_grid_id)
    cross join lateral (
      select area.id, area.parent_id from area where area.id in (seat.community_id, seat.duty_grid_id) offset 0
    ) as a
    union
    select up.community_id, up.duty_grid_id, a.id, a.parent_id
    from up cross join lateral (select area.id, area.parent_id from area where area.id = up.parent_id offset 0) as a
  )
  select up.community_id, up.duty_grid_id, up.id from up;
end
$$;
comment on function areas_above(integer[], integer[]) is 'For each community and the duty grid beside it (empty or 0 for none): both, and every area above them, each once.';
