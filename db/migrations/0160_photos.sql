-- Photos of cases: each belongs to what was done when it was sent. The pictures themselves are files beside the database
-- (src/lib/server/photo/store.ts), under the name of their content.

alter table incident_event drop constraint incident_event_action_check;
alter table incident_event add constraint incident_event_action_check check (action in ('take_over', 'report', 'accept', 'verify',
  'file', 'dispatch', 'send_back', 'redispatch', 'dispose', 'rework', 'pass', 'close', 'ask_extension', 'grant_extension',
  'refuse_extension', 'suspend', 'resume', 'merge', 'escalate', 'void', 'say', 'photograph', 'remove_photo'));

create table incident_photo (
  id integer generated always as identity primary key,
  incident_id integer not null,
  nth integer not null,
  kind text not null check (kind in ('found', 'done')),
  name text not null check (name ~ '^[0-9a-f]{64}$'),
  original bytea not null check (octet_length(original) = 32),
  taken text check (taken ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2})?$'),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  removed_nth integer,
  foreign key (incident_id, nth) references incident_event (incident_id, nth),
  foreign key (incident_id, removed_nth) references incident_event (incident_id, nth),
  check (removed_nth > nth)
);
create index incident_photo_event on incident_photo (incident_id, nth);
create index incident_photo_removed on incident_photo (incident_id, removed_nth);
-- The same file is sent to a case once, as long as it is there.
create unique index incident_photo_original on incident_photo (incident_id, kind, original) where removed_nth is null;
create index incident_photo_name on incident_photo (name) where removed_nth is null;
comment on table incident_photo is 'Photos of cases, before and after their handling; only added to, and marked as removed.';
comment on column incident_photo.id is 'Identity.';
comment on column incident_photo.incident_id is 'The case.';
comment on column incident_photo.nth is 'Of the event that it came with.';
comment on column incident_photo.kind is 'What it shows: found 处置前, done 处置后.';
comment on column incident_photo.name is 'SHA-256 of the picture that is kept, which is its file''s name.';
comment on column incident_photo.original is 'SHA-256 of the file as it came, which is not kept.';
comment on column incident_photo.taken is 'When it was taken by the camera''s clock, with its offset where it says one; null where it does not say.';
comment on column incident_photo.width is 'Of the picture, pixels.';
comment on column incident_photo.height is 'Of the picture, pixels.';
comment on column incident_photo.removed_nth is 'Of the event by which it was removed; its file goes with the last that shows the same.';
