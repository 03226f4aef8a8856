-- Measures of grids, as the API reads them.

create or replace function enough_known(missing bigint, built bigint) returns boolean
language sql immutable parallel safe as $$ select missing * 3 <= built $$;
comment on function enough_known(bigint, bigint) is 'Whether a sum over grids may be said: of those with buildings at most a third have no data. A sum of the few that have would read as that of all; empty fields know nothing of people.';

create or replace function unreached_of_grids(facility text, chosen integer[], exact boolean)
returns table (grid_id integer, beyond integer)
-- Of few it tells no more than whoever asks may know.
language plpgsql stable parallel restricted security definer set search_path from current set plan_cache_mode = force_custom_plan as $$
declare
  everywhere boolean := exact and sees_people_everywhere();
  own integer[] := case when exact and not everywhere then array(select context_grids('people')) else '{}' end;
begin
  return query
  select r.grid_id, case when everywhere or r.grid_id = any (own) then r.residents_of_age - r.residents_within
    else said(r.residents_of_age) - said(r.residents_within) end
  from grid_reach r
  where r.type_code = facility and (chosen is null or r.grid_id = any (chosen));
end
$$;
comment on function unreached_of_grids(text, integer[], boolean) is 'Residents of the age served beyond the reach of a facility type, of these grids or (null) of all; exact, where that is asked for, as far as whoever asks may know.';

-- The value of a measure for every unit grid that exists on the day; null is no data, which is not zero. Ground in
-- square metres to a tenth, because the last digits of an overlay are not the same in every release of GEOS. `chosen`
-- only these grids, all of them when null; planned anew for each, or a few would be found by reading all. Where they are
-- not to be `exact`, counts of people are as 12_few_people.sql has them.
drop function if exists measure_of_grids(text, text, text, date, integer[]);
create or replace function measure_of_grids(measure text, duty text, facility text, day date, chosen integer[] default null, exact boolean default true)
returns table (grid_id integer, community_id integer, duty_grid_id integer, value double precision)
language plpgsql stable parallel restricted set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  if measure in ('gap', 'fallback', 'overlap') and duty <> 'all' then
    return query
    select g.id, g.community_id, g.duty_grid_id,
      round(10 * case measure when 'gap' then d.gap_m2 when 'fallback' then d.fallback_m2 else d.overlap_m2 end) / 10
    from grid g left join grid_duty d on d.grid_id = g.id and d.duty_code = duty
    where (chosen is null or g.id = any (chosen)) and g.valid_from <= day and (g.valid_to is null or g.valid_to > day);
  elsif measure in ('gap', 'fallback', 'overlap') then
    return query
    select g.id, g.community_id, g.duty_grid_id, round(10 * d.m2) / 10
    from grid g left join (
      select grid_duty.grid_id,
        sum(case measure when 'gap' then gap_m2 when 'fallback' then fallback_m2 else overlap_m2 end) as m2
      from grid_duty
      where chosen is null or grid_duty.grid_id = any (chosen)
      group by grid_duty.grid_id
    ) d on d.grid_id = g.id
    where (chosen is null or g.id = any (chosen)) and g.valid_from <= day and (g.valid_to is null or g.valid_to > day);
  elsif measure = 'unreached' then
    return query
    select g.id, g.community_id, g.duty_grid_id, r.beyond::float8
    from grid g left join unreached_of_grids(facility, chosen, exact) r on r.grid_id = g.id
    where (chosen is null or g.id = any (chosen)) and g.valid_from <= day and (g.valid_to is null or g.valid_to > day);
  elsif measure = 'incidents' then
    return query
    select g.id, g.community_id, g.duty_grid_id, coalesce(i.count, 0)::float8
    from grid g left join (
      -- Open at the end of the day, as the grid's card counts them.
      select incident.grid_id, count(*) as count from incident
      where (chosen is null or incident.grid_id = any (chosen))
        and happened_at < (day + 1)::timestamptz and (closed_at is null or closed_at >= (day + 1)::timestamptz)
      group by incident.grid_id
    ) i on i.grid_id = g.id
    where (chosen is null or g.id = any (chosen)) and g.valid_from <= day and (g.valid_to is null or g.valid_to > day);
  elsif measure = 'greening' then
    return query
    -- A job is counted once, in the grid that holds the tree or the middle of the green space, as on the grid's card.
    with place as materialized (
      select coalesce(t.geom, st_pointonsurface(s.geom)) as geom, p.jobs
      from (
        select d.green_space_id, d.tree_id, count(*) as jobs
        from greening_duty d where d.next_due_on < day
        group by d.green_space_id, d.tree_id
      ) p
      left join green_space s on s.id = p.green_space_id
      left join tree t on t.id = p.tree_id
    ), holding as (
      select h.id, sum(place.jobs) as count
      from place cross join lateral (
        select grid.id from grid
        where st_intersects(grid.geom, place.geom)
          and grid.valid_from <= day and (grid.valid_to is null or grid.valid_to > day)
        order by grid.id limit 1
      ) h
      group by h.id
    )
    select g.id, g.community_id, g.duty_grid_id, coalesce(w.count, 0)::float8
    from grid g left join holding w on w.id = g.id
    where (chosen is null or g.id = any (chosen)) and g.valid_from <= day and (g.valid_to is null or g.valid_to > day);
  elsif measure = 'residents' then
    return query
    select g.id, g.community_id, g.duty_grid_id,
      case when b.grid_id is null then 0 when b.known then b.residents end::float8
    from grid g left join (
      select p.grid_id, p.residents_known as known, p.residents from people_of_grids(chosen, exact) p
    ) b on b.grid_id = g.id
    where (chosen is null or g.id = any (chosen)) and g.valid_from <= day and (g.valid_to is null or g.valid_to > day);
  else
    raise exception 'invalid' using errcode = 'WG000', detail = json_build_object('measure', measure)::text;
  end if;
