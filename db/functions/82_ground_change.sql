-- Notes what changed where, for the versions of tiles (src/lib/server/tiles/versions.ts).

create or replace function ground_boxes(shapes geometry[]) returns double precision[]
language plpgsql stable strict as $$
declare
  shape geometry;
  size_m double precision;
  slack_m double precision;
  boxes double precision[] := '{}';
begin
  foreach shape in array shapes loop
    -- A side of a box is a slightly bent line in the other projection: sixteen pieces leave less than the slack.
    size_m := greatest(st_xmax(shape) - st_xmin(shape), st_ymax(shape) - st_ymin(shape));
    slack_m := 1 + size_m / 10000;
    shape := st_transform(st_segmentize(st_envelope(shape), greatest(size_m / 16, 1)), 3857);
    boxes := boxes || array[st_xmin(shape) - slack_m, st_ymin(shape) - slack_m, st_xmax(shape) + slack_m, st_ymax(shape) + slack_m];
  end loop;
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
language plpgsql immutable strict parallel safe as $$
declare
  boxes double precision[] := these;
  inside boolean;
  whole double precision[];
  step double precision;
begin
  for n in 1 .. cardinality(those) by 4 loop
    inside := false;
    for k in 1 .. cardinality(boxes) by 4 loop
      inside := boxes[k] <= those[n] and boxes[k + 1] <= those[n + 1] and boxes[k + 2] >= those[n + 2] and boxes[k + 3] >= those[n + 3];
      exit when inside;
    end loop;
    if not inside then
      boxes := boxes || those[n:n + 3];
    end if;
  end loop;
  if cardinality(boxes) <= 64 then
    return boxes;
  end if;
  whole := boxes[1:4];
  for n in 5 .. cardinality(boxes) by 4 loop
    whole := array[least(whole[1], boxes[n]), least(whole[2], boxes[n + 1]), greatest(whole[3], boxes[n + 2]), greatest(whole[4], boxes[n + 3])];
  end loop;
  -- Rounded outwards, so that a transaction of a thousand statements seldom has to widen it again.
  step := 2 ^ ceil(ln(greatest(whole[3] - whole[1], whole[4] - whole[2], 1)) / ln(2) - 3);
  return array[floor(whole[1] / step) * step, floor(whole[2] / step) * step, ceil(whole[3] / step) * step, ceil(whole[4] / step) * step];
end
$$;
comment on function joined_boxes(double precision[], double precision[]) is 'Boxes of the first list, and of the second those that lie in none of them; more than sixteen become one around all. Null, everywhere, with everywhere.';

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

create or replace function note_ground_change() returns trigger
-- Whoever changes a layer may not touch the notes.
language plpgsql security definer set search_path from current as $$
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
      around := joined_boxes('{}', ground_boxes(shapes));
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
