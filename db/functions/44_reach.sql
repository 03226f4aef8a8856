-- A facility's reach is a stored polygon: the service radius of the norm in force, or a walking network's answer.
-- Coverage does not care which.

create or replace function norm_on(day date)
returns table (type_code text, tier text, radius_m double precision, age_from smallint, age_to smallint, certainty text, bands int4range)
language sql stable as $$
  select n.type_code, n.tier, n.radius_m, n.age_from, n.age_to, n.certainty,
    case when n.age_from is not null or n.age_to is not null then bands_of_age(n.age_from, n.age_to) end
  from facility_norm n
  where in_force(n.valid_from, n.valid_to, day) and n.radius_m is not null
$$;
comment on function norm_on(date) is 'Norms with a service radius that are in force on a day, with the age bands served; bands is empty for everybody.';

create or replace function radius_reach(place geometry, radius_m double precision, detour_factor double precision) returns geometry
language sql immutable parallel safe as $$
  -- 32 segments to a quarter circle lie inside the circle: 0.04 % of its area is lost, 30 cm at most at 1,000 m.
  select st_multi(st_buffer(place, radius_m / detour_factor, 'quad_segs=32'))
$$;
comment on function radius_reach(geometry, double precision, double precision) is 'Ground within a service radius (metres) of a place: a circle as wide as the radius divided by how much longer the way is than the straight line.';

create or replace function keep_reach(facility_ids integer[], moved boolean) returns void
language plpgsql as $$
begin
  delete from facility_reach reach
  using facility f
  where reach.facility_id = any (facility_ids) and f.id = reach.facility_id
    and not exists (select from norm_on(coverage_day()) n where n.type_code = f.type_code);

  insert into facility_reach as reach (facility_id, geom, method, radius_m)
  select f.id, radius_reach(f.geom, n.radius_m, 1), 'radius', n.radius_m
  from facility f
  join norm_on(coverage_day()) n using (type_code)
  left join facility_reach present on present.facility_id = f.id
  where f.id = any (facility_ids) and (present.facility_id is null or moved or present.radius_m <> n.radius_m)
  on conflict (facility_id) do update
  set geom = excluded.geom, method = excluded.method, radius_m = excluded.radius_m,
    detour_factor = excluded.detour_factor, measured_at = now();
end
$$;
comment on function keep_reach(integer[], boolean) is 'Measures the reach of facilities by the norm in force, where it is missing or was measured for another radius; all of them when they moved. A walking reach of another radius or place is no longer true and gives way to the circle.';

create or replace function within_reach(place geometry, of_type text, radius_m double precision, day date) returns boolean
language sql stable as $$
  select exists (
    select from facility_reach reach
    join facility f on f.id = reach.facility_id
    where st_intersects(reach.geom, place) and reach.radius_m = within_reach.radius_m
      and f.type_code = of_type and in_force(f.valid_from, f.valid_to, day)
  ) or (radius_m is distinct from (select n.radius_m from norm_on(coverage_day()) n where n.type_code = of_type)
    and exists (
      select from facility f
      where f.type_code = of_type and in_force(f.valid_from, f.valid_to, day)
        and st_dwithin(f.geom, place, within_reach.radius_m)))
$$;
comment on function within_reach(geometry, text, double precision, date) is 'True when a facility of the type, open on that day, reaches the place. Reaches are stored for the norm in force now; for a day with another radius the straight distance answers.';

create or replace function reach_of(grid_ids integer[], type_codes text[], day date)
returns table (grid_id integer, type_code text, residents_of_age integer, residents_within integer, nearest_facility_id integer, nearest_m double precision)
-- For a past day a card asks it, whose reader may not read who lives in each building.
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  return query
  with pair as materialized (
    select g.id, g.geom, g.spot, in_force(g.valid_from, g.valid_to, coverage_day()) as present,
      n.type_code, n.radius_m, lower(n.bands) as first_band, upper(n.bands) - 1 as last_band
    from unnest(grid_ids) as one (grid_id)
    join grid g on g.id = one.grid_id
    cross join norm_on(day) as n
    where in_force(g.valid_from, g.valid_to, day) and n.type_code = any (type_codes)
  )
  select pair.id, pair.type_code, people.of_age, case when people.of_age is not null then people.within end,
    nearest.id, nearest.distance_m
  from pair
  cross join lateral (
    select case when count(*) = count(known) then coalesce(sum(known), 0)::integer end as of_age,
      coalesce(sum(case when known > 0 and within_reach(spot, pair.type_code, pair.radius_m, day) then known end), 0)::integer as within
    from (
      select b.spot, residents_in_bands(b.use, b.residents, b.residents_by_age, pair.first_band, pair.last_band) as known
      from buildings_in(pair.id, pair.geom, pair.present) as b
    ) as dwelling
  ) as people
  left join lateral (
    select f.id, f.geom <-> pair.spot as distance_m
    from facility f
    where f.type_code = pair.type_code and in_force(f.valid_from, f.valid_to, day)
    order by f.geom <-> pair.spot, f.id limit 1
  ) as nearest on true;
end
$$;
comment on function reach_of(integer[], text[], date) is 'The rows of grid_reach for each of the grids and each of the facility types as they are on a day; none for a type that has no radius then. For a few grids: whole_reach_of answers for all.';

