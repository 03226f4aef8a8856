-- Where a million incidents lie in the pyramid of tiles is worked out once for each of them, not for all of them with
-- each tile from far out.

alter table incident
  add column tile_x integer not null generated always as (floor((st_x(st_transform(geom, 3857)) / 40075016.685578488 + 0.5) * 1073741824)::integer) stored,
  add column tile_y integer not null generated always as (floor((0.5 - st_y(st_transform(geom, 3857)) / 40075016.685578488) * 1073741824)::integer) stored;
-- From here on a trigger fills them (db/functions/20_places.sql): a generated column would be worked out before a
-- restored database knows its frame, whose row comes after the incidents in a dump.
alter table incident alter column tile_x drop expression, alter column tile_y drop expression;
comment on column incident.tile_x is 'Column, counted from the west, of the Web Mercator tile of zoom 30 that holds the place: 3 cm. Shifted to the right it is that of any zoom before.';
comment on column incident.tile_y is 'Row of the same tile, counted from the north.';

-- What returns all of an incident knows only the columns that there were.
drop function if exists reported_incident(date);
