-- The whole answer to one click, in one statement: the card of a grid on a day, as src/lib/domain/grid/card.ts has it.
-- In json, not jsonb: a level is laid into the next as it is, not taken apart and built again.
-- For the day of the stored coverage it is read; for any other day it is worked out by the same functions.

-- Stable, as building JSON is, and without a FROM: so the planner writes it into the statement that calls it.
create or replace function lng_lat(place geometry) returns json
language sql stable parallel safe as $$
  select json_build_array(round(st_x(st_transform(place, 4326))::numeric, 7), round(st_y(st_transform(place, 4326))::numeric, 7))
$$;
comment on function lng_lat(geometry) is 'A point of the metric frame as [longitude, latitude], degrees to 7 decimals.';

create or replace function geo_json(shape geometry) returns json
language sql immutable parallel safe as $$
  select st_asgeojson(st_transform(shape, 4326), 7, 0)::json
$$;
comment on function geo_json(geometry) is 'A shape of the metric frame as GeoJSON in degrees to 7 decimals.';

create or replace function moment(at timestamptz) returns text
language sql stable parallel safe as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;
comment on function moment(timestamptz) is 'A moment as ISO 8601 in UTC.';

create or replace function square_metres(m2 double precision) returns numeric
language sql immutable parallel safe as $$ select round(m2::numeric, 2) $$;
comment on function square_metres(double precision) is 'Square metres to two decimals: the last digits of an overlay differ between releases of GEOS.';

create or replace function means_in(of_grid integer, responsibilities integer[], of_all boolean, means_of integer[])
returns table (responsibility_id integer, staff_posts double precision, budget_yuan double precision)
-- Whatever the caller says, it tells no more than whoever asks may see (15_context.sql).
language plpgsql stable security definer set search_path from current as $$
declare
  reached boolean := of_all and context_reaches('means', of_grid);
  organisations integer[] := case when reached then '{}' else context_organisations('means', means_of) end;
begin
  if reached or organisations <> '{}' then
    return query select r.id, r.staff_posts, r.budget_yuan from responsibility r
      where r.id = any (responsibilities) and (reached or r.organisation_id = any (organisations));
  end if;
end
$$;
comment on function means_in(integer, integer[], boolean, integer[]) is 'Staff and money of some responsibilities in a grid: of all, or of those of these organisations, as far as whoever asks may see them.';

drop function if exists card_duties(grid, integer[], date, boolean, integer[]);
create or replace function card_duties(
  of_grid grid, areas integer[], day date, exact boolean, with_means boolean, means_of integer[]) returns json
-- Whatever the caller says, of few people it tells no more than whoever asks may know (15_context.sql).
language plpgsql stable security definer set search_path from current as $$
declare
  found_states grid_duty[];
  answer json;
