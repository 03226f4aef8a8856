-- Which grids a change touches: what is in coverage_dirty is worked out again before the transaction ends. One row for
-- a grid and a duty, or a grid and a facility type, or (both empty) for all of a grid. In plpgsql, which keeps the plans:
-- planning one of these anew takes longer than doing it.

create or replace function grids_of_grounds(ground_ids integer[]) returns table (ground_id integer, grid_id integer)
language plpgsql stable as $$
declare
  day date := coverage_day();
begin
  return query
  with recursive below as (
    select gr.id as ground_id, gr.area_id, gr.kind
    from responsibility_ground gr where gr.id = any (ground_ids) and gr.kind in ('area', 'object')
    union
    select below.ground_id, a.id, below.kind from below join area a on a.parent_id = below.area_id
  ),
  touched as (
    select below.ground_id, g.id from below join grid g on g.community_id = below.area_id
    where below.kind = 'area' and in_force(g.valid_from, g.valid_to, day)
    union all
    select below.ground_id, g.id from below join grid g on g.duty_grid_id = below.area_id
    where below.kind = 'area' and in_force(g.valid_from, g.valid_to, day)
    union all
    select gr.id, g.id
    from responsibility_ground gr
    join responsibility_piece p on p.ground_id = gr.id
    join grid g on st_intersects(p.geom, g.geom) and not st_touches(p.geom, g.geom) and in_force(g.valid_from, g.valid_to, day)
    where gr.id = any (ground_ids) and (gr.kind = 'polygon' or exists (
      select from below where below.ground_id = gr.id and below.area_id in (g.community_id, g.duty_grid_id)))
    union all
    select gr.id, g.id from responsibility_ground gr join grid g on g.id = gr.grid_id
    where gr.id = any (ground_ids) and in_force(g.valid_from, g.valid_to, day)
  )
  select distinct touched.ground_id, touched.id from touched;
end
$$;
comment on function grids_of_grounds(integer[]) is 'Present grids that have a part, larger than an edge, in common with grounds of responsibilities.';

create or replace function mark_grounds(ground_ids integer[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_id, duty_code)
  select distinct of_ground.grid_id, r.duty_code
  from responsibility_ground gr
  join responsibility r on r.id = gr.responsibility_id and in_force(r.valid_from, r.valid_to, coverage_day())
  join grids_of_grounds(ground_ids) as of_ground on of_ground.ground_id = gr.id
  where gr.id = any (ground_ids);
end
$$;
comment on function mark_grounds(integer[]) is 'Marks the grids on some grounds for the duty of their responsibility, if that is in force.';

create or replace function mark_responsibilities(responsibility_ids integer[], duty_codes text[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_id, duty_code)
  select distinct of_ground.grid_id, said.duty_code
  from unnest(responsibility_ids, duty_codes) as said (id, duty_code)
  join responsibility_ground gr on gr.responsibility_id = said.id
  join grids_of_grounds(array(select id from responsibility_ground where responsibility_id = any (responsibility_ids)))
    as of_ground on of_ground.ground_id = gr.id;
end
$$;
comment on function mark_responsibilities(integer[], text[]) is 'Marks the grids on all grounds of responsibilities, for the duties beside them.';

create or replace function mark_pieces(shapes geometry[], ground_ids integer[]) returns void
language plpgsql as $$
begin
  with recursive within as (
    select gr.id as ground_id, gr.area_id from responsibility_ground gr where gr.id = any (ground_ids) and gr.kind = 'object'
    union
    select within.ground_id, a.id from within join area a on a.parent_id = within.area_id
  )
  insert into coverage_dirty (grid_id, duty_code)
  select distinct g.id, r.duty_code
  from unnest(shapes, ground_ids) as piece (geom, ground_id)
  join responsibility_ground gr on gr.id = piece.ground_id
  join responsibility r on r.id = gr.responsibility_id and in_force(r.valid_from, r.valid_to, coverage_day())
  join grid g on st_intersects(piece.geom, g.geom) and not st_touches(piece.geom, g.geom)
    and in_force(g.valid_from, g.valid_to, coverage_day())
  where gr.kind = 'polygon' or exists (
    select from within where within.ground_id = gr.id and within.area_id in (g.community_id, g.duty_grid_id));
end
$$;
comment on function mark_pieces(geometry[], integer[]) is 'Marks the grids under pieces of the grounds beside them: those that are there, and those just taken away.';

create or replace function mark_whole_grids(grid_ids integer[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_id) select distinct g.id from grid g where g.id = any (grid_ids);
end
$$;
comment on function mark_whole_grids(integer[]) is 'Marks grids for every duty and facility type.';

create or replace function mark_reached(shapes geometry[], type_codes text[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_id, type_code)
  select distinct b.grid_id, reach.type_code
  from unnest(shapes, type_codes) as reach (geom, type_code)
  join building b on st_intersects(reach.geom, b.spot)
  where b.grid_id is not null;
end
$$;
comment on function mark_reached(geometry[], text[]) is 'Marks the grids that have a building within reaches of facilities of the types beside them: nobody else is counted there.';

create or replace function mark_nearest(places geometry[], type_codes text[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_id, type_code)
  select distinct r.grid_id, r.type_code
  from unnest(places, type_codes) as facility (geom, type_code)
  join grid_reach r on r.type_code = facility.type_code
  join grid g on g.id = r.grid_id
  where r.nearest_m is null or facility.geom <-> g.spot <= r.nearest_m;
end
$$;
comment on function mark_nearest(geometry[], text[]) is 'Marks the grids for which a facility newly at a place is the nearest of its type, or as near as the nearest.';

create or replace function mark_left(facility_ids integer[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_id, type_code)
  select r.grid_id, r.type_code from grid_reach r where r.nearest_facility_id = any (facility_ids);
end
$$;
comment on function mark_left(integer[]) is 'Marks the grids that have one of the facilities as their nearest.';

create or replace function mark_types(type_codes text[]) returns void
language plpgsql as $$
begin
  insert into coverage_dirty (grid_id, type_code)
  select g.id, t.code from grid g cross join facility_type t
  where t.code = any (type_codes) and in_force(g.valid_from, g.valid_to, coverage_day());
end
$$;
comment on function mark_types(text[]) is 'Marks all grids for some facility types.';
