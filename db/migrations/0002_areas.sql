-- The area tree, its boundaries through time, and the unit grids.

create table area (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[0-9A-Z]{2,20}$'),
  level text not null check (level in ('city', 'district', 'street', 'community', 'duty_grid')),
  parent_id integer references area (id),
  name text not null check (name <> ''),
  external_ref text unique,
  valid_from date not null,
  valid_to date,
  source_id integer not null references source (id),
  check (valid_to > valid_from),
  check ((level = 'city') = (parent_id is null)),
  check (parent_id <> id)
);
create index area_parent_id on area (parent_id);
create index area_source_id on area (source_id);
comment on table area is 'The area tree: city > district > street > community > duty grid. A level may be left out.';
comment on column area.id is 'Identity.';
comment on column area.code is 'Division code: 6 digits county (GB/T 2260) + 3 street + 3 community; a duty grid adds Z and two digits.';
comment on column area.level is 'Level of the node.';
comment on column area.parent_id is 'The area above; empty for the city alone.';
comment on column area.name is 'Name.';
comment on column area.external_ref is 'Key in the data it came from, for example relation/1155955 of OpenStreetMap.';
comment on column area.valid_from is 'First day of its existence.';
comment on column area.valid_to is 'First day on which it is no more; empty while it exists.';
comment on column area.source_id is 'Where it came from.';

create table area_boundary (
  id integer generated always as identity primary key,
  area_id integer not null references area (id) on delete cascade,
  geom geometry(MultiPolygon, 990001) not null check (st_isvalid(geom) and not st_isempty(geom)),
  valid_from date not null,
  valid_to date,
  check (valid_to > valid_from),
  exclude using gist (area_id with =, daterange(valid_from, valid_to) with &&)
);
create index area_boundary_geom on area_boundary using gist (geom);
comment on table area_boundary is 'The boundary of an area through time: one at a time, an old one stays with its period.';
comment on column area_boundary.id is 'Identity.';
comment on column area_boundary.area_id is 'Whose boundary.';
comment on column area_boundary.geom is 'Ground inside, metric frame.';
comment on column area_boundary.valid_from is 'First day in force.';
comment on column area_boundary.valid_to is 'First day no longer in force.';

create table grid (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[0-9A-Z]{8,24}$'),
  community_id integer not null references area (id),
  duty_grid_id integer references area (id),
  geom geometry(Polygon, 990001) not null check (st_isvalid(geom) and not st_isempty(geom)),
  spot geometry(Point, 990001) generated always as (st_pointonsurface(geom)) stored check (st_isvalid(spot)),
  area_m2 double precision generated always as (st_area(geom)) stored,
  built_up boolean not null default true,
  valid_from date not null,
  valid_to date,
  source_id integer not null references source (id),
  check (valid_to > valid_from)
);
create index grid_geom on grid using gist (geom);
create index grid_spot on grid using gist (spot);
create index grid_community_id on grid (community_id);
create index grid_duty_grid_id on grid (duty_grid_id);
create index grid_source_id on grid (source_id);
comment on table grid is 'Unit grids (单元网格): no overlaps, no holes, never across a community boundary. A grid''s ground never changes: changed ground gets a new grid and the old one an end date.';
comment on column grid.id is 'Identity; the feature id in tiles.';
comment on column grid.code is 'Community code and a sequence, numbered west to east, then north to south; never used again.';
comment on column grid.community_id is 'The community it lies in.';
comment on column grid.duty_grid_id is 'The duty grid (责任网格) it belongs to.';
comment on column grid.geom is 'Ground, metric frame.';
comment on column grid.spot is 'A point inside, for labels and distances.';
comment on column grid.area_m2 is 'Area in square metres.';
comment on column grid.built_up is 'True in built-up ground, where a grid is about 10,000 m².';
comment on column grid.valid_from is 'First day of its existence.';
comment on column grid.valid_to is 'First day on which it is no more.';
comment on column grid.source_id is 'Where it came from: the grid maker or an import.';