create or replace function whole_reach_of(type_codes text[], day date)
returns table (grid_id integer, type_code text, residents_of_age integer, residents_within integer, nearest_facility_id integer, nearest_m double precision)
language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  with norm as materialized (
    select n.type_code, n.radius_m, lower(n.bands) as first_band, upper(n.bands) - 1 as last_band
    from norm_on(day) as n where n.type_code = any (type_codes)
  ),
  people as materialized (
    select b.grid_id, bool_and(residents_at(b.use, b.residents, b.residents_by_age) is not null) as all_known,
      bool_and(b.residents_by_age is not null or coalesce(residents_at(b.use, b.residents, null) = 0, false)) as ages_known,
      sum(residents_at(b.use, b.residents, b.residents_by_age))::integer as residents,
      array[coalesce(sum(b.residents_by_age[1]), 0), coalesce(sum(b.residents_by_age[2]), 0), coalesce(sum(b.residents_by_age[3]), 0),
        coalesce(sum(b.residents_by_age[4]), 0), coalesce(sum(b.residents_by_age[5]), 0), coalesce(sum(b.residents_by_age[6]), 0),
        coalesce(sum(b.residents_by_age[7]), 0), coalesce(sum(b.residents_by_age[8]), 0)]::integer[] as by_age
    from building b where b.grid_id is not null
    group by b.grid_id
  ),
  reached as materialized (
    -- Reach by reach: each polygon is prepared once for all spots in it.
    select b.id, b.grid_id, f.type_code,
      residents_in_bands(b.use, b.residents, b.residents_by_age, norm.first_band, norm.last_band) as number
    from facility f
    join norm on norm.type_code = f.type_code
    join facility_reach reach on reach.facility_id = f.id and reach.radius_m = norm.radius_m
    join building b on st_intersects(reach.geom, b.spot)
    where in_force(f.valid_from, f.valid_to, day)
  ),
  within as materialized (
    -- A building in several reaches counts once.
    select grid_id, type_code, sum(number)::integer as residents
    from (select distinct id, grid_id, type_code, number from reached) as once
    group by grid_id, type_code
  ),
  -- The nearest one, by narrowing: whatever is nearest to a grid of a neighbourhood is not farther from the
  -- neighbourhood's middle than the nearest to the middle is, and twice the neighbourhood's breadth. First streets, then
  -- their communities, then squares of 1 km in these, then the grids, each asking only the candidates of the one above.
  place as materialized (
    select g.id, g.spot, g.community_id, coalesce(a.parent_id, g.community_id) as street_id,
      floor(st_x(g.spot) / 1000)::integer as column_no, floor(st_y(g.spot) / 1000)::integer as row_no
    from grid g join area a on a.id = g.community_id
    where in_force(g.valid_from, g.valid_to, day)
  ),
  square as materialized (
    select street_id, community_id, column_no, row_no, st_centroid(st_collect(spot)) as middle, st_maxdistance(st_centroid(st_collect(spot)), st_collect(spot)) as breadth
    from place group by street_id, community_id, column_no, row_no
  ),
  community as materialized (
    select street_id, community_id, st_centroid(st_collect(spot)) as middle, st_maxdistance(st_centroid(st_collect(spot)), st_collect(spot)) as breadth
    from place group by street_id, community_id
  ),
  street as materialized (
    select street_id, st_centroid(st_collect(spot)) as middle, st_maxdistance(st_centroid(st_collect(spot)), st_collect(spot)) as breadth
    from place group by street_id
  ),
  open as materialized (
    select f.type_code, f.id, f.geom from facility f join norm using (type_code) where in_force(f.valid_from, f.valid_to, day)
  ),
  of_street as materialized (
    select type_code, street_id, id, geom
    from (
      select open.*, street.street_id, street.breadth, open.geom <-> street.middle as distance,
        min(open.geom <-> street.middle) over (partition by open.type_code, street.street_id) as least
      from street cross join open
    ) as measured
    where distance <= least + 2 * breadth + 0.001
  ),
  of_community as materialized (
    select type_code, community_id, id, geom
    from (
      select near.type_code, near.id, near.geom, part.community_id, part.breadth, near.geom <-> part.middle as distance,
        min(near.geom <-> part.middle) over (partition by near.type_code, part.community_id) as least
      from community as part join of_street as near using (street_id)
    ) as measured
    where distance <= least + 2 * breadth + 0.001
  ),
  least_of_square as materialized (
    select near.type_code, part.community_id, column_no, row_no, min(near.geom <-> part.middle) as least
    from square as part join of_community as near using (community_id)
    group by near.type_code, part.community_id, column_no, row_no
  ),
  of_square as materialized (
    select near.type_code, part.community_id, part.column_no, part.row_no, near.id, near.geom
    from square as part
    join least_of_square using (community_id, column_no, row_no)
    join of_community as near on near.community_id = part.community_id and near.type_code = least_of_square.type_code
      and near.geom <-> part.middle <= least_of_square.least + 2 * part.breadth + 0.001
  ),
  nearest as materialized (
    -- An array of distance and id: its least is the nearest, and of equally near ones that with the lower id.
    select place.id, of_square.type_code, min(array[of_square.geom <-> place.spot, of_square.id]) as best
    from place join of_square using (community_id, column_no, row_no)
    group by place.id, of_square.type_code
  ),
  answer as (
    select place.id, norm.type_code, case
        when people.grid_id is null then 0
        when norm.first_band is null then case when people.all_known then people.residents end
        when people.ages_known then residents_in_bands('unknown', null, people.by_age, norm.first_band, norm.last_band)
      end as of_age,
      within.residents as reached, nearest.best
    from place cross join norm
    left join people on people.grid_id = place.id
    left join within on within.grid_id = place.id and within.type_code = norm.type_code
    left join nearest on nearest.id = place.id and nearest.type_code = norm.type_code
  )
  select id, type_code, of_age, case when of_age is not null then coalesce(reached, 0) end, best[2]::integer, best[1]
  from answer;
end
$$;
comment on function whole_reach_of(text[], date) is 'The rows of grid_reach of some facility types for all grids: the same answer as reach_of, worked out from the facilities'' side. Only for the day of the stored coverage, because a building''s grid_id knows no other.';
