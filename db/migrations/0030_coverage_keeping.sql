-- What the database needs to keep the stored coverage true at the price of the change itself.

-- A road, block or green space that changes replaces its own pieces and leaves all others of the ground alone.
alter table responsibility_piece add column object_id integer;
comment on column responsibility_piece.object_id is 'The road, block or green space that the piece is made of, by the ground''s object kind; empty for a drawn polygon.';
create index responsibility_piece_object_id on responsibility_piece (object_id);

-- The nearest facility of one type is asked for every grid and type: one walk down one index.
create index facility_type_geom on facility using gist (type_code, geom);
