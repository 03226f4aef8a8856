-- Coverage, worked out in PostGIS and stored per grid. db/functions/ keeps it true.

create table grid_duty (
  grid_id integer not null references grid (id) on delete cascade,
  duty_code text not null references duty (code),
  state text not null check (state in ('clear', 'fallback', 'gap', 'overlap', 'mixed')),
  clear_m2 double precision not null check (clear_m2 >= 0),
  fallback_m2 double precision not null check (fallback_m2 >= 0),
  gap_m2 double precision not null check (gap_m2 >= 0),
  overlap_m2 double precision not null check (overlap_m2 >= 0),
  clear_residents integer,
  fallback_residents integer,
  gap_residents integer,
  overlap_residents integer,
  clear_geom geometry(MultiPolygon, 990001) check (st_isvalid(clear_geom)),
  fallback_geom geometry(MultiPolygon, 990001) check (st_isvalid(fallback_geom)),
  gap_geom geometry(MultiPolygon, 990001) check (st_isvalid(gap_geom)),
  overlap_geom geometry(MultiPolygon, 990001) check (st_isvalid(overlap_geom)),
  leads integer[] not null default '{}',
  supports integer[] not null default '{}',
  fallbacks integer[] not null default '{}',
  primary key (grid_id, duty_code)
);
create index grid_duty_duty_code on grid_duty (duty_code);
create index grid_duty_clear_geom on grid_duty using gist (clear_geom) where clear_geom is not null;
create index grid_duty_fallback_geom on grid_duty using gist (fallback_geom) where fallback_geom is not null;
create index grid_duty_gap_geom on grid_duty using gist (gap_geom) where gap_geom is not null;
create index grid_duty_overlap_geom on grid_duty using gist (overlap_geom) where overlap_geom is not null;
comment on table grid_duty is 'For a grid and a duty: how its ground divides into the four states, in square metres and residents. The four areas sum to the grid''s.';
comment on column grid_duty.grid_id is 'Grid.';
comment on column grid_duty.duty_code is 'Duty.';
comment on column grid_duty.state is 'The one state of the whole grid, or mixed.';
comment on column grid_duty.clear_m2 is '明确: exactly one organisation leads by document, m².';
comment on column grid_duty.fallback_m2 is '兜底: nobody leads by document, territory answers, m².';
comment on column grid_duty.gap_m2 is '空白: nobody, m².';
comment on column grid_duty.overlap_m2 is '交叉: two or more lead by document, m².';
comment on column grid_duty.clear_residents is 'Residents on clear ground; empty when residents are not known.';
comment on column grid_duty.fallback_residents is 'Residents on fallback ground; empty when not known.';
comment on column grid_duty.gap_residents is 'Residents on ground that belongs to nobody; empty when not known.';
comment on column grid_duty.overlap_residents is 'Residents on overlapping ground; empty when not known.';
comment on column grid_duty.clear_geom is 'Clear ground where the grid is mixed, metric frame; empty when the state is the whole grid''s or does not occur.';
comment on column grid_duty.fallback_geom is 'Fallback ground, likewise.';
comment on column grid_duty.gap_geom is 'Ground without anybody, likewise.';
comment on column grid_duty.overlap_geom is 'Overlapping ground, likewise.';
comment on column grid_duty.leads is 'Responsibilities (ids) that lead here.';
comment on column grid_duty.supports is 'Responsibilities (ids) that support here.';
comment on column grid_duty.fallbacks is 'Responsibilities (ids) that are the fallback here.';

create table grid_reach (
  grid_id integer not null references grid (id) on delete cascade,
  type_code text not null references facility_type (code),
  residents_of_age integer,
  residents_within integer,
  nearest_facility_id integer references facility (id) on delete set null,
  nearest_m double precision check (nearest_m >= 0),
  primary key (grid_id, type_code),
  check ((residents_of_age is null) = (residents_within is null)),
  check (residents_within between 0 and residents_of_age)
);
create index grid_reach_type_code on grid_reach (type_code);
create index grid_reach_nearest_facility_id on grid_reach (nearest_facility_id);
comment on table grid_reach is 'For a grid and a facility type: how many residents of the age served live within reach, and the nearest one.';
comment on column grid_reach.grid_id is 'Grid.';
comment on column grid_reach.type_code is 'Facility type.';
comment on column grid_reach.residents_of_age is 'Residents of the age that the type serves, counted at their buildings; empty means no data, which is never a gap.';
comment on column grid_reach.residents_within is 'Those of them within the reach of at least one facility of the type; empty means no data.';
comment on column grid_reach.nearest_facility_id is 'Nearest facility of the type; empty when there is none.';
comment on column grid_reach.nearest_m is 'Straight distance to it from the grid''s spot, metres.';

create table coverage_status (
  id smallint primary key default 1 check (id = 1),
  as_of date not null,
  computed_at timestamptz not null,
  grids integer not null,
  seconds double precision not null
);
comment on table coverage_status is 'The day that the stored coverage is true for, and when it was last worked out whole.';
comment on column coverage_status.id is 'Always 1.';
comment on column coverage_status.as_of is 'Day that the stored coverage describes.';
comment on column coverage_status.computed_at is 'When it was last worked out whole.';
comment on column coverage_status.grids is 'Grids worked out then.';
comment on column coverage_status.seconds is 'Seconds that it took.';

create table coverage_dirty (
  id bigint generated always as identity primary key,
  grid_id integer not null references grid (id) on delete cascade,
  duty_code text references duty (code),
  type_code text references facility_type (code)
);
create index coverage_dirty_grid_id on coverage_dirty (grid_id);
create index coverage_dirty_duty_code on coverage_dirty (duty_code);
create index coverage_dirty_type_code on coverage_dirty (type_code);
comment on table coverage_dirty is 'Grids whose stored coverage a change has touched; worked off before the same transaction ends.';
comment on column coverage_dirty.id is 'Identity.';
comment on column coverage_dirty.grid_id is 'Grid touched.';
comment on column coverage_dirty.duty_code is 'Duty to work out again; empty for none of them unless type_code is empty too, then all.';
comment on column coverage_dirty.type_code is 'Facility type to work out again.';
