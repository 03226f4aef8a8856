-- What must hold of unit grids: checked by the grid maker's command and by the tests.

-- Edges of the grids in force that do not match, edge for edge, those of their neighbours: what ST_CoverageInvalidEdges
-- (PostGIS 3.4+) reports, for every engine. In a clean coverage each edge of a grid either runs along exactly one edge
-- of exactly one neighbour, in the other direction, or has nobody on its other side. So every edge that is not such a
-- pair is held against the other grids: it must not run through any, nor along a part of one.
create or replace function grid_unmatched_edges(community_ids integer[], at date)
returns table (grid_id integer, edge geometry)
language sql stable
set search_path from current
as $$
  with edges as (
    -- One direction for all shells, so that two neighbours pass a common edge in opposite directions.
    select g.id, e.geom, st_x(st_startpoint(e.geom)) as ax, st_y(st_startpoint(e.geom)) as ay,
      st_x(st_endpoint(e.geom)) as bx, st_y(st_endpoint(e.geom)) as by
    from grid g cross join lateral st_dumpsegments(st_forcepolygonccw(g.geom)) e
    where g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
      and (community_ids is null or g.community_id = any (community_ids))
  ),
  directed as (
    select id, geom, ax < bx or (ax = bx and ay < by) as forth,
      least(ax, bx) as x0, greatest(ax, bx) as x1,
      case when ax < bx or (ax = bx and ay < by) then ay else by end as y0,
      case when ax < bx or (ax = bx and ay < by) then by else ay end as y1
    from edges
  ),
  counted as (
    select id, geom, count(*) over same as times, count(*) filter (where forth) over same as forths
    from directed
    window same as (partition by x0, x1, y0, y1)
  )
  select c.id, c.geom
  from counted c
  where not (c.times = 2 and c.forths = 1) and exists (
    select from grid h
    where h.geom && c.geom and h.id <> c.id
      and h.valid_from <= at and (h.valid_to is null or h.valid_to > at)
      and (community_ids is null or h.community_id = any (community_ids))
      and not st_relate(c.geom, h.geom, 'FF*******')
  )
$$;
comment on function grid_unmatched_edges(integer[], date) is 'Edges of grids in force that do not match their neighbours'' edges; none in a clean coverage. Null for all communities.';

-- The engine's own coverage check, where it has one; null where it has none.
create or replace function grid_invalid_coverage(community_ids integer[], at date)
returns bigint
language plpgsql stable
set search_path from current
as $$
declare
  found bigint;
begin
  if to_regprocedure('st_coverageinvalidedges(geometry, double precision)') is null then
    return null;
  end if;
  execute 'select count(*) from (
      select st_coverageinvalidedges(g.geom) over () as wrong from grid g
      where g.valid_from <= $2 and (g.valid_to is null or g.valid_to > $2)
        and ($1 is null or g.community_id = any ($1))
    ) c where wrong is not null and not st_isempty(wrong)'
    into found using community_ids, at;
  return found;
end;
$$;
comment on function grid_invalid_coverage(integer[], date) is 'Grids with an edge that ST_CoverageInvalidEdges reports; null where the engine has no such function.';

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
