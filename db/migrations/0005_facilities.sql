-- Facilities, the catalogue that says whom they serve and how far, and the ground that each reaches.

create table age_band (
  ordinal smallint primary key check (ordinal between 1 and 8),
  age_from smallint not null unique,
  age_to smallint not null,
  name_zh text not null,
  name_en text not null,
  check (age_to > age_from)
);
comment on table age_band is 'The eight age bands in which residents are counted; their borders are those of the facility catalogue.';
comment on column age_band.ordinal is 'Place in building.residents_by_age, from 1.';
comment on column age_band.age_from is 'Youngest age in years.';
comment on column age_band.age_to is 'First age in years that is no longer in the band.';
comment on column age_band.name_zh is 'Name in Chinese.';
comment on column age_band.name_en is 'Name in English.';
insert into age_band (ordinal, age_from, age_to, name_zh, name_en) values
  (1, 0, 3, '婴幼儿', 'under 3'),
  (2, 3, 6, '学前儿童', '3 to 5'),
  (3, 6, 12, '小学学龄', '6 to 11'),
  (4, 12, 15, '初中学龄', '12 to 14'),
  (5, 15, 18, '高中学龄', '15 to 17'),
  (6, 18, 60, '成年人', '18 to 59'),
  (7, 60, 80, '老年人', '60 to 79'),
  (8, 80, 150, '高龄老人', '80 and over');

create table facility_type (
  code text primary key check (code ~ '^[a-z0-9_]+$'),
  name_zh text not null,
  name_en text not null,
  icon text not null,
  sort smallint not null
);
comment on table facility_type is 'Kinds of facility (db/seed/facility-types.csv).';
comment on column facility_type.code is 'Key.';
comment on column facility_type.name_zh is 'Name in Chinese.';
comment on column facility_type.name_en is 'Name in English.';
comment on column facility_type.icon is 'Icon in the map''s sprite.';
comment on column facility_type.sort is 'Order in lists.';

create table facility_norm (
  id integer generated always as identity primary key,
  type_code text not null references facility_type (code),
  edition text not null,
  tier text not null check (tier in ('15min', '10min', '5min', 'block', 'street', 'community')),
  radius_m double precision check (radius_m > 0 and radius_m <= 20000),
  age_from smallint references age_band (age_from),
  age_to smallint,
  norm_per_1000 double precision check (norm_per_1000 > 0),
  norm_unit text,
  certainty text not null check (certainty in ('confirmed', 'inferred', 'memory')),
  note text,
  valid_from date not null,
  valid_to date,
  check (valid_to > valid_from),
  check (age_to > age_from),
  exclude using gist (type_code with =, daterange(valid_from, valid_to) with &&)
);
create index facility_norm_age_from on facility_norm (age_from);
comment on table facility_norm is 'What the catalogue asks of a facility type, by edition and period: tier, service radius, age served, norm.';
comment on column facility_norm.id is 'Identity.';
comment on column facility_norm.type_code is 'Facility type.';
comment on column facility_norm.edition is 'Edition of the catalogue, for example GB 50180-2018 or a city''s own.';
comment on column facility_norm.tier is 'Living circle it belongs to; a tier does not contain the one below.';
comment on column facility_norm.radius_m is 'Service radius in metres; empty when the catalogue gives none.';
comment on column facility_norm.age_from is 'Youngest age served; empty for everybody. A border of age_band.';
comment on column facility_norm.age_to is 'First age no longer served; empty for no upper end. A border of age_band.';
comment on column facility_norm.norm_per_1000 is 'Amount asked for per 1,000 residents.';
comment on column facility_norm.norm_unit is 'Unit of that amount.';
comment on column facility_norm.certainty is 'How well the row is known; memory is an editable default.';
comment on column facility_norm.note is 'Where the row was read.';
comment on column facility_norm.valid_from is 'First day in force.';
comment on column facility_norm.valid_to is 'First day no longer in force.';

create table facility (
  id integer generated always as identity primary key,
  external_ref text unique,
  type_code text not null references facility_type (code),
  name text not null check (name <> ''),
  address text,
  phone text check (phone ~ '^[0-9 +()-]{3,24}$'),
  capacity integer check (capacity > 0),
  opening_hours text,
  organisation_id integer references organisation (id),
  geom geometry(Point, 990001) not null check (st_isvalid(geom) and not st_isempty(geom)),
  valid_from date not null,
  valid_to date,
  source_id integer not null references source (id),
  check (valid_to > valid_from)
);
create index facility_geom on facility using gist (geom);
create index facility_type_code on facility (type_code);
create index facility_organisation_id on facility (organisation_id);
create index facility_source_id on facility (source_id);
comment on table facility is 'Public-service facilities (设施).';
comment on column facility.id is 'Identity.';
comment on column facility.external_ref is 'Key in the data it came from.';
comment on column facility.type_code is 'Type.';
comment on column facility.name is 'Name.';
comment on column facility.address is 'Address.';
comment on column facility.phone is 'Its public line.';
comment on column facility.capacity is 'Places, beds or seats, as the type counts them.';
comment on column facility.opening_hours is 'Opening hours, as written.';
comment on column facility.organisation_id is 'Who runs it.';
comment on column facility.geom is 'Place, metric frame.';
comment on column facility.valid_from is 'First day open.';
comment on column facility.valid_to is 'First day closed for good.';
comment on column facility.source_id is 'Where it came from.';

create table facility_reach (
  facility_id integer primary key references facility (id) on delete cascade,
  geom geometry(MultiPolygon, 990001) not null check (st_isvalid(geom) and not st_isempty(geom)),
  method text not null check (method in ('radius', 'walking')),
  radius_m double precision not null check (radius_m > 0),
  detour_factor double precision not null default 1 check (detour_factor >= 1),
  measured_at timestamptz not null default now()
);
create index facility_reach_geom on facility_reach using gist (geom);
comment on table facility_reach is 'The ground that a facility reaches, and how it was measured; coverage does not care which.';
comment on column facility_reach.facility_id is 'Whose reach.';
comment on column facility_reach.geom is 'Ground within reach, metric frame.';
comment on column facility_reach.method is 'radius: a circle; walking: along the street network.';
comment on column facility_reach.radius_m is 'Service radius it was measured for, metres.';
comment on column facility_reach.detour_factor is 'How much longer the way is than the straight line; a circle is radius / factor wide.';
comment on column facility_reach.measured_at is 'When it was measured.';
