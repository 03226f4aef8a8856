-- Notes what changed where, for the versions of tiles (src/lib/server/tiles/versions.ts).

create or replace function ground_boxes(shapes geometry[]) returns double precision[]
language plpgsql stable as $$
declare
  boxes double precision[];
begin
  -- A side of a box is a slightly bent line in the other projection: sixteen pieces leave less than the slack.
  select array_agg(side.value order by shape.n, side.place) into boxes
  from unnest(shapes) with ordinality as shape (geom, n)
  cross join lateral (
    select greatest(st_xmax(shape.geom) - st_xmin(shape.geom), st_ymax(shape.geom) - st_ymin(shape.geom)) as size_m
  ) as wide
  cross join lateral (
    select st_transform(st_segmentize(st_envelope(shape.geom), greatest(size_m / 16, 1)), 3857) as geom,
      1 + size_m / 10000 as slack
  ) as drawn
  cross join lateral (values
    (1, st_xmin(drawn.geom) - slack), (2, st_ymin(drawn.geom) - slack),
    (3, st_xmax(drawn.geom) + slack), (4, st_ymax(drawn.geom) + slack)
  ) as side (place, value);
  if boxes && array['infinity', '-infinity', 'nan']::double precision[] then
    return null;
  end if;
  return boxes;
exception when others then
  -- Ground that cannot be put on the map, or no frame to do it with: nobody's edit fails for that.
  return null;
end
$$;
comment on function ground_boxes(geometry[]) is 'Boxes around shapes, four numbers each: west, south, east, north in EPSG:3857. Null, everywhere, where they cannot be worked out.';

create or replace function joined_boxes(these double precision[], those double precision[]) returns double precision[]
language sql immutable strict parallel safe as $$
  with side as (select these || those as value),
  box as (
    select n, value[n] as west, value[n + 1] as south, value[n + 2] as east, value[n + 3] as north
    from side cross join generate_series(1, cardinality(value), 4) as n
  ), outermost as (
    select * from box
    where not exists (
      select from box other
      where other.n <> box.n and other.west <= box.west and other.south <= box.south
        and other.east >= box.east and other.north >= box.north
        and (other.n < box.n
          or (other.west, other.south, other.east, other.north) <> (box.west, box.south, box.east, box.north))
    )
  ), whole as (
    select count(*) as boxes, min(west) as west, min(south) as south, max(east) as east, max(north) as north,
      2.0 ^ ceil(log(2, greatest(max(east) - min(west), max(north) - min(south), 1)::numeric) - 3)::integer as step
    from outermost
  )
  -- Rounded outwards, so that a transaction of a thousand statements seldom has to widen it again.
  select case when boxes <= 16
    then (select array_agg(v order by n, place) from outermost
      cross join lateral (values (1, west), (2, south), (3, east), (4, north)) as of_box (place, v))
    else array[floor(west / step) * step, floor(south / step) * step, ceil(east / step) * step, ceil(north / step) * step]
    end
  from whole
$$;
comment on function joined_boxes(double precision[], double precision[]) is 'Boxes of both lists without those that lie in another one; more than sixteen become one around all. Null, everywhere, with everywhere.';

create or replace function fold_ground_changes(of_layer text, most integer default 512, newest integer default 128)
returns void language plpgsql as $$
declare
  up_to bigint;
begin
  if (select count(*) from ground_change where layer = of_layer and not folded) <= most then
    return;
  end if;
  select id into up_to from ground_change where layer = of_layer and not folded order by id desc offset newest limit 1;
  -- Rows that another transaction is just folding are left to it: nobody waits here. Rows of transactions that have not
  -- ended cannot be seen and stay as they are.
  with gone as (
    delete from ground_change
    where id in (
      select id from ground_change where layer = of_layer and (folded or id <= up_to) for update skip locked
    )
    returning id, boxes, mark, folded
  ), box as (
    select gone.id, gone.mark, gone.folded, gone.boxes[n:n + 3] as box
    from gone cross join generate_series(1, coalesce(cardinality(gone.boxes), 1), 4) as n
  ), placed as (
    select distinct box.id, box.mark, case
      when box.folded or box.box is null then box.box
      -- A box goes with those of its size in the same cell, and twice the cell holds all of them.
      else array[(col - 0.5) * cell, (line - 0.5) * cell, (col + 1.5) * cell, (line + 1.5) * cell] end as box
    from box
    cross join lateral (
      select 2.0::double precision ^ greatest(11, ceil(log(2, greatest(box[3] - box[1], box[4] - box[2], 1)::numeric))) as cell
    ) as of_size
    cross join lateral (
      select floor((box[1] + box[3]) / 2 / cell) as col, floor((box[2] + box[4]) / 2 / cell) as line
    ) as of_place
  ), kept as (
    select case when (select count(distinct box) from placed) <= 2000 then box end as box, mark from placed
  )
  insert into ground_change (layer, boxes, mark, folded)
  select of_layer, box, sum(mark) % 281474976710656, true from kept group by box;
