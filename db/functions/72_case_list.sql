-- Cases as lists, boards and maps ask for them: the one place that says what a filter means (src/lib/domain/incident/filter.ts).

-- Planned as part of whatever asks (so it sets no search path of its own): what a filter does not ask for costs nothing. What
-- is few is asked for as an array, which an index can look up; what may be many as a set, which is hashed.
drop function if exists cases_asked_for(boolean, integer[], integer[], jsonb);
create function cases_asked_for(anywhere boolean, in_areas integer[], of_organisations integer[], asked jsonb)
returns table (id integer, number text, state text, version integer, class_id integer, organisation_id integer, address text,
  happened_at timestamptz, due_at timestamptz, warn_at timestamptz, closed_at timestamptz, duty_state text, sent_back integer,
  reworked integer, escalated integer, asked_minutes integer, grid_id integer, geom geometry)
language sql stable parallel restricted as $$
  select i.id, i.number, i.state, i.version, i.class_id, i.organisation_id, i.address, i.happened_at, i.due_at, i.warn_at, i.closed_at,
    i.duty_state, i.sent_back, i.reworked, i.escalated, i.asked_minutes, i.grid_id, i.geom
  from incident i
  where (anywhere or cardinality(in_areas) = 0
      or i.grid_id in (
        select g.id from grid g
        where g.community_id = any (array(select below.area_id from unnest(in_areas) r (id) cross join lateral areas_below(r.id) below))
          or g.duty_grid_id = any (array(select below.area_id from unnest(in_areas) r (id) cross join lateral areas_below(r.id) below)))
      or i.organisation_id = any (of_organisations)
      or i.id in (select e.incident_id from incident_event e where e.organisation_id = any (of_organisations)))
    -- Whoever sees only what is their organisation's has few of many: they are looked up.
    and (anywhere or cardinality(in_areas) > 0 or i.id = any (array(
      select o.id from incident o where o.organisation_id = any (of_organisations)
      union select e.incident_id from incident_event e where e.organisation_id = any (of_organisations))))
    and (asked ->> 'number' is null or i.number = asked ->> 'number')
    and (asked ->> 'area' is null or i.grid_id in (
      select g.id from grid g
      where g.community_id = any (array(
          select below.area_id from area a cross join lateral areas_below(a.id) below where a.code = asked ->> 'area'))
        or g.duty_grid_id = any (array(
          select below.area_id from area a cross join lateral areas_below(a.id) below where a.code = asked ->> 'area'))))
    and (asked ->> 'grid' is null or i.grid_id = any (array(select g.id from grid g where g.code = asked ->> 'grid')))
    and (asked ->> 'organisation' is null
      or i.organisation_id = any (array(select o.id from organisation o where o.code = asked ->> 'organisation')))
    and (asked ->> 'kind' is null or i.class_id in (select c.id from incident_class c where c.kind = asked ->> 'kind'))
    and (asked ->> 'text' is null or strpos(i.number, asked ->> 'text') > 0 or strpos(i.address, asked ->> 'text') > 0
      or i.class_id in (
        select c.id from incident_class c where strpos(c.name_zh, asked ->> 'text') > 0 or c.code = asked ->> 'text'))
    and (asked ->> 'since' is null or i.happened_at >= (select (asked ->> 'since')::timestamptz))
    and (asked ->> 'before' is null or i.happened_at < (select (asked ->> 'before')::timestamptz))
    -- Numbers, not shapes: nothing that might tell of a row by its error is asked before the policies are (0120_fence.sql).
    and (asked -> 'tiles' is null
      or i.tile_x between (asked #>> '{tiles,0}')::int and (asked #>> '{tiles,2}')::int
        and i.tile_y between (asked #>> '{tiles,1}')::int and (asked #>> '{tiles,3}')::int)
$$;
comment on function cases_asked_for(boolean, integer[], integer[], jsonb) is
  'Cases anywhere, or in areas with all below them, or that are, or were, given to organisations, that a filter asks for: area, grid, organisation (codes), number, kind, text, since, before (moments of when they happened), tiles (columns and lines of Web Mercator as incident has them: least and greatest).';

create or replace function is_bounced(sent_back integer, duty_state text) returns boolean
language sql immutable parallel safe as $$
  select sent_back > 0 or coalesce(duty_state in ('gap', 'overlap'), false)
$$;
comment on function is_bounced(integer, text) is 'Whether a case is nobody''s: sent back, or of ground where nobody leads its duty, or several.';

create or replace function cases_mark() returns text
language plpgsql stable security definer set search_path from current as $$
begin
  -- Events have their number in the order of the commits; what is brought in, or taken back, is a change of the ground.
  return md5(concat_ws(' ', (select nth from incident_feed),
    (select sum(mark) % 281474976710656 from ground_change where layer = 'incident')));
end
$$;
comment on function cases_mark() is 'Another text after anything that was done to a case, or came in or was taken away: of two that are the same nothing else is told.';
