-- Tiles hold until something comes into force or goes out of it, which is asked for with each change of the ground.
create index grid_valid_from on grid (valid_from);
create index grid_valid_to on grid (valid_to) where valid_to is not null;
create index facility_valid_from on facility (valid_from);
create index facility_valid_to on facility (valid_to) where valid_to is not null;
