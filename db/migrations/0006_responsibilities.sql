-- Who answers for what, where, since when, and by which document.

create table responsibility (
  id integer generated always as identity primary key,
  external_ref text unique,
  organisation_id integer not null references organisation (id),
  duty_code text not null references duty (code),
  part text not null check (part in ('lead', 'support', 'fallback')),
  document_id integer references document (id),
  staff_posts double precision check (staff_posts >= 0),
  budget_yuan double precision check (budget_yuan >= 0),
  authority text,
  valid_from date not null,
  valid_to date,
  source_id integer not null references source (id),
  check (valid_to > valid_from),
  check (part = 'fallback' or document_id is not null)
);
create index responsibility_organisation_id on responsibility (organisation_id);
create index responsibility_duty_code on responsibility (duty_code);
create index responsibility_document_id on responsibility (document_id);
create index responsibility_source_id on responsibility (source_id);
comment on table responsibility is 'Responsibility (责任): organisation x duty x ground x period x part x document, and what came with it (权随责走、费随事转). One that ends stays, with its period.';
comment on column responsibility.id is 'Identity.';
comment on column responsibility.external_ref is 'Key in the file it came from, so that the same file can be read twice.';
comment on column responsibility.organisation_id is 'Who.';
comment on column responsibility.duty_code is 'For which duty.';
comment on column responsibility.part is 'lead 主责, support 协办, fallback 兜底.';
comment on column responsibility.document_id is 'The document that says so; a fallback may rest on territory alone (属地).';
comment on column responsibility.staff_posts is 'Posts that came with it; empty when not known.';
comment on column responsibility.budget_yuan is 'Yuan a year that came with it; empty when not known.';
comment on column responsibility.authority is 'Powers that came with it.';
comment on column responsibility.valid_from is 'First day in force.';
comment on column responsibility.valid_to is 'First day no longer in force.';
comment on column responsibility.source_id is 'Where it came from.';

create table responsibility_ground (
  id integer generated always as identity primary key,
  responsibility_id integer not null references responsibility (id) on delete cascade,
  kind text not null check (kind in ('area', 'grid', 'object', 'polygon')),
  area_id integer references area (id),
  grid_id integer references grid (id),
  object_kind text check (object_kind in ('road', 'block', 'green_space')),
  object_class text,
  geom geometry(MultiPolygon, 990001) check (st_isvalid(geom) and not st_isempty(geom)),
  check (
    case kind
      when 'area' then area_id is not null and num_nonnulls(grid_id, object_kind, object_class) = 0 and geom is null
      when 'grid' then grid_id is not null and num_nonnulls(area_id, object_kind, object_class) = 0 and geom is null
      when 'object' then area_id is not null and object_kind is not null and grid_id is null and geom is null
      else geom is not null and num_nonnulls(area_id, grid_id, object_kind, object_class) = 0
    end
  )
);
create index responsibility_ground_responsibility_id on responsibility_ground (responsibility_id);
create index responsibility_ground_area_id on responsibility_ground (area_id);
create index responsibility_ground_grid_id on responsibility_ground (grid_id);
create index responsibility_ground_geom on responsibility_ground using gist (geom);
comment on table responsibility_ground is 'The ground of a responsibility as people say it: an area, a grid, all objects of a kind in an area, or a drawn polygon.';
comment on column responsibility_ground.id is 'Identity.';
comment on column responsibility_ground.responsibility_id is 'Whose ground.';
comment on column responsibility_ground.kind is 'How the ground is said.';
comment on column responsibility_ground.area_id is 'The area, or the area that the objects lie in.';
comment on column responsibility_ground.grid_id is 'The grid.';
comment on column responsibility_ground.object_kind is 'road, block or green_space.';
comment on column responsibility_ground.object_class is 'Class within the kind (road class, block kind, green space kind), managed or unmanaged for blocks; empty for all.';
comment on column responsibility_ground.geom is 'The drawn polygon, metric frame.';

create table responsibility_piece (
  id integer generated always as identity primary key,
  ground_id integer not null references responsibility_ground (id) on delete cascade,
  responsibility_id integer not null references responsibility (id) on delete cascade,
  geom geometry(Polygon, 990001) not null check (st_isvalid(geom) and not st_isempty(geom))
);
create index responsibility_piece_ground_id on responsibility_piece (ground_id);
create index responsibility_piece_responsibility_id on responsibility_piece (responsibility_id);
create index responsibility_piece_geom on responsibility_piece using gist (geom);
comment on table responsibility_piece is 'Grounds said as objects or polygons, worked out to pieces of ground. Areas and grids need none: the tree answers for them.';
comment on column responsibility_piece.id is 'Identity.';
comment on column responsibility_piece.ground_id is 'Which ground it is a piece of.';
comment on column responsibility_piece.responsibility_id is 'The responsibility of that ground.';
comment on column responsibility_piece.geom is 'Piece of ground, metric frame.';
