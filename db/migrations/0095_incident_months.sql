-- Tiles of incidents say of when they are: their functions give other columns, which a replacement cannot.
drop function if exists tile_incident(integer, integer, integer, timestamptz);
drop function if exists tile_incident_cell(integer, integer, integer, timestamptz);