begin
  exact := exact and sees_people(of_grid.id);
  if day = coverage_day() then
    found_states := array(select d from grid_duty d where d.grid_id = of_grid.id);
  else
    found_states := array(select row(c.*)::grid_duty from coverage_of(array[of_grid.id], array(select code from duty), day) as c);
  end if;
  with answered as materialized (
    select * from unnest(found_states)
  ),
  said as materialized (
    select duty_code, 'lead' as part, unnest(leads) as id from answered
    union all
    select duty_code, 'support', unnest(supports) from answered
    union all
    select duty_code, 'fallback', unnest(fallbacks) from answered
  ),
  claim as materialized (
    select said.*, r.organisation_id, exists (select from responsibility_ground gr where gr.responsibility_id = said.id
        and (gr.grid_id = of_grid.id or (gr.kind = 'area' and gr.area_id = any (areas)))) as whole
    from said
    -- One by one (offset 0): planned as a join, every responsibility of the jurisdiction was read for a handful.
    cross join lateral (select organisation_id from responsibility where id = said.id offset 0) as r
  ),
  piece as materialized (
    select * from ground_piece where st_intersects(geom, of_grid.geom)
  ),
  -- What each of them has of the grid: all of it by the tree (shape is null), or its pieces' part.
  share as materialized (
    select claim.*, laid.shape, case when whole then of_grid.area_m2 else least(of_grid.area_m2, coalesce(st_area(laid.shape), 0)) end as m2
    from claim
    left join lateral (
      select common_ground(of_grid.geom, array_agg(p.geom order by p.id)) as shape
      from piece p
      where not claim.whole and exists (
        select from responsibility_ground gr
        where gr.responsibility_id = claim.id
          and (gr.id = p.ground_id or (gr.area_id = any (areas) and gr.object_kind = p.object_kind
            and object_matches(gr.object_class, p.object_class, p.managed))))
    ) as laid on true
  ),
  -- The ground of an organisation by all that it was given for a duty together, mostly by one responsibility.
  held as materialized (
    select duty_code, part, organisation_id, bool_or(whole) as whole, case when bool_or(whole) then null
        when count(*) = 1 then (array_agg(shape))[1]
        else common_ground(of_grid.geom, array_agg(shape) filter (where shape is not null)) end as shape
    from share group by duty_code, part, organisation_id
  ),
  -- On how much of it the organisation is the one to ask: as the fallback only where nobody leads.
  answering as materialized (
    select held.duty_code, held.part, held.organisation_id,
      case when held.part <> 'fallback' then case when whole then of_grid.area_m2 else coalesce(st_area(shape), 0) end
        when whole or c.state = 'clear' then c.fallback_m2
        when c.state = 'fallback' then coalesce(st_area(shape), 0)
        else coalesce(st_area(tidy(common_part(shape, c.fallback_geom))), 0) end as m2,
      case when held.part <> 'lead' then 0
        when whole then c.overlap_m2
        when c.state = 'overlap' then coalesce(st_area(shape), 0)
        else coalesce(st_area(tidy(common_part(shape, c.overlap_geom))), 0) end as shared_m2
    from held join answered c on c.duty_code = held.duty_code
  ),
  party as materialized (
    select share.duty_code, share.part, json_agg(json_build_object(
        'responsibility_id', r.id,
        'organisation', json_build_object('code', o.code, 'name', o.name, 'kind', o.kind, 'kind_name_zh', k.name_zh,
          'kind_name_en', k.name_en, 'phone', o.phone),
        'since', r.valid_from, 'until', r.valid_to,
        'document', case when d.id is not null then json_build_object('number', d.number, 'title', d.title,
          'issuer', d.issuer, 'issued_on', d.issued_on) end,
        'staff_posts', told.staff_posts,
        'budget_yuan', told.budget_yuan,
        'm2', square_metres(share.m2),
        'answers_m2', square_metres(least(a.m2, of_grid.area_m2)), 'shared_m2', square_metres(least(a.shared_m2, of_grid.area_m2)),
        'demonstration', s.kind = 'demonstration'
      ) order by share.m2 desc, o.name, r.id) as list
    from share
    join responsibility r on r.id = share.id
    join answering a on a.duty_code = share.duty_code and a.part = share.part and a.organisation_id = share.organisation_id
    left join means_in(of_grid.id, array(select id from share), with_means, means_of) told on told.responsibility_id = r.id
    join organisation o on o.id = r.organisation_id
    join organisation_kind k on k.code = o.kind
    join source s on s.id = r.source_id
    left join document d on d.id = r.document_id
    group by share.duty_code, share.part
  )
  select json_agg(json_build_object(
    'code', duty.code, 'name_zh', duty.name_zh, 'name_en', duty.name_en, 'state', c.state,
    'ground', json_build_object(
      'clear', json_build_object('m2', square_metres(c.clear_m2), 'residents', case when exact then c.clear_residents else said(c.clear_residents) end),
      'fallback', json_build_object('m2', square_metres(c.fallback_m2), 'residents', case when exact then c.fallback_residents else said(c.fallback_residents) end),
      'gap', json_build_object('m2', square_metres(c.gap_m2), 'residents', case when exact then c.gap_residents else said(c.gap_residents) end),
      'overlap', json_build_object('m2', square_metres(c.overlap_m2), 'residents', case when exact then c.overlap_residents else said(c.overlap_residents) end)),
    'shapes', json_build_object('clear', geo_json(c.clear_geom), 'fallback', geo_json(c.fallback_geom),
      'gap', geo_json(c.gap_geom), 'overlap', geo_json(c.overlap_geom)),
    'leads', coalesce((select list from party where party.duty_code = duty.code and part = 'lead'), '[]'),
    'supports', coalesce((select list from party where party.duty_code = duty.code and part = 'support'), '[]'),
    'fallbacks', coalesce((select list from party where party.duty_code = duty.code and part = 'fallback'), '[]')
    ) order by duty.sort, duty.code)
  into answer
  from duty join answered c on c.duty_code = duty.code;
  return coalesce(answer, '[]');
