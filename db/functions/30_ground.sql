-- The ground of a responsibility, worked out to pieces: polygons in the metric frame, each valid and of at most 256
-- vertices. Grounds said as areas or grids have none, the tree answers for them.
--
-- A piece of "all roads of a class in an area" is the whole road, not the road cut at the area's boundary: it counts
-- for the grids that the tree places in the area, and no grid crosses a community's boundary. So a boundary that runs
-- a centimetre beside the grids' edges leaves no slivers, and a boundary that moves changes an answer only when the
-- grids do. A piece too many (of an object beside the area) does no harm.

create or replace function polygon_pieces(ground geometry) returns setof geometry
language sql immutable parallel safe as $$
  select part.geom
  from st_dump(ground) as whole
  cross join lateral (
    select whole.geom where st_npoints(whole.geom) <= 256
    union all
    select st_subdivide(whole.geom, 256) where st_npoints(whole.geom) > 256
  ) as cut
  cross join lateral st_dump(st_collectionextract(
    case when st_isvalid(cut.geom) then cut.geom else st_makevalid(cut.geom) end, 3)) as part
  where st_area(part.geom) > 0
$$;
comment on function polygon_pieces(geometry) is 'Polygons of valid ground, large ones subdivided. Only cuts of at most 256 vertices are ever repaired.';

create or replace function road_pieces(line geometry, width_m double precision) returns setof geometry
language sql immutable parallel safe as $$
  -- Long roads in stretches of some 400 m, so that a piece's box is near to its ground. Round ends meet at junctions;
  -- with two segments to a quarter circle an end loses a tenth of its half circle and keeps the overlay small.
  select pieces.geom
  from (select greatest(1, ceil(st_length(line) / 400))::integer as stretches) as cut
  cross join lateral generate_series(1, cut.stretches) as nth
  cross join lateral polygon_pieces(st_buffer(
    st_linesubstring(line, (nth - 1)::double precision / cut.stretches, nth::double precision / cut.stretches),
    width_m / 2, 'quad_segs=2')) as pieces (geom)
$$;
comment on function road_pieces(geometry, double precision) is 'A road''s ground, half its width to both sides of its line, in stretches.';

create or replace function object_matches(wanted text, object_class text, managed boolean) returns boolean
language sql immutable parallel safe as $$
  select wanted is null or wanted = object_class
    or (wanted = 'managed' and managed is true) or (wanted = 'unmanaged' and managed is false)
$$;
comment on function object_matches(text, text, boolean) is 'True when an object is of the class that a ground names; none named means all.';

create or replace function places_of_objects(of_kind text, object_ids integer[])
returns table (object_id integer, object_class text, managed boolean, community_id integer, duty_grid_id integer)
language plpgsql stable as $$
begin
  -- The object's box decides: one place too many does no harm, the overlay has the last word. Grids of all times, so
  -- that the answer for a past day can be asked.
  if of_kind = 'road' then
    return query
    select distinct o.id, o.class, null::boolean, g.community_id, g.duty_grid_id
    from road o join grid g on g.geom && st_expand(o.geom, o.width_m / 2) where o.id = any (object_ids);
  elsif of_kind = 'block' then
    return query
    select distinct o.id, o.kind, o.manager_id is not null, g.community_id, g.duty_grid_id
    from block o join grid g on g.geom && o.geom where o.id = any (object_ids);
  else
    return query
    select distinct o.id, o.kind, null::boolean, g.community_id, g.duty_grid_id
    from green_space o join grid g on g.geom && o.geom where o.id = any (object_ids);
  end if;
end
$$;
comment on function places_of_objects(text, integer[]) is 'Where in the area tree roads, blocks or green spaces lie: communities and duty grids of the unit grids about them.';

create or replace function objects_near(of_kind text, ground geometry) returns integer[]
language plpgsql stable as $$
begin
  if of_kind = 'road' then
    -- A road is at most 200 m wide.
    return array(select id from road where geom && st_expand(ground, 100));
  elsif of_kind = 'block' then
    return array(select id from block where geom && ground);
  else
    return array(select id from green_space where geom && ground);
  end if;
end
$$;
comment on function objects_near(text, geometry) is 'Ids of the roads, blocks or green spaces about the box of some ground (metric frame).';

create or replace function object_pieces(of_kind text, object_id integer) returns setof geometry
language plpgsql stable as $$
begin
  if of_kind = 'road' then
    return query select road_pieces(geom, width_m) from road where id = object_id;
  elsif of_kind = 'block' then
    return query select polygon_pieces(geom) from block where id = object_id;
  else
    return query select polygon_pieces(geom) from green_space where id = object_id;
  end if;
end
$$;
comment on function object_pieces(text, integer) is 'The ground of a road, block or green space, in pieces.';

