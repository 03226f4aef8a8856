-- Classes of incident as a city works with them: what stands for what between editions, how long handling may take by
-- which clock, what evidence is asked for, and the days on which the clocks run.

-- A class of the new list that is named after a component (…异常) has no code that is known.
alter table incident_class alter column code drop not null;
alter table incident_class add column derived_from integer references incident_class (id);
alter table incident_class add constraint incident_class_code check (code is not null or derived_from is not null);
alter table incident_class add column evidence text[] not null default '{}'
  check (evidence <@ array['photo_found', 'photo_done', 'component_code', 'measure', 'witness']);
create unique index incident_class_derived_from on incident_class (derived_from);
comment on column incident_class.code is 'Code within edition and kind; null where it is not known, of one that is named after a component.';
comment on column incident_class.derived_from is 'The component whose anomaly (异常) this matter is.';
comment on column incident_class.evidence is 'What a case of it asks for: photo_found 发现照片, photo_done 处置后照片, component_code 部件编码, measure 测量值, witness 见证人.';

create table incident_class_match (
  former_id integer not null references incident_class (id),
  class_id integer not null references incident_class (id),
  certainty text not null check (certainty in ('confirmed', 'inferred', 'memory', 'city')),
  primary key (former_id, class_id),
  check (former_id <> class_id)
);
create index incident_class_match_class_id on incident_class_match (class_id);
comment on table incident_class_match is 'Which class of an older edition is which of a newer one (GB/T 30428.2-2013 to GB/T 47678.5-2026): a case stays what it was filed as, and is counted under either.';
comment on column incident_class_match.former_id is 'The older class.';
comment on column incident_class_match.class_id is 'The newer one.';
comment on column incident_class_match.certainty is 'How well the pair is known; city: the city has said so.';

alter table incident_class drop constraint incident_class_certainty_check;
alter table incident_class add constraint incident_class_certainty_check
  check (certainty in ('confirmed', 'inferred', 'memory', 'city'));
comment on column incident_class.certainty is 'How well the row is known; city: the city has said so.';

create table incident_limit (
  id integer generated always as identity primary key,
  class_id integer not null references incident_class (id),
  condition text not null default '',
  clock text not null check (clock in ('emergency_hours', 'working_hours', 'working_days')),
  minutes integer not null check (minutes between 1 and 1440 * 366),
  place text not null,
  certainty text not null check (certainty in ('confirmed', 'inferred', 'memory', 'city')),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  unique (class_id, place, condition, valid_from)
);
comment on table incident_limit is 'How long the handling of a case may take (处置时限), by class and condition. Limits are a city''s: those of another are examples, until the city has its own.';
comment on column incident_limit.id is 'Identity.';
comment on column incident_limit.class_id is 'The class.';
comment on column incident_limit.condition is 'For which kind or degree of it; empty where the class has one limit.';
comment on column incident_limit.clock is 'emergency_hours 紧急工作时, working_hours 工作时, working_days 工作日 (src/lib/domain/incident/clocks.ts).';
comment on column incident_limit.minutes is 'Minutes of the clock; a working day has 1,440.';
comment on column incident_limit.place is 'Whose rule it is; empty for the jurisdiction''s own.';
comment on column incident_limit.certainty is 'How well the row is known.';
comment on column incident_limit.valid_from is 'First day.';
comment on column incident_limit.valid_to is 'First day on which it does not hold any more; null: until further notice.';

create table stage_limit (
  stage text primary key check (stage in ('acceptance', 'verification', 'dispatch', 'check')),
  clock text not null check (clock in ('emergency_hours', 'working_hours', 'working_days')),
  minutes integer not null check (minutes between 1 and 1440 * 366),
  certainty text not null check (certainty in ('confirmed', 'inferred', 'memory', 'city'))
);
comment on table stage_limit is 'How long the other stages of a case may take, whatever its class.';
comment on column stage_limit.stage is 'acceptance 受理, verification 核实, dispatch 派遣, check 核查.';
comment on column stage_limit.clock is 'As of incident_limit.';
comment on column stage_limit.minutes is 'Minutes of the clock.';
comment on column stage_limit.certainty is 'How well the row is known.';

create table work_calendar_day (
  day date primary key,
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null,
  document text not null
);
comment on table work_calendar_day is 'Days on which work is not as the weekday says: public holidays, and Saturdays and Sundays that are worked for them (调休).';
comment on column work_calendar_day.day is 'The day.';
comment on column work_calendar_day.kind is 'holiday: free; workday: worked.';
comment on column work_calendar_day.name is 'Of the holiday.';
comment on column work_calendar_day.document is 'Who has said so.';
