-- What the second fence needs: keys by which the database knows who it is told asks (db/functions/15_context.sql), and
-- columns by which it knows, row by row and without looking at a shape, where something lies.

create table context_key (
  name bytea primary key check (octet_length(name) = 4),
  inner_pad bytea not null check (octet_length(inner_pad) = 64),
  outer_pad bytea not null check (octet_length(outer_pad) = 64)
);
comment on table context_key is 'Keys of HMAC-SHA-256 (RFC 2104) with which the product signs who asks, each already mixed with its two pads. Only the owner may read them.';
comment on column context_key.name is 'Name of the key of this installation that it was made from.';
comment on column context_key.inner_pad is 'The key, exclusive-or 36 hex.';
comment on column context_key.outer_pad is 'The key, exclusive-or 5c hex.';

alter table greening_duty add column grid_id integer references grid (id);
create index greening_duty_grid_id on greening_duty (grid_id);
comment on column greening_duty.grid_id is 'The unit grid that holds the tree or the middle of the green space; kept by the database.';

update greening_duty d set grid_id = (
  select g.id from grid g
  where st_intersects(g.geom, coalesce(
      (select geom from tree where id = d.tree_id), (select st_pointonsurface(geom) from green_space where id = d.green_space_id)))
    and g.valid_from <= coalesce((select as_of from coverage_status), current_date)
    and (g.valid_to is null or g.valid_to > coalesce((select as_of from coverage_status), current_date))
  order by g.id limit 1
);

-- A policy comes before any condition that might tell of a row by its error, as one on shapes might: of a tile's
-- incidents numbers are asked instead.
create index incident_tile on incident (tile_x, tile_y);