create or replace function lay_objects(of_kind text, object_ids integer[], ground_ids integer[]) returns void
language sql as $$
  with recursive place as materialized (
    select object_id, object_class, managed, community_id, coalesce(duty_grid_id, 0) as duty_grid_id
    from places_of_objects(of_kind, object_ids)
  ),
  above as (
    select seat.community_id, seat.duty_grid_id, a.id, a.parent_id
    from (select distinct community_id, duty_grid_id from place) as seat
    join area a on a.id in (seat.community_id, seat.duty_grid_id)
    union
    select above.community_id, above.duty_grid_id, a.id, a.parent_id from above join area a on a.id = above.parent_id
  ),
  missing as materialized (
    select distinct gr.id as ground_id, gr.responsibility_id, place.object_id
    from responsibility_ground gr
    join above on above.id = gr.area_id
    join place on place.community_id = above.community_id and place.duty_grid_id = above.duty_grid_id
    where gr.kind = 'object' and gr.object_kind = of_kind and object_matches(gr.object_class, place.object_class, place.managed)
      and (ground_ids is null or gr.id = any (ground_ids))
      and not exists (select from responsibility_piece p where p.ground_id = gr.id and p.object_id = place.object_id)
  ),
  -- Several grounds often mean the same object: its pieces are worked out once.
  object as materialized (
    select one.object_id, piece.geom
    from (select distinct object_id from missing) as one
    cross join lateral object_pieces(of_kind, one.object_id) as piece (geom)
  )
  insert into responsibility_piece (ground_id, responsibility_id, object_id, geom)
  select missing.ground_id, missing.responsibility_id, missing.object_id, object.geom
  from missing join object using (object_id);
$$;
comment on function lay_objects(text, integer[], integer[]) is 'Lays the pieces of objects for every ground that means them (or only for the grounds given), where they are not laid yet.';

create or replace function lay_grounds(ground_ids integer[]) returns void
language plpgsql as $$
declare
  of_kind text;
  extent geometry;
begin
  insert into responsibility_piece (ground_id, responsibility_id, geom)
  select gr.id, gr.responsibility_id, piece.geom
  from responsibility_ground gr cross join lateral polygon_pieces(gr.geom) as piece (geom)
  where gr.id = any (ground_ids) and gr.kind = 'polygon';
  for of_kind in select distinct object_kind from responsibility_ground where id = any (ground_ids) and kind = 'object' loop
    with recursive below as (
      select area_id as id from responsibility_ground where id = any (ground_ids) and object_kind = of_kind
      union
      select a.id from below join area a on a.parent_id = below.id
    )
    select st_setsrid(st_extent(g.geom)::geometry, 990001) into extent
    from grid g where g.community_id in (select id from below) or g.duty_grid_id in (select id from below);
    perform lay_objects(of_kind, objects_near(of_kind, extent), ground_ids);
  end loop;
end
$$;
comment on function lay_grounds(integer[]) is 'Works grounds said as objects or polygons out to pieces.';

create or replace function lay_about_grids(grid_ids integer[]) returns void
language plpgsql as $$
declare
  of_kind text;
  extent geometry;
begin
  for of_kind in select distinct object_kind from responsibility_ground where kind = 'object' loop
    select st_setsrid(st_extent(geom)::geometry, 990001) into extent from grid where id = any (grid_ids);
    perform lay_objects(of_kind, objects_near(of_kind, extent), null);
  end loop;
end
$$;
comment on function lay_about_grids(integer[]) is 'Lays the pieces that grounds have about new grids, or grids that came to another place in the tree.';

create or replace function ground_pieces() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from responsibility_piece where ground_id in (select id from new_row);
  end if;
  perform lay_grounds(array(select id from new_row where kind in ('object', 'polygon')));
  return null;
end
$$;
comment on function ground_pieces() is 'Works out the pieces of grounds as they are written. Loaders need them too, so a bulk load does not skip it.';

create or replace trigger responsibility_ground_pieces_insert after insert on responsibility_ground
referencing new table as new_row for each statement execute function ground_pieces();
create or replace trigger responsibility_ground_pieces_update after update on responsibility_ground
referencing new table as new_row for each statement execute function ground_pieces();

create or replace function objects_changed() returns trigger
language plpgsql as $$
declare
  of_kind text := tg_table_name;
  changed integer[];
  present integer[];
begin
  if not exists (select from responsibility_ground where object_kind = of_kind) then
    return null;
  end if;
  if tg_op = 'INSERT' then
    select array_agg(id) into changed from new_row;
    present := changed;
  elsif tg_op = 'DELETE' then
    select array_agg(id) into changed from old_row;
  elsif of_kind = 'road' then
    -- A new name or address is no new ground.
    select array_agg(n.id) into changed from old_row o join new_row n using (id)
    where (o.geom, o.width_m, o.class) is distinct from (n.geom, n.width_m, n.class);
    present := changed;
  elsif of_kind = 'block' then
    select array_agg(n.id) into changed from old_row o join new_row n using (id)
    where (o.geom, o.kind, o.manager_id is null) is distinct from (n.geom, n.kind, n.manager_id is null);
    present := changed;
  else
    select array_agg(n.id) into changed from old_row o join new_row n using (id)
    where (o.geom, o.kind) is distinct from (n.geom, n.kind);
    present := changed;
  end if;
  if changed is null then
    return null;
  end if;
  delete from responsibility_piece p
  where p.object_id = any (changed)
    and p.ground_id in (select id from responsibility_ground where object_kind = of_kind);
  if present is not null then
    perform lay_objects(of_kind, present, null);
  end if;
  return null;
end
$$;
comment on function objects_changed() is 'Works out again the pieces made of roads, blocks or green spaces that changed.';

do $$
declare
  object text;
begin
  foreach object in array array['road', 'block', 'green_space'] loop
    execute format('create or replace trigger %1$s_pieces_insert after insert on %1$s referencing new table as new_row for each statement execute function objects_changed()', object);
    execute format('create or replace trigger %1$s_pieces_update after update on %1$s referencing old table as old_row new table as new_row for each statement execute function objects_changed()', object);
    execute format('create or replace trigger %1$s_pieces_delete after delete on %1$s referencing old table as old_row for each statement execute function objects_changed()', object);
  end loop;
end
$$;
