-- The jurisdiction and its metric frame.
-- Every geometry of the ground is kept in metres, in one coordinate system with the fixed number 990001. What that
-- number means (a CGCS2000 3-degree Gauss-Krüger zone, a UTM zone) is decided once, from the longitude, when the
-- jurisdiction is set up (src/lib/domain/jurisdiction/metric-frame.ts). So lengths and areas are plain ST_Length and
-- ST_Area, an index answers ST_DWithin in metres, and the column types carry a SRID.
create extension if not exists postgis;
create extension if not exists btree_gist;

create table jurisdiction (
  id smallint primary key default 1 check (id = 1),
  name text not null check (name <> ''),
  demonstration boolean not null default false,
  frame_kind text not null check (frame_kind in ('gauss-krueger-3', 'utm')),
  frame_epsg integer not null,
  frame_name text not null,
  central_meridian numeric not null check (central_meridian between -180 and 180),
  sequence_digits smallint not null default 3 check (sequence_digits between 3 and 8),
  set_up_on date not null,
  created_at timestamptz not null default now()
);
comment on table jurisdiction is 'The one area (辖区) that this installation governs, and how its ground is measured.';
comment on column jurisdiction.id is 'Always 1: one installation governs one jurisdiction.';
comment on column jurisdiction.name is 'Name as people say it.';
comment on column jurisdiction.demonstration is 'True when the whole jurisdiction is fictional; the screen says so.';
comment on column jurisdiction.frame_kind is 'Family of the metric frame.';
comment on column jurisdiction.frame_epsg is 'EPSG code of the same projection, for people and exports.';
comment on column jurisdiction.frame_name is 'Name of the metric frame, for the scale bar and prints.';
comment on column jurisdiction.central_meridian is 'Central meridian of the metric frame, degrees east.';
comment on column jurisdiction.sequence_digits is 'Digits of the sequence at the end of a unit grid code (3 by the standard, configurable).';
comment on column jurisdiction.set_up_on is 'Day on which the jurisdiction was set up; the dates of a demonstration hang on it.';
comment on column jurisdiction.created_at is 'When the row was written.';

create table source (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('demonstration', 'openstreetmap', 'file', 'entered')),
  name text not null check (name <> ''),
  attribution text,
  licence text,
  as_of date,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  loaded_at timestamptz not null default now(),
  unique nulls not distinct (kind, name, sha256)
);
comment on table source is 'Where data came from: no number is shown without its time and its source.';
comment on column source.id is 'Identity.';
comment on column source.kind is 'demonstration rows are fictional and marked so on the screen.';
comment on column source.name is 'What a person would call it, for example the file''s name.';
comment on column source.attribution is 'Attribution that the licence asks for; shown on the map.';
comment on column source.licence is 'Licence of the data.';
comment on column source.as_of is 'Day that the data describes.';
comment on column source.sha256 is 'Digest of the file, so that the same file is known again.';
comment on column source.loaded_at is 'When it was loaded.';

create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null check (actor <> ''),
  action text not null check (action <> ''),
  subject text not null,
  detail jsonb not null default '{}'
);
comment on table audit_entry is 'Who changed what, written in the transaction of the change itself.';
comment on column audit_entry.id is 'Identity.';
comment on column audit_entry.at is 'When.';
comment on column audit_entry.actor is 'Who: an account, or the command that ran.';
comment on column audit_entry.action is 'What was done, for example responsibilities.import.';
comment on column audit_entry.subject is 'What it was done to.';
comment on column audit_entry.detail is 'Counts and keys; never personal data.';
