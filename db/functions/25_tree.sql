-- The tree of areas: what lies above and below.

create or replace function areas_above(community_ids integer[], duty_grid_ids integer[])
returns table (community_id integer, duty_grid_id integer, area_id integer)
language plpgsql stable rows 20 as $$
begin
  -- Area by area (offset 0): planned as a join, the whole tree was read for a handful of areas.
  return query
  with recursive up as (
    select seat.community_id, seat.duty_grid_id, a.id, a.parent_id
    from (select distinct * from unnest(community_ids, duty_grid_ids)) as seat (community_id, duty_grid_id)
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
comment on function areas_above(integer[], integer[]) is 'For each community, however often it is said, and the duty grid beside it (empty or 0 for none): both, and every area above them, each once.';

create or replace function area_trail(asked integer) returns jsonb
language plpgsql stable parallel safe as $$
begin
  return (
    with recursive up as (
      select id, parent_id, code, level, name, 1 as step from area where id = asked
      union all
      select a.id, a.parent_id, a.code, a.level, a.name, up.step + 1 from up join area a on a.id = up.parent_id
    )
    select jsonb_agg(jsonb_build_object('code', code, 'level', level, 'name', name) order by step desc) from up
  );
end
$$;
comment on function area_trail(integer) is 'The areas from the city down to one, as a JSON list of code, level and name.';

create or replace function areas_below(asked integer) returns table (area_id integer)
language sql stable parallel safe as $$
  with recursive down as (
    select asked as id
    union all
    select a.id from down join area a on a.parent_id = down.id
  )
  select id from down
$$;
comment on function areas_below(integer) is 'An area and all areas below it.';
