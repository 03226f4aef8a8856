-- The work on the ground: incidents and greening duties.

create table incident_class (
  id integer generated always as identity primary key,
  edition text not null,
  code text not null,
  kind text not null check (kind in ('public_order', 'component', 'matter')),
  group_name text not null,
  name_zh text not null,
  name_en text not null,
  duty_code text references duty (code),
  certainty text not null check (certainty in ('confirmed', 'inferred', 'memory')),
  unique (edition, kind, code)
);
create index incident_class_duty_code on incident_class (duty_code);
comment on table incident_class is 'Classes of incident, by edition of the catalogue (db/seed/incident-classes.csv). A code alone does not say component or matter.';
comment on column incident_class.id is 'Identity.';
comment on column incident_class.edition is 'Edition, for example GB/T 47678.5-2026.';
comment on column incident_class.code is 'Code within edition and kind.';
comment on column incident_class.kind is 'public_order 治安, component 部件, matter 事项.';
comment on column incident_class.group_name is 'Group in the catalogue.';
comment on column incident_class.name_zh is 'Name in Chinese.';
comment on column incident_class.name_en is 'Name in English.';
comment on column incident_class.duty_code is 'The duty that it usually falls under.';
comment on column incident_class.certainty is 'How well the row is known.';

create table incident (
  id integer generated always as identity primary key,
  number text not null unique check (number <> ''),
  class_id integer not null references incident_class (id),
  geom geometry(Point, 990001) not null check (st_isvalid(geom) and not st_isempty(geom)),
  address text,
  happened_at timestamptz not null,
  state text not null check (state in ('reported', 'filed', 'dispatched', 'disposed', 'checked', 'closed', 'void')),
  due_at timestamptz,
  closed_at timestamptz,
  grid_id integer references grid (id),
  source_id integer not null references source (id),
  check ((state in ('closed', 'void')) = (closed_at is not null)),
  check (closed_at >= happened_at)
);
create index incident_geom on incident using gist (geom);
create index incident_class_id on incident (class_id);
create index incident_grid_id on incident (grid_id);
create index incident_source_id on incident (source_id);
create index incident_happened_at on incident (happened_at);
create index incident_open on incident (grid_id) where state not in ('closed', 'void');
comment on table incident is 'Something reported at a place (事件/案件). No reporter, no person, is recorded here.';
comment on column incident.id is 'Identity.';
comment on column incident.number is 'Number that people quote.';
comment on column incident.class_id is 'Class.';
comment on column incident.geom is 'Place, metric frame.';
comment on column incident.address is 'Place in words.';
comment on column incident.happened_at is 'When it was seen.';
comment on column incident.state is 'Where it stands on its way (GB/T 30428: report, filing, dispatch, disposal, check, closing).';
comment on column incident.due_at is 'When its handling is due.';
comment on column incident.closed_at is 'When it was closed or made void.';
comment on column incident.grid_id is 'The unit grid that holds it; kept by the database.';
comment on column incident.source_id is 'Where it came from.';

create table greening_duty (
  id integer generated always as identity primary key,
  external_ref text unique,
  green_space_id integer references green_space (id) on delete cascade,
  tree_id integer references tree (id) on delete cascade,
  job text not null check (job <> ''),
  grade text check (grade in ('一级', '二级', '三级')),
  organisation_id integer references organisation (id),
  interval_days integer not null check (interval_days between 1 and 3660),
  last_done_on date,
  next_due_on date not null,
  source_id integer not null references source (id),
  check (num_nonnulls(green_space_id, tree_id) = 1),
  check (next_due_on > last_done_on)
);
create index greening_duty_green_space_id on greening_duty (green_space_id);
create index greening_duty_tree_id on greening_duty (tree_id);
create index greening_duty_organisation_id on greening_duty (organisation_id);
create index greening_duty_next_due_on on greening_duty (next_due_on);
create index greening_duty_source_id on greening_duty (source_id);
comment on table greening_duty is 'Recurring jobs on a green space or a tree (绿化养护任务).';
comment on column greening_duty.id is 'Identity.';
comment on column greening_duty.external_ref is 'Key in the data it came from.';
comment on column greening_duty.green_space_id is 'The green space it is done on.';
comment on column greening_duty.tree_id is 'The tree it is done on.';
comment on column greening_duty.job is 'Kind of job, for example 修剪.';
comment on column greening_duty.grade is 'Maintenance grade that sets how often.';
comment on column greening_duty.organisation_id is 'Who does it.';
comment on column greening_duty.interval_days is 'Days between two times.';
comment on column greening_duty.last_done_on is 'Day it was last done.';
comment on column greening_duty.next_due_on is 'Day it is next due.';
comment on column greening_duty.source_id is 'Where it came from.';
