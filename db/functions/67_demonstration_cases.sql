-- Open cases of a demonstration as they would be had they been handled here: each knows how its ground stands for its
-- duty, and those that were dispatched have somebody.

create or replace function give_demonstration_cases() returns integer
-- The process may not write of anybody's work.
language plpgsql security definer set search_path from current as $$
declare
  day date := coverage_day();
  given integer;
begin
  perform require_process();
  with wanted as materialized (
    select i.id, i.class_id, i.geom, i.state, i.grid_id, g.community_id, c.duty_code
    from incident i
    join incident_class c on c.id = i.class_id
    join source s on s.id = i.source_id and s.kind = 'demonstration'
    left join grid g on g.id = i.grid_id
    where i.state not in ('closed', 'merged', 'void') and i.version = 0 and i.duty_state is null and c.duty_code is not null
  ), office as materialized (
    select seat.community_id, office_of(seat.community_id, day) as id
    from (select distinct community_id from wanted where community_id is not null) seat
  ), answered as (
    -- What holds for all of a grid holds at the place of each case in it; where nothing does, its place is asked for, and
    -- nowhere else (offset 0): it takes a millisecond.
    select w.id, w.state, coalesce(whole.state, p.state) as ground,
      case when whole.state = 'clear' then who.leads[1] when whole.state is not null then office.id else p.organisation_id end as organisation_id
    from wanted w
    left join office on office.community_id = w.community_id
    left join grid_duty d on d.grid_id = w.grid_id and d.duty_code = w.duty_code
    cross join lateral (select array_agg(distinct r.organisation_id) as leads from responsibility r where r.id = any (d.leads)) who
    cross join lateral (
      select case when d.state in ('gap', 'fallback', 'overlap') or (d.state = 'clear' and cardinality(who.leads) = 1) then d.state end as state
    ) whole
    left join lateral (select asked.* from proposed_handler(w.class_id, w.geom, day) asked where whole.state is null offset 0) p on true
  )
  update incident i set duty_state = a.ground,
    organisation_id = case when a.state in ('dispatched', 'suspended', 'disposed', 'checked') then a.organisation_id end
  from answered a where i.id = a.id;
  get diagnostics given = row_count;
  return given;
end
$$;
comment on function give_demonstration_cases() is 'Gives the open cases of a demonstration to whoever leads their duty there, else to the street office, as proposed_handler has it; how many. To be called once its coverage is worked out; those that were given are left.';
