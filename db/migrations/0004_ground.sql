-- The layers of the ground: blocks, buildings, roads, water, green spaces, trees.

create table block (
  id integer generated always as identity primary key,
  external_ref text unique,
  name text,
  kind text not null check (kind in ('residential', 'village', 'commercial', 'industrial', 'public', 'agricultural')),
  manager_id integer references organisation (id),
  geom geometry(MultiPolygon, 990001) not null check (st_isvalid(geom) and not st_isempty(geom)),
  source_id integer not null references source (id)
);
create index block_geom on block using gist (geom);
create index block_manager_id on block (manager_id);
create index block_source_id on block (source_id);
comment on table block is 'Blocks of land with one use (小区、村、厂区): some have a property manager, some have none.';
comment on column block.id is 'Identity.';
comment on column block.external_ref is 'Key in the data it came from.';
comment on column block.name is 'Name.';
comment on column block.kind is 'Use of the land.';
comment on column block.manager_id is 'Its property manager (物业); empty where there is none.';
comment on column block.geom is 'Ground, metric frame.';
comment on column block.source_id is 'Where it came from.';

create table building (
  id integer generated always as identity primary key,
  external_ref text unique,
  geom geometry(MultiPolygon, 990001) not null check (st_isvalid(geom) and not st_isempty(geom)),
  spot geometry(Point, 990001) generated always as (st_pointonsurface(geom)) stored check (st_isvalid(spot)),
  name text,
  address text,
  use text not null default 'unknown' check (use in ('residential', 'commercial', 'industrial', 'public', 'agricultural', 'other', 'unknown')),
  floors smallint check (floors between 0 and 200),
  height_m double precision check (height_m between 0 and 1000),
  households integer check (households >= 0),
  residents integer check (residents >= 0),
  residents_by_age integer[] check (array_ndims(residents_by_age) = 1 and cardinality(residents_by_age) = 8 and array_position(residents_by_age, null) is null and 0 <= all (residents_by_age)),
  block_id integer references block (id) on delete set null,
  grid_id integer references grid (id),
  source_id integer not null references source (id)
);
create index building_geom on building using gist (geom);
create index building_spot on building using gist (spot);
create index building_grid_id on building (grid_id);
create index building_block_id on building (block_id);
create index building_source_id on building (source_id);
comment on table building is 'Buildings (楼栋) and how many people live in them, as counts; no person is recorded.';
comment on column building.id is 'Identity.';
comment on column building.external_ref is 'Key in the data it came from, for example way/1234.';
comment on column building.geom is 'Footprint, metric frame.';
comment on column building.spot is 'A point inside: where its residents are counted.';
comment on column building.name is 'Name or number.';
comment on column building.address is 'Address.';
comment on column building.use is 'Main use.';
comment on column building.floors is 'Floors above ground.';
comment on column building.height_m is 'Height in metres.';
comment on column building.households is 'Households; empty when not known.';
comment on column building.residents is 'Residents; empty when not known.';
comment on column building.residents_by_age is 'Residents in the eight age bands of table age_band, in its order; empty when not known.';
comment on column building.block_id is 'The block it stands in.';
comment on column building.grid_id is 'The unit grid that holds its spot; kept by the database.';
comment on column building.source_id is 'Where it came from.';

