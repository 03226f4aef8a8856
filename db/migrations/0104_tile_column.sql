-- Columns of tiles are asked for at one zoom only, and shifted from there; db/functions/20_places.sql brings both back.
drop function if exists tile_column(double precision, integer, integer);
drop function if exists mercator_m(numeric);