end
$$;
comment on function card_duties(grid, integer[], date, boolean, boolean, integer[]) is 'Every duty of the catalogue in a grid, which lies in these areas, on a day: states, shapes, and who leads, supports or answers as the fallback, the one with most of the ground first; staff and money of all, or of these organisations.';

drop function if exists card_facilities(grid, date);
create or replace function card_facilities(of_grid grid, day date, exact boolean) returns json
language plpgsql stable security definer set search_path from current as $$
declare
  found_reach grid_reach[];
  answer json;
begin
  exact := exact and sees_people(of_grid.id);
  if day = coverage_day() then
    found_reach := array(select r from grid_reach r where r.grid_id = of_grid.id);
  else
    found_reach := array(select row(r.*)::grid_reach from reach_of(array[of_grid.id], array(select code from facility_type), day) as r);
  end if;
  select json_agg(json_build_object(
    'type_code', t.code, 'name_zh', t.name_zh, 'name_en', t.name_en, 'tier', n.tier, 'radius_m', n.radius_m,
    'age_from', n.age_from, 'age_to', n.age_to, 'certainty', n.certainty,
    'residents_of_age', case when exact then row.residents_of_age else said(row.residents_of_age) end,
    'residents_within', case when exact then row.residents_within else said(row.residents_within) end,
    'nearest', case when f.id is not null then json_build_object('id', f.id, 'name', f.name,
      'distance_m', round(row.nearest_m::numeric, 1), 'position', lng_lat(f.geom)) end) order by t.sort, t.code)
  into answer
  from unnest(found_reach) as row
  join facility_type t on t.code = row.type_code
  join norm_on(day) n on n.type_code = t.code
  left join facility f on f.id = row.nearest_facility_id;
  return coalesce(answer, '[]');
end
$$;
comment on function card_facilities(grid, date, boolean) is 'Every facility type with a service radius: residents of the age served within reach, and the nearest one.';

drop function if exists people_in(grid, boolean);
create or replace function people_in(of_grid integer, present boolean, out buildings integer, out households integer, out residents integer)
-- Of who lives in each building nothing is told but the sum (96_privileges.sql), of a grid that there is.
language plpgsql stable security definer set search_path from current as $$
declare
  exact boolean := sees_people(of_grid);
  ground geometry := (select g.geom from grid g where g.id = of_grid);
begin
  -- One dwelling whose households or residents are not known makes the sum not known: null, which is not zero.
  select count(*)::integer,
    case when count(*) = count(home) then coalesce(sum(home), 0)::integer end,
    case when count(*) = count(known) then coalesce(sum(known), 0)::integer end
  into buildings, households, residents
  from (
    select coalesce(b.households, case when residents_at(b.use, b.residents, b.residents_by_age) = 0 then 0 end) as home,
      residents_at(b.use, b.residents, b.residents_by_age) as known
    from buildings_in(of_grid, ground, present) as b
  ) as dwelling;
  if not exact then
    households := said(households);
    residents := said(residents);
  end if;
