-- The ground of a responsibility, worked out to pieces: polygons in the metric frame, each valid and of at most 256
-- vertices. Grounds said as areas or grids have none, the tree answers for them.
--
-- A piece of "all roads of a class in an area" is the whole road, not the road cut at the area's boundary: it counts
-- for the grids that the tree places in the area, and no grid crosses a community's boundary. So a boundary that runs
-- a centimetre beside the grids' edges leaves no slivers, and a piece stays true when the boundary moves.

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

create or replace function boundary_area(area_id integer) returns integer
language sql stable as $$
  with recursive above as (
    select a.id, a.parent_id, 0 as step from area a where a.id = boundary_area.area_id
    union all
    select a.id, a.parent_id, above.step + 1 from above join area a on a.id = above.parent_id
  )
  select above.id from above
  where exists (select from area_boundary b where b.area_id = above.id)
  order by above.step limit 1
$$;
comment on function boundary_area(integer) is 'The area itself, or the nearest above it that has a boundary: where objects of the area are looked for.';

create or replace function object_matches(wanted text, object_class text, managed boolean) returns boolean
language sql immutable parallel safe as $$
  select wanted is null or wanted = object_class
    or (wanted = 'managed' and managed is true) or (wanted = 'unmanaged' and managed is false)
$$;
comment on function object_matches(text, text, boolean) is 'True when an object is of the class that a ground names; none named means all.';

create or replace function object_pieces_in(ground geometry, of_kind text, of_class text, only_objects integer[])
returns table (object_id integer, geom geometry)
language plpgsql stable as $$
begin
  -- An object's box decides: one too many does no harm, the tree has the last word. A road is at most 200 m wide.
  if of_kind = 'road' then
    return query
    select o.id, piece.geom from road o cross join lateral road_pieces(o.geom, o.width_m) as piece (geom)
    where o.geom && st_expand(ground, 100) and st_intersects(ground, st_expand(o.geom, o.width_m / 2))
      and object_matches(of_class, o.class, null) and (only_objects is null or o.id = any (only_objects));
  elsif of_kind = 'block' then
    return query
    select o.id, piece.geom from block o cross join lateral polygon_pieces(o.geom) as piece (geom)
    where o.geom && ground and st_intersects(ground, st_envelope(o.geom))
      and object_matches(of_class, o.kind, o.manager_id is not null) and (only_objects is null or o.id = any (only_objects));
  else
    return query
    select o.id, piece.geom from green_space o cross join lateral polygon_pieces(o.geom) as piece (geom)
    where o.geom && ground and st_intersects(ground, st_envelope(o.geom))
      and object_matches(of_class, o.kind, null) and (only_objects is null or o.id = any (only_objects));
  end if;
end
$$;
comment on function object_pieces_in(geometry, text, text, integer[]) is 'Pieces of the objects of a kind and class on some ground (metric frame), all of them or only some.';

create or replace function lay_pieces(ground_ids integer[], only_kind text, only_objects integer[]) returns void
language plpgsql as $$
declare
  said record;
begin
  if only_kind is null then
    insert into responsibility_piece (ground_id, responsibility_id, geom)
    select gr.id, gr.responsibility_id, piece.geom
    from responsibility_ground gr cross join lateral polygon_pieces(gr.geom) as piece (geom)
    where gr.id = any (ground_ids) and gr.kind = 'polygon';
  end if;
  -- Ground by ground: each asks one index with one shape, whatever the planner knows of tables just loaded. The
  -- boundaries of all times, so that the answer for a past day can be asked; an object on two of them is taken once.
  for said in
    select gr.id, gr.responsibility_id, gr.object_kind, gr.object_class, b.ground
    from responsibility_ground gr
    cross join lateral (
      select st_collect(one.geom) as ground
      from area_boundary one
      where one.area_id = case when exists (select from area_boundary own where own.area_id = gr.area_id) then gr.area_id
        else boundary_area(gr.area_id) end
    ) as b
    where gr.id = any (ground_ids) and gr.kind = 'object' and (only_kind is null or gr.object_kind = only_kind)
      and b.ground is not null
  loop
    insert into responsibility_piece (ground_id, responsibility_id, object_id, geom)
    select said.id, said.responsibility_id, piece.object_id, piece.geom
    from object_pieces_in(said.ground, said.object_kind, said.object_class, only_objects) as piece;
  end loop;
end
$$;
comment on function lay_pieces(integer[], text, integer[]) is 'Works grounds out to pieces: all of them, or only those made of the given objects of a kind.';

create or replace function ground_pieces() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from responsibility_piece where ground_id in (select id from new_row);
  end if;
  perform lay_pieces(array(select id from new_row where kind in ('object', 'polygon')), null, null);
  return null;
end
$$;
comment on function ground_pieces() is 'Works out the pieces of grounds as they are written. Loaders need them too, so a bulk load does not skip it.';

create or replace trigger responsibility_ground_pieces_insert after insert on responsibility_ground
referencing new table as new_row for each statement execute function ground_pieces();
create or replace trigger responsibility_ground_pieces_update after update on responsibility_ground
referencing new table as new_row for each statement execute function ground_pieces();

create or replace function object_pieces() returns trigger
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
    perform lay_pieces(array(select id from responsibility_ground where object_kind = of_kind), of_kind, present);
  end if;
  return null;
end
$$;
comment on function object_pieces() is 'Works out again the pieces made of roads, blocks or green spaces that changed.';

do $$
declare
  object text;
begin
  foreach object in array array['road', 'block', 'green_space'] loop
    execute format('create or replace trigger %1$s_pieces_insert after insert on %1$s referencing new table as new_row for each statement execute function object_pieces()', object);
    execute format('create or replace trigger %1$s_pieces_update after update on %1$s referencing old table as old_row new table as new_row for each statement execute function object_pieces()', object);
    execute format('create or replace trigger %1$s_pieces_delete after delete on %1$s referencing old table as old_row for each statement execute function object_pieces()', object);
  end loop;
end
$$;

create or replace function boundary_pieces() returns trigger
language plpgsql as $$
declare
  moved integer[];
  grounds integer[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct area_id) into moved from new_row;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct area_id) into moved from old_row;
  else
    select array_agg(distinct area_id) into moved
    from (select area_id, geom from new_row except select area_id, geom from old_row) as changed;
  end if;
  -- The grounds of the areas themselves, and of areas below that have no boundary of their own.
  with recursive below as (
    select unnest(moved) as id
    union
    select a.id from below join area a on a.parent_id = below.id
  )
  select array_agg(gr.id) into grounds
  from responsibility_ground gr join below on below.id = gr.area_id
  where gr.kind = 'object'
    and (gr.area_id = any (moved) or not exists (select from area_boundary own where own.area_id = gr.area_id));
  if grounds is not null then
    delete from responsibility_piece where ground_id = any (grounds);
    perform lay_pieces(grounds, null, null);
  end if;
  return null;
end
$$;
comment on function boundary_pieces() is 'Looks again for the objects of an area whose boundary has changed. An old boundary keeps its objects, so that the answer for its day can still be asked.';

create or replace trigger area_boundary_pieces_insert after insert on area_boundary
referencing new table as new_row for each statement execute function boundary_pieces();
create or replace trigger area_boundary_pieces_update after update on area_boundary
referencing old table as old_row new table as new_row for each statement execute function boundary_pieces();
create or replace trigger area_boundary_pieces_delete after delete on area_boundary
referencing old table as old_row for each statement execute function boundary_pieces();
