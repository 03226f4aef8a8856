-- What must hold of unit grids: checked by the grid maker's command, by the import of grids and by the tests.

-- Edges of the grids in force that do not match, edge for edge, those of their neighbours: what ST_CoverageInvalidEdges
-- (PostGIS 3.4+) reports, for every engine. In a clean coverage each edge of a grid either runs along exactly one edge
-- of exactly one neighbour, in the other direction, or has nobody on its other side. So every edge that is not such a
-- pair is held against the other grids: it must not run through any, nor along a part of one.
create or replace function grid_unmatched_edges(community_ids integer[], at date)
returns table (grid_id integer, edge geometry)
language sql stable
set search_path from current
as $$
  with standing as (
    select g.id, g.geom from grid g
    where g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
      and (community_ids is null or g.community_id = any (community_ids))
  ),
  -- One direction for all shells, so that two neighbours pass a common edge in opposite directions.
  edges as (
    select s.id, e.geom,
      st_x(st_startpoint(e.geom)) as ax, st_y(st_startpoint(e.geom)) as ay,
      st_x(st_endpoint(e.geom)) as bx, st_y(st_endpoint(e.geom)) as by
    from standing s cross join lateral st_dumpsegments(st_forcepolygonccw(s.geom)) e
  ),
  matched as (
    select least((ax, ay), (bx, by)) as p, greatest((ax, ay), (bx, by)) as q, count(*) as times,
      count(*) filter (where (ax, ay) < (bx, by)) as forth, min(id) as one
    from edges group by 1, 2
  ),
  loose as (
    select e.id, e.geom
    from edges e
    join matched m on m.p = least((e.ax, e.ay), (e.bx, e.by)) and m.q = greatest((e.ax, e.ay), (e.bx, e.by))
    where not (m.times = 2 and m.forth = 1)
  )
  select l.id, l.geom
  from loose l
  where exists (
    select from grid h
    where h.geom && l.geom and h.id <> l.id
      and h.valid_from <= at and (h.valid_to is null or h.valid_to > at)
      and (community_ids is null or h.community_id = any (community_ids))
      and not st_relate(l.geom, h.geom, 'FF*******')
  )
$$;
comment on function grid_unmatched_edges(integer[], date) is 'Edges of grids in force that do not match their neighbours'' edges; none in a clean coverage. Null for all communities.';

-- How far the grids of each community cover it: the areas must be equal to one part in a million.
create or replace function grid_area_balance(community_ids integer[], at date)
returns table (community_id integer, community_m2 double precision, grids_m2 double precision, grids bigint)
language sql stable
set search_path from current
as $$
  select a.id, st_area(b.geom), coalesce(sum(g.area_m2), 0), count(g.id)
  from area a
  join area_boundary b on b.area_id = a.id and b.valid_from <= at and (b.valid_to is null or b.valid_to > at)
  left join grid g on g.community_id = a.id and g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
  where a.level = 'community' and (community_ids is null or a.id = any (community_ids))
    and a.valid_from <= at and (a.valid_to is null or a.valid_to > at)
  group by a.id, b.geom
$$;
comment on function grid_area_balance(integer[], date) is 'Area of each community and of its grids in force, square metres. Null for all communities.';
