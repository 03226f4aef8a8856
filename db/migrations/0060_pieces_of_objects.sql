-- Pieces belong to the object, not to each ground that means it: in the demonstration three grounds mean the same road,
-- and every question of a grid read each of its pieces three times over. So an object's pieces change with the object
-- alone, and a ground that comes or goes lays nothing.
create table ground_piece (
  id integer generated always as identity primary key,
  ground_id integer references responsibility_ground (id) on delete cascade,
  object_kind text check (object_kind in ('road', 'block', 'green_space')),
  object_id integer,
  object_class text,
  managed boolean,
  geom geometry(Polygon, 990001) not null check (st_isvalid(geom) and not st_isempty(geom)),
  check (
    case when ground_id is null then num_nonnulls(object_kind, object_id, object_class) = 3
      else num_nonnulls(object_kind, object_id, object_class, managed) = 0 end
  )
);
create index ground_piece_ground_id on ground_piece (ground_id);
create index ground_piece_object_id on ground_piece (object_id, object_kind);
create index ground_piece_geom on ground_piece using gist (geom);
comment on table ground_piece is 'Roads, blocks, green spaces and drawn polygons, worked out to pieces of ground. Areas and grids need none: the tree answers for them.';
comment on column ground_piece.id is 'Identity.';
comment on column ground_piece.ground_id is 'The drawn ground that it is a piece of; empty for a piece of an object.';
comment on column ground_piece.object_kind is 'road, block or green_space; empty for a piece of a drawn ground.';
comment on column ground_piece.object_id is 'The object, by its kind.';
comment on column ground_piece.object_class is 'Road class, block kind or green space kind of the object, for the grounds that name one.';
comment on column ground_piece.managed is 'For a block: whether it has a property manager.';
comment on column ground_piece.geom is 'Piece of ground, metric frame.';

-- What drawn grounds have is kept; db/functions/ lays the pieces of objects that have none.
insert into ground_piece (ground_id, geom)
select p.ground_id, p.geom from responsibility_piece p join responsibility_ground gr on gr.id = p.ground_id
where gr.kind = 'polygon';
drop table responsibility_piece;
drop function if exists pieces_changed, mark_pieces, grids_of_grounds, lay_objects, lay_grounds, lay_about_grids,
  objects_near, places_of_objects, object_pieces(text, integer), area_and_above(integer, integer);

-- One row for a marking, not for each of its grids: every row had two keys to check and a call at the end of the
-- transaction, a tenth of the price of a small change.
drop table coverage_dirty;
create table coverage_dirty (
  id bigint generated always as identity primary key,
  grid_ids integer[] not null,
  duty_code text references duty (code),
  type_code text references facility_type (code)
);
create index coverage_dirty_duty_code on coverage_dirty (duty_code);
create index coverage_dirty_type_code on coverage_dirty (type_code);
comment on table coverage_dirty is 'Grids whose stored coverage a change has touched; worked off before the same transaction ends.';
comment on column coverage_dirty.id is 'Identity.';
comment on column coverage_dirty.grid_ids is 'Grids touched; one that is taken away before they are worked off does no harm.';
comment on column coverage_dirty.duty_code is 'Duty to work out again; empty for none of them unless type_code is empty too, then all.';
comment on column coverage_dirty.type_code is 'Facility type to work out again.';