end
$$;
comment on function fold_ground_changes(text, integer, integer) is 'When a layer has more than `most` changes: all but the newest become one for each cell of ground of 2 km or, for wide ones, of their size. Conservative: a tile may become old with a neighbour, never too late.';

create or replace function note_ground_change() returns trigger language plpgsql as $$
declare
  -- Columns that tiles show, where their shape is found ('' for everywhere), and what to join for it.
  shown constant text := tg_argv[0];
  shape constant text := tg_argv[1];
  joined constant text := tg_argv[2];
  changed text;
  how_many integer;
  shapes geometry[];
  around double precision[];
  own record;
begin
  if tg_op <> 'TRUNCATE' then
    changed := case tg_op
      when 'INSERT' then format('select %s from new_row', shown)
      when 'DELETE' then format('select %s from old_row', shown)
      -- Rows that came out as they were, to the eyes of a tile, are no change.
      else format('select %1$s from (select %1$s, 1 as side from new_row union all select %1$s, -1 from old_row) both_sides group by %1$s having sum(side) <> 0', shown)
      end;
    if shape = '' then
      execute format('select count(*) from (%s) r', changed) into how_many;
    else
      execute format(
        'select count(*), case when count(*) <= 16 then array_agg(st_envelope(geom)) filter (where n <= 16)
          else array[st_setsrid(st_extent(geom)::geometry, 990001)] end
        from (select %s as geom, row_number() over () as n from (%s) r %s) place where geom is not null',
        shape, changed, joined) into how_many, shapes;
      -- An object that stays where it is has its old and its new box in one.
      around := joined_boxes(ground_boxes(shapes), '{}');
    end if;
    if how_many = 0 then
      return null;
    end if;
  end if;

  select id, boxes into own from ground_change
  where layer = tg_table_name and change = pg_current_xact_id() and at = now() and not folded;
  if not found then
    perform fold_ground_changes(tg_table_name);
    insert into ground_change (layer, boxes) values (tg_table_name, around);
  elsif own.boxes is not null then
    around := joined_boxes(own.boxes, around);
    if around is distinct from own.boxes then
      update ground_change set boxes = around where id = own.id;
    end if;
  end if;
  return null;
end;
$$;
comment on function note_ground_change() is 'Notes once per transaction that this table''s ground has changed, and where.';

do $$
declare
  of_table record;
begin
  for of_table in
    select * from (values
      ('block', 'id, kind, name, geom', 'r.geom', ''),
      ('building', 'id, use, height_m, floors, name, geom', 'r.geom', ''),
      ('road', 'id, class, name, width_m, bridge, tunnel, geom', 'r.geom', ''),
      ('water', 'id, kind, name, geom', 'r.geom', ''),
      ('waterway', 'id, kind, name, geom', 'r.geom', ''),
      ('green_space', 'id, kind, name, geom', 'r.geom', ''),
      ('tree', 'id, species, geom', 'r.geom', ''),
      ('grid', 'id, code, valid_from, valid_to, geom', 'r.geom', ''),
      ('area_boundary', 'id, area_id, valid_from, valid_to, geom', 'r.geom', ''),
      ('facility', 'id, type_code, name, valid_from, valid_to, geom', 'r.geom', ''),
      ('incident', 'id, number, class_id, state, happened_at, due_at, geom', 'r.geom', ''),
      ('grid_duty', 'grid_id, duty_code, state, fallback_geom, gap_geom, overlap_geom', 'place.geom',
        'join grid place on place.id = r.grid_id'),
      ('greening_duty', 'id, green_space_id, tree_id, next_due_on', 'coalesce(space.geom, tree.geom)',
        'left join green_space space on space.id = r.green_space_id left join tree on tree.id = r.tree_id'),
      -- Which levels there are decides from which zoom each is shown.
      ('area', 'id, code, level, name, valid_from, valid_to', '', ''),
      ('facility_type', 'code, icon', '', ''),
      ('incident_class', 'id, kind', '', ''),
      ('jurisdiction', 'id, frame_epsg, central_meridian, created_at', '', '')
    ) as said (name, shown, shape, joined)
  loop
    execute format('drop trigger if exists %I on %I', of_table.name || '_ground_change', of_table.name);
    execute format('create or replace trigger %I after insert on %I referencing new table as new_row for each statement execute function note_ground_change(%L, %L, %L)',
      of_table.name || '_ground_insert', of_table.name, of_table.shown, of_table.shape, of_table.joined);
    execute format('create or replace trigger %I after update on %I referencing old table as old_row new table as new_row for each statement execute function note_ground_change(%L, %L, %L)',
      of_table.name || '_ground_update', of_table.name, of_table.shown, of_table.shape, of_table.joined);
    execute format('create or replace trigger %I after delete on %I referencing old table as old_row for each statement execute function note_ground_change(%L, %L, %L)',
      of_table.name || '_ground_delete', of_table.name, of_table.shown, of_table.shape, of_table.joined);
    execute format('create or replace trigger %I after truncate on %I for each statement execute function note_ground_change(%L, %L, %L)',
      of_table.name || '_ground_truncate', of_table.name, of_table.shown, of_table.shape, of_table.joined);
  end loop;
end
$$;
