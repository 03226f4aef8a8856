-- Which grids a change touches: what is in coverage_dirty is worked out again before the transaction ends. One row for
-- some grids and a duty, or a facility type, or (both empty) for all of the grids. In plpgsql, which keeps the plans:
-- planning one of these anew takes longer than doing it.

create or replace function grids_of_grounds(ground_ids integer[]) returns table (ground_id integer, grid_id integer)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
  day date := coverage_day();
begin
  return query
  with recursive below as (
    select gr.id as ground_id, gr.area_id, gr.kind, gr.object_kind, gr.object_class
    from responsibility_ground gr where gr.id = any (ground_ids) and gr.kind in ('area', 'object')
    union
    select below.ground_id, a.id, below.kind, below.object_kind, below.object_class from below join area a on a.parent_id = below.area_id
  ),
  -- Area by area (offset 0), or all grids would be read for a handful of areas.
  lying as (
    select below.ground_id, below.object_kind, below.object_class, there.*
    from below
    cross join lateral (
      select g.id, g.geom from grid g where g.community_id = below.area_id and in_force(g.valid_from, g.valid_to, day)
      union all
      select g.id, g.geom from grid g where g.duty_grid_id = below.area_id and in_force(g.valid_from, g.valid_to, day)
      offset 0
    ) as there
  )
  select lying.ground_id, lying.id from lying
  where lying.object_kind is null or exists (
    select from ground_piece p
    where p.object_kind = lying.object_kind and object_matches(lying.object_class, p.object_class, p.managed)
      and st_intersects(p.geom, lying.geom) and not st_touches(p.geom, lying.geom))
  union all
  select p.ground_id, g.id
  from ground_piece p
  join grid g on st_intersects(p.geom, g.geom) and not st_touches(p.geom, g.geom) and in_force(g.valid_from, g.valid_to, day)
  where p.ground_id = any (ground_ids)
  union all
  select gr.id, g.id from responsibility_ground gr join grid g on g.id = gr.grid_id
  where gr.id = any (ground_ids) and in_force(g.valid_from, g.valid_to, day);
end
$$;
comment on function grids_of_grounds(integer[]) is 'Present grids that have a part, larger than an edge, in common with grounds of responsibilities; one may come twice.';

create or replace function mark_grounds(ground_ids integer[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_ids, duty_code)
  select array_agg(distinct of_ground.grid_id), r.duty_code
  from grids_of_grounds(ground_ids) as of_ground
  join responsibility_ground gr on gr.id = of_ground.ground_id
  join responsibility r on r.id = gr.responsibility_id and in_force(r.valid_from, r.valid_to, coverage_day())
  group by r.duty_code;
end
$$;
comment on function mark_grounds(integer[]) is 'Marks the grids on some grounds for the duty of their responsibility, if that is in force.';

create or replace function mark_responsibilities(responsibility_ids integer[], duty_codes text[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_ids, duty_code)
  select array_agg(distinct of_ground.grid_id), said.duty_code
  from grids_of_grounds(array(select id from responsibility_ground where responsibility_id = any (responsibility_ids))) as of_ground
  join responsibility_ground gr on gr.id = of_ground.ground_id
  join unnest(responsibility_ids, duty_codes) as said (id, duty_code) on said.id = gr.responsibility_id
  group by said.duty_code;
end
$$;
comment on function mark_responsibilities(integer[], text[]) is 'Marks the grids on all grounds of responsibilities, for the duties beside them.';

create or replace function mark_pieces(pieces ground_piece[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_ids, duty_code)
  with under as materialized (
    select piece.ground_id, piece.object_kind, piece.object_class, piece.managed,
      g.id as grid_id, g.community_id, coalesce(g.duty_grid_id, 0) as duty_grid_id
    from unnest(pieces) as piece
    join grid g on st_intersects(piece.geom, g.geom) and not st_touches(piece.geom, g.geom)
      and in_force(g.valid_from, g.valid_to, coverage_day())
  ),
  above as materialized (
    select up.*
    from (select array_agg(community_id) as communities, array_agg(duty_grid_id) as duty_grids from under) as seats
    cross join lateral areas_above(seats.communities, seats.duty_grids) as up
  ),
  meant as (
    select under.grid_id, gr.responsibility_id from under join responsibility_ground gr on gr.id = under.ground_id
    union
    select under.grid_id, gr.responsibility_id
    from under
    join above using (community_id, duty_grid_id)
    join responsibility_ground gr on gr.area_id = above.area_id and gr.object_kind = under.object_kind
      and object_matches(gr.object_class, under.object_class, under.managed)
  )
  select array_agg(distinct meant.grid_id), r.duty_code
  from meant join responsibility r on r.id = meant.responsibility_id and in_force(r.valid_from, r.valid_to, coverage_day())
  group by r.duty_code;
end
$$;
comment on function mark_pieces(ground_piece[]) is 'Marks the grids under pieces, those that are there or those just taken away, for the duties that mean them.';

create or replace function mark_whole_grids(grid_ids integer[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_ids)
  select grid_ids where cardinality(grid_ids) > 0;
end
$$;
comment on function mark_whole_grids(integer[]) is 'Marks grids for every duty and facility type.';

create or replace function mark_reached(shapes geometry[], type_codes text[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_ids, type_code)
  select array_agg(distinct b.grid_id), reach.type_code
  from unnest(shapes, type_codes) as reach (geom, type_code)
  join building b on st_intersects(reach.geom, b.spot)
  where b.grid_id is not null
  group by reach.type_code;
end
$$;
comment on function mark_reached(geometry[], text[]) is 'Marks the grids that have a building within reaches of facilities of the types beside them: nobody else is counted there.';

create or replace function mark_nearest(places geometry[], type_codes text[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_ids, type_code)
  select array_agg(distinct r.grid_id), r.type_code
  from unnest(places, type_codes) as facility (geom, type_code)
  join grid_reach r on r.type_code = facility.type_code
  join grid g on g.id = r.grid_id
  where r.nearest_m is null or facility.geom <-> g.spot <= r.nearest_m
  group by r.type_code;
end
$$;
comment on function mark_nearest(geometry[], text[]) is 'Marks the grids for which a facility newly at a place is the nearest of its type, or as near as the nearest.';

create or replace function mark_left(facility_ids integer[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_ids, type_code)
  select array_agg(r.grid_id), r.type_code from grid_reach r where r.nearest_facility_id = any (facility_ids)
  group by r.type_code;
end
$$;
comment on function mark_left(integer[]) is 'Marks the grids that have one of the facilities as their nearest.';

create or replace function mark_types(type_codes text[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_ids, type_code)
  select array(select id from grid where in_force(valid_from, valid_to, coverage_day())), code
  from facility_type where code = any (type_codes);
end
$$;
comment on function mark_types(text[]) is 'Marks all grids for some facility types.';
