-- Incidents as cases: each is made of its events, which are only ever added; the row of the incident says what they come
-- to (src/lib/domain/incident/case.ts), so that a list need not work it out.

-- What returns all of an incident knows only the columns that there were.
drop function if exists tile_reported(integer, integer, integer, date);
drop function if exists reported_incident(date);

alter table incident drop constraint incident_state_check, drop constraint incident_check;
alter table incident add constraint incident_state check (state in ('reported', 'accepted', 'filed', 'dispatched', 'disposed',
  'checked', 'suspended', 'closed', 'merged', 'void'));
alter table incident add constraint incident_ended check ((state in ('closed', 'merged', 'void')) = (closed_at is not null));
alter table incident
  add column description text check (length(description) between 1 and 500 and description !~ '[[:cntrl:]]'),
  add column reported_at timestamptz,
  add column version integer not null default 0 check (version >= 0),
  add column organisation_id integer references organisation (id),
  add column warn_at timestamptz,
  add column duty_state text check (duty_state in ('clear', 'fallback', 'gap', 'overlap')),
  add column merged_into integer references incident (id),
  add column sent_back integer not null default 0 check (sent_back >= 0),
  add column reworked integer not null default 0 check (reworked >= 0),
  add column escalated integer not null default 0 check (escalated >= 0),
  add column asked_minutes integer check (asked_minutes > 0),
  add constraint incident_merged check ((state = 'merged') = (merged_into is not null) and merged_into <> id),
  add constraint incident_warned check (warn_at is null or due_at is not null);
drop index incident_open;
create index incident_open on incident (grid_id) where state not in ('closed', 'merged', 'void');
create index incident_due on incident (due_at) where state not in ('closed', 'merged', 'void');
create index incident_closed_at on incident (closed_at desc, id desc) where state in ('closed', 'merged', 'void');
create index incident_organisation_id on incident (organisation_id);
create index incident_merged_into on incident (merged_into);
comment on column incident.state is 'Where it stands on its way (GB/T 30428: report, acceptance, filing, dispatch, disposal, check, closing).';
comment on column incident.due_at is 'When what is to be done next is due; null while its clock stands still, and where there is no limit.';
comment on column incident.closed_at is 'When it was closed, merged or made void.';
comment on column incident.description is 'What was seen, in words; no person.';
comment on column incident.reported_at is 'When it was reported here; null for what was brought in from elsewhere.';
comment on column incident.version is 'How many events it has: whoever changes it says which they have seen.';
comment on column incident.organisation_id is 'Who handles it now.';
comment on column incident.warn_at is 'From when on whoever has it is warned that it is nearly due.';
comment on column incident.duty_state is 'State of the ground for the duty of its class, there and then: gap and overlap are evidence on that ground.';
comment on column incident.merged_into is 'The case that it is a duplicate of.';
comment on column incident.sent_back is 'How often whoever was to handle it said that it is not theirs.';
comment on column incident.reworked is 'How often it was found not done.';
comment on column incident.escalated is 'How often it was pressed, by somebody or because it was overdue.';
comment on column incident.asked_minutes is 'How much longer was asked for, unanswered.';

create sequence incident_serial as bigint;
comment on sequence incident_serial is 'The last part of the number of a case that is reported here.';

create table incident_event (
  id bigint generated always as identity primary key,
  incident_id integer not null references incident (id),
  nth integer not null check (nth >= 1),
  feed bigint unique,
  action text not null check (action in ('take_over', 'report', 'accept', 'verify', 'file', 'dispatch', 'send_back', 'redispatch',
    'dispose', 'rework', 'pass', 'close', 'ask_extension', 'grant_extension', 'refuse_extension', 'suspend', 'resume', 'merge',
    'escalate', 'void', 'say')),
  at timestamptz not null,
  actor text not null check (actor <> ''),
  role text,
  state text not null,
  organisation_id integer references organisation (id),
  reason text check (length(reason) between 1 and 500 and reason !~ '[[:cntrl:]]'),
  found boolean,
  minutes integer check (minutes > 0),
  limit_clock text check (limit_clock in ('emergency_hours', 'working_hours', 'working_days')),
  limit_minutes integer check (limit_minutes > 0),
  other_id integer references incident (id),
  key uuid,
  asked bytea check (octet_length(asked) = 32),
  unique (incident_id, nth),
  unique (actor, key),
  check (action <> 'say' or reason is not null),
  check ((limit_clock is null) = (limit_minutes is null)),
  check ((key is null) = (asked is null)),
  check ((action = 'merge') = (other_id is not null)),
  check (action not in ('dispatch', 'redispatch') or organisation_id is not null)
);
create index incident_event_organisation_id on incident_event (organisation_id);
create index incident_event_other_id on incident_event (other_id);
comment on table incident_event is 'What was done to each case, in its order; only ever added to.';
comment on column incident_event.id is 'Identity.';
comment on column incident_event.incident_id is 'The case.';
comment on column incident_event.nth is 'Which of its events it is, from 1 on without a hole.';
comment on column incident_event.feed is 'Which of all events it is, in the order in which they were committed, without a hole: who follows them misses none.';
comment on column incident_event.action is 'What was done (src/lib/domain/incident/workflow.ts); take_over: it was brought in as it stood.';
comment on column incident_event.at is 'When.';
comment on column incident_event.actor is 'account:<id>, or the process; never a name.';
comment on column incident_event.role is 'The role in which they did it (src/lib/domain/access/roles.ts); null for the process.';
comment on column incident_event.state is 'Where it stood after it.';
comment on column incident_event.organisation_id is 'To whom it was given.';
comment on column incident_event.reason is 'Why, or what was said; no person.';
comment on column incident_event.found is 'Whether it was found where it was reported.';
comment on column incident_event.minutes is 'How much longer was asked for, by the clock of its limit.';
comment on column incident_event.limit_clock is 'By which clock its handling is timed.';
comment on column incident_event.limit_minutes is 'How long the handling may take, minutes of that clock.';
comment on column incident_event.other_id is 'The case that it is a duplicate of.';
comment on column incident_event.key is 'What whoever did it called it: the same key again is the same deed.';
comment on column incident_event.asked is 'SHA-256 of what was asked under that key.';

create table incident_feed (
  only_one boolean primary key default true check (only_one),
  nth bigint not null check (nth >= 0)
);
insert into incident_feed (nth) values (0);
comment on table incident_feed is 'How many events of cases have been committed.';
comment on column incident_feed.only_one is 'There is one row.';
comment on column incident_feed.nth is 'The last number given.';

-- Whoever works on cases changes what is measured, and may not touch the notes on that.
alter function note_measure_change() security definer set search_path from current;
