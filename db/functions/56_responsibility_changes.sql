-- Changes of responsibilities, their grounds and pieces, organisations and the area tree mark the grids they touch.
-- A bulk load marks nothing: its loader has everything worked out at its end.

create or replace function responsibility_changed() returns trigger
language plpgsql as $$
declare
  day date := coverage_day();
  ids integer[];
  duties text[];
begin
  if bulk_load() then
    return null;
  end if;
  -- What it was and what it is, each where in force; other columns (document, posts, budget) change no ground.
  with changed as (
    select o.id, o.duty_code as old_duty, in_force(o.valid_from, o.valid_to, day) as was_in_force,
      n.duty_code as new_duty, in_force(n.valid_from, n.valid_to, day) as is_in_force
    from old_row o join new_row n using (id)
    where (o.duty_code, o.organisation_id, o.part, in_force(o.valid_from, o.valid_to, day))
      is distinct from (n.duty_code, n.organisation_id, n.part, in_force(n.valid_from, n.valid_to, day))
  ),
  said as (
    select id, old_duty as duty from changed where was_in_force
    union
    select id, new_duty from changed where is_in_force
  )
  select array_agg(id), array_agg(duty) into ids, duties from said;
  if ids is not null then
    perform mark_responsibilities(ids, duties);
  end if;
  return null;
end
$$;
comment on function responsibility_changed() is 'Marks the grids of responsibilities that were given, ended, moved to another organisation or duty, or changed their part.';
create or replace trigger responsibility_mark_update after update on responsibility
referencing old table as old_row new table as new_row for each statement execute function responsibility_changed();

create or replace function responsibility_goes() returns trigger
language plpgsql as $$
begin
  -- Before the row: after it, its grounds and pieces are gone too.
  if not bulk_load() and in_force(old.valid_from, old.valid_to, coverage_day()) then
    perform mark_responsibilities(array[old.id], array[old.duty_code]);
  end if;
  return old;
end
$$;
comment on function responsibility_goes() is 'Marks the grids of a responsibility that is taken out of the books.';
create or replace trigger responsibility_mark_delete before delete on responsibility
for each row execute function responsibility_goes();

create or replace function ground_comes() returns trigger
language plpgsql as $$
begin
  if not bulk_load() then
    -- Polygons are marked by their pieces.
    perform mark_grounds(array(select id from new_row where kind <> 'polygon'));
  end if;
  return null;
end
$$;
comment on function ground_comes() is 'Marks the grids of new or changed grounds.';
create or replace trigger responsibility_ground_mark_insert after insert on responsibility_ground
referencing new table as new_row for each statement execute function ground_comes();
create or replace trigger responsibility_ground_mark_update after update on responsibility_ground
referencing new table as new_row for each statement execute function ground_comes();

create or replace function ground_goes() returns trigger
language plpgsql as $$
begin
  if not bulk_load() then
    perform mark_grounds(array[old.id]);
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
comment on function ground_goes() is 'Marks the grids of a ground before it goes or changes, while its pieces are still there.';
create or replace trigger responsibility_ground_mark_goes before update or delete on responsibility_ground
for each row execute function ground_goes();

create or replace function pieces_changed() returns trigger
language plpgsql as $$
begin
  if bulk_load() then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    perform mark_pieces(array(select old_row::ground_piece from old_row));
  end if;
  if tg_op <> 'DELETE' then
    perform mark_pieces(array(select new_row::ground_piece from new_row));
  end if;
  return null;
end
$$;
comment on function pieces_changed() is 'Marks the grids under pieces that come or go.';
create or replace trigger ground_piece_mark_insert after insert on ground_piece
referencing new table as new_row for each statement execute function pieces_changed();
create or replace trigger ground_piece_mark_update after update on ground_piece
referencing old table as old_row new table as new_row for each statement execute function pieces_changed();
create or replace trigger ground_piece_mark_delete after delete on ground_piece
referencing old table as old_row for each statement execute function pieces_changed();

create or replace function organisation_changed() returns trigger
language plpgsql as $$
declare
  day date := coverage_day();
  ids integer[];
  duties text[];
begin
  if bulk_load() then
    return null;
  end if;
  select array_agg(r.id), array_agg(r.duty_code) into ids, duties
  from old_row o join new_row n using (id) join responsibility r on r.organisation_id = n.id
  where in_force(o.valid_from, o.valid_to, day) <> in_force(n.valid_from, n.valid_to, day)
    and in_force(r.valid_from, r.valid_to, day);
  if ids is not null then
    perform mark_responsibilities(ids, duties);
  end if;
  return null;
end
$$;
comment on function organisation_changed() is 'Marks the grids of an organisation that ends or begins: one that is no more answers for nothing.';
create or replace trigger organisation_mark_update after update on organisation
referencing old table as old_row new table as new_row for each statement execute function organisation_changed();

create or replace function area_changed() returns trigger
language plpgsql as $$
declare
  moved integer[];
  grids integer[];
begin
  with recursive below as (
    select n.id from old_row o join new_row n using (id) where o.parent_id is distinct from n.parent_id
    union
    select a.id from below join area a on a.parent_id = below.id
  )
  select array_agg(id) into moved from below;
  if moved is null then
    return null;
  end if;
  select array_agg(id) into grids from grid where community_id = any (moved) or duty_grid_id = any (moved);
  if not bulk_load() then
    perform mark_whole_grids(grids);
  end if;
  return null;
end
$$;
comment on function area_changed() is 'Marks all grids of an area that moves to another place in the tree.';
create or replace trigger area_mark_update after update on area
referencing old table as old_row new table as new_row for each statement execute function area_changed();

create or replace function duty_changed() returns trigger
language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from grid_duty where duty_code = old.code;
    delete from coverage_dirty where duty_code = old.code;
    return old;
  end if;
  if not bulk_load() then
    insert into coverage_dirty (grid_ids, duty_code)
    values (array(select id from grid where in_force(valid_from, valid_to, coverage_day())), new.code);
  end if;
  return new;
end
$$;
comment on function duty_changed() is 'A new duty is a gap everywhere until somebody takes it; one that is struck off takes its rows along.';
create or replace trigger duty_mark_insert after insert on duty for each row execute function duty_changed();
create or replace trigger duty_mark_delete before delete on duty for each row execute function duty_changed();
