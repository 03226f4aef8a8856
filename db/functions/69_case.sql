-- Cases: what was done to an incident, by whom it may be done, and in which order it is told.

create or replace function case_right(act text) returns text
language sql immutable parallel safe set search_path from current as $$
  select case
    when act = 'report' then 'report'
    when act in ('verify', 'pass', 'rework') then 'inspect'
    when act in ('send_back', 'dispose', 'ask_extension') then 'handle'
    when act in ('accept', 'file', 'dispatch', 'redispatch', 'grant_extension', 'refuse_extension', 'suspend', 'resume',
      'merge', 'close', 'escalate', 'void', 'remove_photo') then 'direct'
  end
$$;
comment on function case_right(text) is 'Which right an action on a case needs, as src/lib/domain/incident/rights.ts says it; null: any of them, as for a word or a photo, and for what was brought in and is taken over by whoever does the first thing to it.';

create or replace function context_may_act(act text, of_incident integer) returns boolean
-- What the case is, it finds also where whoever asks may only act and not read.
language plpgsql stable parallel restricted security definer set search_path from current as $$
declare
  there incident;
  wanted text[] := case when case_right(act) is null then array['report', 'inspect', 'direct', 'handle']
    else array[case_right(act)] end;
begin
  select * into there from incident where id = of_incident;
  return exists (
    select from context_grants() given cross join unnest(wanted) as right_to (may)
    where role_may(given.role, may, 'incident') and (
      given.area is null and given.organisation is null
      or given.organisation = there.organisation_id and may = 'handle'
      or exists (
        select from grid g join areas_below(given.area) below on below.area_id in (g.community_id, g.duty_grid_id)
        where g.id = there.grid_id
      )
    )
  );
end
$$;
comment on function context_may_act(text, integer) is 'Whether whoever asks may do something to an incident, as it stands.';

create or replace function context_handles() returns integer[]
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return array(
    select distinct given.organisation from context_grants() given
    where role_may(given.role, 'handle', 'incident') and given.organisation is not null
  );
end
$$;
comment on function context_handles() is 'Organisations for which whoever asks handles cases.';

create or replace function context_handled() returns setof integer
-- The policies of incidents ask it, and those of events ask for the incident.
language plpgsql stable parallel restricted security definer set search_path from current as $$
begin
  return query
  select i.id from incident i where i.organisation_id = any (context_handles())
  union
  select e.incident_id from incident_event e where e.organisation_id = any (context_handles());
end
$$;
comment on function context_handled() is 'Incidents that are, or were, given to an organisation for which whoever asks handles cases.';

create or replace function keep_case_events() returns trigger
language plpgsql as $$
declare
  was incident_event;
begin
  if tg_op = 'UPDATE' then
    was := old;
    if was.feed is null then
      was.feed := new.feed;
      if was is not distinct from new then
        return new;
      end if;
    end if;
  elsif is_owner() then
    return old;
  end if;
  raise exception 'forbidden' using errcode = 'WG000', detail = '{"what": "case-event"}';
end
$$;
comment on function keep_case_events() is 'Refuses whatever is done to events of cases but adding to them; the owner may take them away with their ground.';

create or replace trigger incident_event_kept before update or delete on incident_event
for each row execute function keep_case_events();

create or replace function feed_case_event() returns trigger
-- Whoever adds an event may not touch the count.
language plpgsql security definer set search_path from current as $$
declare
  last bigint;
begin
  -- Whoever ends a transaction with an event waits here for the one who came before to end his.
  update incident_feed set nth = nth + 1 returning nth into strict last;
  update incident_event set feed = last where id = new.id;
  return null;
end
$$;
comment on function feed_case_event() is 'Numbers an event at the end of its transaction: the numbers ascend in the order of the commits.';

drop trigger if exists incident_event_feed on incident_event;
create constraint trigger incident_event_feed after insert on incident_event
deferrable initially deferred for each row execute function feed_case_event();

drop function if exists case_feed_after(bigint, integer);
create or replace function case_feed_after(after bigint, most integer)
returns table (feed bigint, number text, version integer, action text, state text, areas integer[], organisations integer[])
-- Only where each is, and whose: what it is, everybody asks for themselves.
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  perform require_process();
  return query
  select e.feed, i.number, e.nth, e.action, e.state,
    array(select area_id from areas_above(array[g.community_id], array[g.duty_grid_id])),
    array(select distinct h.organisation_id from incident_event h where h.incident_id = i.id and h.organisation_id is not null)
      || array_remove(array[i.organisation_id], null)
  from incident_event e
  join incident i on i.id = e.incident_id
  left join grid g on g.id = i.grid_id
  where e.feed > after
  order by e.feed limit most;
end
$$;
comment on function case_feed_after(bigint, integer) is 'Events after one, in the order in which they were committed, with the areas in which each incident lies and the organisations to which it was ever given.';

create or replace function report_source() returns integer
-- Whoever reports may not add sources.
language plpgsql security definer set search_path from current as $$
declare
  found_id integer;
begin
  select id into found_id from source where kind = 'entered' and name = '上报' and sha256 is null;
  if found_id is null then
    insert into source (kind, name) values ('entered', '上报')
    on conflict (kind, name, sha256) do update set name = excluded.name returning id into found_id;
  end if;
  return found_id;
end
$$;
comment on function report_source() is 'The source of what is reported here.';

create or replace function case_feed_end() returns bigint
language plpgsql stable security definer set search_path from current as $$
begin
  perform require_process();
  return (select nth from incident_feed);
end
$$;
comment on function case_feed_end() is 'How many events of cases have been committed.';

create or replace function case_feed_known() returns bigint
language plpgsql stable security definer set search_path from current as $$
begin
  if is_owner() or is_process() or context_may('read', 'incident') or context_may('handle', 'incident') then
    return (select nth from incident_feed);
  end if;
  return null;
end
$$;
comment on function case_feed_known() is 'How many events of cases have been committed, for whoever sees cases: they follow what comes after. Null for others.';

drop function if exists escalate_overdue(timestamptz, text, integer);
create or replace function escalate_overdue(moment_now timestamptz, by_actor text, most integer) returns integer
-- The process reads of nobody's work: what is late presses itself.
language plpgsql security definer set search_path from current as $$
declare
  late record;
  pressed integer := 0;
begin
  perform require_process();
  for late in
    -- What was brought in and never touched here is late by somebody else's reckoning.
    select i.id, i.number, i.state, i.version from incident i
    where i.state not in ('closed', 'merged', 'void') and i.due_at < moment_now and i.version > 0
      and not exists (
        select from incident_event e
        where e.incident_id = i.id and e.action = 'escalate' and e.actor = by_actor and e.at >= i.due_at
      )
    order by i.due_at, i.id limit most
    for update skip locked
  loop
    insert into incident_event (incident_id, nth, action, at, actor, state)
    values (late.id, late.version + 1, 'escalate', moment_now, by_actor, late.state);
    update incident set version = late.version + 1, escalated = escalated + 1 where id = late.id;
    insert into audit_entry (at, actor, action, subject, detail)
    values (moment_now, by_actor, 'incident.act', late.number,
      jsonb_build_object('deed', 'escalate', 'state', late.state, 'version', late.version + 1));
    pressed := pressed + 1;
  end loop;
  return pressed;
end
$$;
comment on function escalate_overdue(timestamptz, text, integer) is 'Presses cases whose time has passed, once for each time that was set; how many it were.';