end
$$;
comment on function measure_of_grids(text, text, text, date, integer[], boolean) is
  'The value of a measure for every unit grid that exists on the day, or for the chosen of them; null is no data.';

-- The same for the areas of a level: each the sum over the grids of the communities below it, where enough of them have
-- data. `chosen` only the areas that hold one of these grids, all when null. Of more than twenty thousand grids all are
-- read as fast.
drop function if exists measure_of_areas(text, text, text, date, text, integer[]);
create or replace function measure_of_areas(
  measure text, duty text, facility text, day date, of_level text, chosen integer[] default null, exact boolean default true)
returns table (area_id integer, value double precision)
language plpgsql stable parallel restricted set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  touched integer[];
  grids integer[];
begin
  if chosen is not null then
    touched := array(
      select distinct a.id
      from areas_above(array(select distinct g.community_id from grid g where g.id = any (chosen)), '{}') up
      join area a on a.id = up.area_id
      where a.level = of_level
    );
    grids := array(
      select g.id
      from unnest(touched) as root (id)
      cross join lateral areas_below(root.id) below
      join grid g on g.community_id = below.area_id
      limit 20001
    );
    if cardinality(grids) > 20000 then grids := null; end if;
  end if;
  return query
  -- Not areas_below for each: with the thousand areas that are guessed below a root, all communities ran into the time limit.
  with recursive below as (
    select a.id as root, a.id from area a
    where a.level = of_level and (touched is null or a.id = any (touched))
      and a.valid_from <= day and (a.valid_to is null or a.valid_to > day)
    union all
    select below.root, a.id from below join area a on a.parent_id = below.id
  ), sums as (
    select b.root, case when enough_known(count(m.grid_id) - count(m.value), count(built.grid_id)) then sum(m.value) end as value
    from below b
    left join measure_of_grids(measure, duty, facility, day, grids, exact) m on m.community_id = b.id
    left join (
      select distinct building.grid_id from building
      where measure in ('residents', 'unreached') and (grids is null or building.grid_id = any (grids))
    ) built on built.grid_id = m.grid_id
    group by b.root
  )
  select s.root, case when measure in ('gap', 'fallback', 'overlap') then round(10 * s.value) / 10 else s.value end
  from sums s;
end
$$;
comment on function measure_of_areas(text, text, text, date, text, integer[], boolean) is
  'The value of a measure for every area of a level that exists on the day, or for those that hold one of the chosen grids; null is no data.';