create table road (
  id integer generated always as identity primary key,
  external_ref text unique,
  name text,
  class text not null check (class in ('motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'residential', 'service', 'pedestrian', 'cycleway', 'footway', 'track')),
  width_m double precision not null check (width_m > 0 and width_m <= 200),
  one_way boolean not null default false,
  bridge boolean not null default false,
  tunnel boolean not null default false,
  geom geometry(LineString, 990001) not null check (st_isvalid(geom) and st_npoints(geom) >= 2),
  source_id integer not null references source (id)
);
create index road_geom on road using gist (geom);
create index road_class on road (class);
create index road_source_id on road (source_id);
comment on table road is 'Street centre lines.';
comment on column road.id is 'Identity.';
comment on column road.external_ref is 'Key in the data it came from.';
comment on column road.name is 'Name.';
comment on column road.class is 'Class, in OpenStreetMap''s words.';
comment on column road.width_m is 'Width of the road''s ground in metres: known, or usual for its class.';
comment on column road.one_way is 'Traffic runs only along the line''s direction.';
comment on column road.bridge is 'On a bridge.';
comment on column road.tunnel is 'In a tunnel.';
comment on column road.geom is 'Centre line, metric frame.';
comment on column road.source_id is 'Where it came from.';

create table water (
  id integer generated always as identity primary key,
  external_ref text unique,
  name text,
  kind text not null check (kind in ('river', 'canal', 'lake', 'pond', 'reservoir', 'other')),
  geom geometry(MultiPolygon, 990001) not null check (st_isvalid(geom) and not st_isempty(geom)),
  source_id integer not null references source (id)
);
create index water_geom on water using gist (geom);
create index water_source_id on water (source_id);
comment on table water is 'Water surfaces.';
comment on column water.id is 'Identity.';
comment on column water.external_ref is 'Key in the data it came from.';
comment on column water.name is 'Name.';
comment on column water.kind is 'Kind of water.';
comment on column water.geom is 'Surface, metric frame.';
comment on column water.source_id is 'Where it came from.';

create table waterway (
  id integer generated always as identity primary key,
  external_ref text unique,
  name text,
  kind text not null check (kind in ('river', 'stream', 'canal', 'ditch')),
  geom geometry(LineString, 990001) not null check (st_isvalid(geom) and st_npoints(geom) >= 2),
  source_id integer not null references source (id)
);
create index waterway_geom on waterway using gist (geom);
create index waterway_source_id on waterway (source_id);
comment on table waterway is 'Streams and ditches known by their line alone.';
comment on column waterway.id is 'Identity.';
comment on column waterway.external_ref is 'Key in the data it came from.';
comment on column waterway.name is 'Name.';
comment on column waterway.kind is 'Kind of watercourse.';
comment on column waterway.geom is 'Line, metric frame.';
comment on column waterway.source_id is 'Where it came from.';

create table green_space (
  id integer generated always as identity primary key,
  external_ref text unique,
  name text,
  kind text not null check (kind in ('park', 'garden', 'street_green', 'compound_green', 'protective', 'grass', 'forest', 'cemetery', 'other')),
  grade text check (grade in ('一级', '二级', '三级')),
  geom geometry(MultiPolygon, 990001) not null check (st_isvalid(geom) and not st_isempty(geom)),
  source_id integer not null references source (id)
);
create index green_space_geom on green_space using gist (geom);
create index green_space_source_id on green_space (source_id);
comment on table green_space is 'Green spaces (绿地).';
comment on column green_space.id is 'Identity.';
comment on column green_space.external_ref is 'Key in the data it came from.';
comment on column green_space.name is 'Name.';
comment on column green_space.kind is 'Kind.';
comment on column green_space.grade is 'Maintenance grade.';
comment on column green_space.geom is 'Ground, metric frame.';
comment on column green_space.source_id is 'Where it came from.';

create table tree (
  id integer generated always as identity primary key,
  external_ref text unique,
  species text,
  diameter_cm double precision check (diameter_cm > 0),
  height_m double precision check (height_m > 0 and height_m < 150),
  planted_on date,
  green_space_id integer references green_space (id) on delete set null,
  geom geometry(Point, 990001) not null check (st_isvalid(geom) and not st_isempty(geom)),
  source_id integer not null references source (id)
);
create index tree_geom on tree using gist (geom);
create index tree_green_space_id on tree (green_space_id);
create index tree_source_id on tree (source_id);
comment on table tree is 'Single trees.';
comment on column tree.id is 'Identity.';
comment on column tree.external_ref is 'Key in the data it came from.';
comment on column tree.species is 'Species.';
comment on column tree.diameter_cm is 'Trunk diameter at breast height, centimetres.';
comment on column tree.height_m is 'Height, metres.';
comment on column tree.planted_on is 'Day of planting.';
comment on column tree.green_space_id is 'The green space it stands in.';
comment on column tree.geom is 'Place, metric frame.';
comment on column tree.source_id is 'Where it came from.';
