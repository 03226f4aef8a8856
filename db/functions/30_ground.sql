-- Roads, blocks, green spaces and drawn grounds, worked out to pieces: polygons in the metric frame, each valid and of
-- at most 256 vertices. Grounds said as areas or grids have none, the tree answers for them.
--
-- "All roads of a class in an area" means each road whole, not cut at the area's boundary: its pieces count for the grids
-- that the tree places in the area, and no grid crosses a community's boundary. So a boundary that runs a centimetre
-- beside the grids' edges leaves no slivers, and a boundary that moves changes an answer only when the grids do.

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

create or replace function object_pieces(of_kind text, object_ids integer[])
returns table (object_id integer, object_class text, managed boolean, geom geometry)
language plpgsql stable as $$
begin
  if of_kind = 'road' then
    return query
    select o.id, o.class, null::boolean, piece.geom
    from road o cross join lateral road_pieces(o.geom, o.width_m) as piece (geom) where o.id = any (object_ids);
  elsif of_kind = 'block' then
    return query
    select o.id, o.kind, o.manager_id is not null, piece.geom
    from block o cross join lateral polygon_pieces(o.geom) as piece (geom) where o.id = any (object_ids);
  else
    return query
    select o.id, o.kind, null::boolean, piece.geom
    from green_space o cross join lateral polygon_pieces(o.geom) as piece (geom) where o.id = any (object_ids);
  end if;
end
$$;
comment on function object_pieces(text, integer[]) is 'The ground of roads, blocks or green spaces, in pieces, and what a ground can name them by.';

create or replace function lay_objects(of_kind text, object_ids integer[]) returns void
language sql as $$
  insert into ground_piece (object_kind, object_id, object_class, managed, geom)
  select of_kind, object_id, object_class, managed, geom from object_pieces(of_kind, object_ids)
$$;
comment on function lay_objects(text, integer[]) is 'Lays the pieces of objects, whether a ground means them yet or not.';

create or replace function ground_pieces() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from ground_piece where ground_id in (select id from new_row);
  end if;
  insert into ground_piece (ground_id, geom)
  select said.id, piece.geom
  from new_row as said cross join lateral polygon_pieces(said.geom) as piece (geom)
  where said.kind = 'polygon';
  return null;
end
$$;
comment on function ground_pieces() is 'Works out the pieces of drawn grounds as they are written. Loaders need them too, so a bulk load does not skip it.';

create or replace trigger responsibility_ground_pieces_insert after insert on responsibility_ground
referencing new table as new_row for each statement execute function ground_pieces();
create or replace trigger responsibility_ground_pieces_update after update on responsibility_ground
referencing new table as new_row for each statement execute function ground_pieces();

create or replace function objects_changed() returns trigger
language plpgsql as $$
declare
  of_kind text := tg_table_name;
  changed integer[];
begin
  if tg_op = 'INSERT' then
    select array_agg(id) into changed from new_row;
  elsif tg_op = 'DELETE' then
    select array_agg(id) into changed from old_row;
  elsif of_kind = 'road' then
    -- A new name or address is no new ground.
    select array_agg(n.id) into changed from old_row o join new_row n using (id)
    where (o.geom, o.width_m, o.class) is distinct from (n.geom, n.width_m, n.class);
  elsif of_kind = 'block' then
    select array_agg(n.id) into changed from old_row o join new_row n using (id)
    where (o.geom, o.kind, o.manager_id is null) is distinct from (n.geom, n.kind, n.manager_id is null);
  else
    select array_agg(n.id) into changed from old_row o join new_row n using (id)
    where (o.geom, o.kind) is distinct from (n.geom, n.kind);
  end if;
  if changed is null then
    return null;
  end if;
  delete from ground_piece p where p.object_kind = of_kind and p.object_id = any (changed);
  if tg_op <> 'DELETE' then
    perform lay_objects(of_kind, changed);
  end if;
  return null;
end
$$;
comment on function objects_changed() is 'Works out again the pieces of roads, blocks or green spaces that changed. Nothing else would, so a bulk load does not skip it.';

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

-- Objects that were there before pieces were theirs.
select lay_objects('road', array(select id from road o
  where not exists (select from ground_piece p where p.object_kind = 'road' and p.object_id = o.id)));
select lay_objects('block', array(select id from block o
  where not exists (select from ground_piece p where p.object_kind = 'block' and p.object_id = o.id)));
select lay_objects('green_space', array(select id from green_space o
  where not exists (select from ground_piece p where p.object_kind = 'green_space' and p.object_id = o.id)));
