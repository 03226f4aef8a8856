-- How many people live in a grid is asked for all grids at once: this index answers without the buildings' shapes,
-- which are fifteen times its size. It begins with the grid as the one that it takes the place of.
create index building_people on building (grid_id) include (use, residents, households, residents_by_age);
drop index building_grid_id;