end
$$;
comment on function people_in(integer, boolean) is 'Buildings, households and residents of a grid, as far as whoever asks may know; null where they are not known of all its buildings.';

create or replace function reaches(reach jsonb, record text, areas integer[]) returns boolean
-- Not in SQL: what cannot be inlined would be planned at each call.
language plpgsql immutable parallel safe as $$
begin
  return reach is null or coalesce(jsonb_typeof(reach -> record) = 'null'
    or exists (select from jsonb_array_elements(reach -> record) as root where root::integer = any (areas)), false);
end
$$;
comment on function reaches(jsonb, text, integer[]) is 'Whether what lies in these areas may be seen of a record: reach has for each a list of areas, null for everywhere; without it, all may be seen.';

drop function if exists grid_card(text, date);
create or replace function grid_card(of_code text, at date, reach jsonb default null) returns json
language plpgsql stable
-- Left to itself the server plans these statements for every click anew, which takes longer than answering them.
set plan_cache_mode = force_generic_plan
as $$
declare
  of_grid grid;
  today date := coverage_day();
  present boolean;
  areas integer[];
  lives record;
  exact boolean;
  sees_greening boolean;
  greening_of integer[] := array(select one::integer from jsonb_array_elements(coalesce(reach -> 'greening_of', '[]')) one);
  means_of integer[] := array(select one::integer from jsonb_array_elements(coalesce(reach -> 'means_of', '[]')) one);
begin
  select * into of_grid from grid where code = of_code and in_force(valid_from, valid_to, at);
  if not found then
    return null;
  end if;
  present := in_force(of_grid.valid_from, of_grid.valid_to, today);
  areas := array(select area_id from areas_above(array[of_grid.community_id], array[of_grid.duty_grid_id]));
  exact := reaches(reach, 'people', areas);
  sees_greening := reaches(reach, 'greening', areas);
  select * into lives from people_in(of_grid.id, present);
  return json_build_object(
    'at', at,
    'computed_at', moment(case when at = today then coalesce((select computed_at from coverage_status), now()) else now() end),
    'demonstration', coalesce((select demonstration from jurisdiction), false),
    'grid', json_build_object(
      'id', of_grid.id, 'code', of_grid.code, 'area_m2', square_metres(of_grid.area_m2), 'built_up', of_grid.built_up,
      'valid_from', of_grid.valid_from, 'valid_to', of_grid.valid_to, 'position', lng_lat(of_grid.spot),
      'geometry', geo_json(of_grid.geom), 'buildings', lives.buildings,
      'households', case when exact then lives.households else said(lives.households) end,
      'residents', case when exact then lives.residents else said(lives.residents) end,
      'source', (select json_build_object('kind', kind, 'name', name, 'attribution', attribution, 'as_of', as_of)
        from source where id = of_grid.source_id)),
    'areas', (select json_agg(json_build_object('code', a.code, 'level', a.level, 'name', a.name)
        order by array_position(array['city', 'district', 'street', 'community', 'duty_grid'], a.level))
      from area a where a.id = any (areas)),
    'duties', card_duties(of_grid, areas, at, exact, reaches(reach, 'means', areas), means_of),
    'facilities', card_facilities(of_grid, at, exact),
    'incidents', case when reaches(reach, 'incident', areas) then card_incidents(of_grid, at) end,
    'greening', case when sees_greening or greening_of <> '{}'
      then card_greening(of_grid, at, case when not sees_greening then greening_of end) end,
    'withheld', array_to_json(array(select record from unnest(array['people', 'means', 'incident', 'greening']) as record
      where not reaches(reach, record, areas))));
end
$$;
comment on function grid_card(text, date, jsonb) is 'All that a click on a grid asks, on a day: who answers for each duty, what is missing, incidents and greening, as far as reach goes. Null when there is no such grid on that day.';
