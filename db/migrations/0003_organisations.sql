-- Who can be responsible, for which kinds of work, and by which document.

create table organisation_kind (
  code text primary key check (code ~ '^[a-z_]+$'),
  name_zh text not null,
  name_en text not null,
  sort smallint not null
);
comment on table organisation_kind is 'Kinds of organisation at street level (db/seed/organisation-kinds.csv).';
comment on column organisation_kind.code is 'Key.';
comment on column organisation_kind.name_zh is 'Name in Chinese.';
comment on column organisation_kind.name_en is 'Name in English.';
comment on column organisation_kind.sort is 'Order in lists.';

create table organisation (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[0-9A-Za-z_-]{1,40}$'),
  name text not null check (name <> ''),
  kind text not null references organisation_kind (code),
  parent_id integer references organisation (id),
  area_id integer references area (id),
  phone text check (phone ~ '^[0-9 +()-]{3,24}$'),
  valid_from date not null,
  valid_to date,
  source_id integer not null references source (id),
  check (valid_to > valid_from),
  check (parent_id <> id)
);
create index organisation_kind_code on organisation (kind);
create index organisation_parent_id on organisation (parent_id);
create index organisation_area_id on organisation (area_id);
create index organisation_source_id on organisation (source_id);
comment on table organisation is 'Who can be responsible (责任单位): offices, committees, squads, companies, property managers, as a tree.';
comment on column organisation.id is 'Identity.';
comment on column organisation.code is 'Key in files and the API.';
comment on column organisation.name is 'Name.';
comment on column organisation.kind is 'Kind.';
comment on column organisation.parent_id is 'The organisation it belongs to.';
comment on column organisation.area_id is 'The area it works for, where it has one.';
comment on column organisation.phone is 'Its office line; never a person''s own number.';
comment on column organisation.valid_from is 'First day of its existence.';
comment on column organisation.valid_to is 'First day on which it is no more.';
comment on column organisation.source_id is 'Where it came from.';

create table duty (
  code text primary key check (code ~ '^[a-z_]+$'),
  name_zh text not null,
  name_en text not null,
  legal_basis text,
  default_lead_kind text references organisation_kind (code),
  default_support_kinds text[] not null default '{}',
  usual_means text,
  certainty text not null check (certainty in ('confirmed', 'inferred', 'memory')),
  sort smallint not null
);
create index duty_default_lead_kind on duty (default_lead_kind);
comment on table duty is 'The duty catalogue (职责清单): kinds of work that somebody must answer for (db/seed/duties.csv).';
comment on column duty.code is 'Key.';
comment on column duty.name_zh is 'Name in Chinese.';
comment on column duty.name_en is 'Name in English.';
comment on column duty.legal_basis is 'Law or rule it rests on.';
comment on column duty.default_lead_kind is 'Kind of organisation that usually leads.';
comment on column duty.default_support_kinds is 'Kinds of organisation that usually support.';
comment on column duty.usual_means is 'Staff and money that should come with it.';
comment on column duty.certainty is 'How well the row is known; memory is an editable default, never "the standard says".';
comment on column duty.sort is 'Order in lists.';

create table document (
  id integer generated always as identity primary key,
  number text not null unique check (number <> ''),
  title text not null,
  issuer text not null,
  issued_on date,
  source_id integer not null references source (id)
);
create index document_source_id on document (source_id);
comment on table document is 'The paper that says who is responsible (依据).';
comment on column document.id is 'Identity.';
comment on column document.number is 'Number, for example 桐花街办〔2025〕12号.';
comment on column document.title is 'Title.';
comment on column document.issuer is 'Who issued it.';
comment on column document.issued_on is 'When it was issued.';
comment on column document.source_id is 'Where it came from.';
