-- Past incidents that were brought by files: each import can be undone as a whole, and how its columns were read is kept
-- for the next.

create table incident_mapping (
  name text primary key check (name ~ '^[^[:cntrl:]]{1,60}$'),
  mapping jsonb not null,
  saved_at timestamptz not null
);
comment on table incident_mapping is 'What the columns of a table of past incidents mean (src/lib/domain/exchange/incident-mapping.ts), by the name under which it is used again.';
comment on column incident_mapping.name is 'Name that people choose.';
comment on column incident_mapping.mapping is 'The mapping.';
comment on column incident_mapping.saved_at is 'When it was saved last.';

create table incident_import (
  id integer generated always as identity primary key,
  source_id integer not null references source (id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  mapping jsonb not null,
  rows integer not null,
  taken integer not null,
  classes integer[] not null,
  imported_at timestamptz not null,
  undone_at timestamptz,
  check (taken between 0 and rows)
);
create index incident_import_source_id on incident_import (source_id);
create unique index incident_import_sha256 on incident_import (sha256) where undone_at is null;
comment on table incident_import is 'Files of past incidents that were taken.';
comment on column incident_import.id is 'Identity.';
comment on column incident_import.source_id is 'The source that its incidents name.';
comment on column incident_import.sha256 is 'Of the file: it is taken once, unless it was undone.';
comment on column incident_import.mapping is 'How it was read.';
comment on column incident_import.rows is 'How many rows it had.';
comment on column incident_import.taken is 'How many of them became incidents.';
comment on column incident_import.classes is 'Classes that were added for it.';
comment on column incident_import.imported_at is 'When.';
comment on column incident_import.undone_at is 'When all of it was removed again.';
