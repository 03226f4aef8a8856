-- Whose a case is: the leader of the duty of its class at its place. Where nobody leads, or two do, it is the street
-- office's to decide, and the case says so.

drop function if exists responsibilities_at(geometry, text, date);
create or replace function responsibilities_at(place geometry, duty text, day date)
returns table (responsibility_id integer, organisation_id integer, part text)
-- Of another day it asks for the whole coverage, which counts people: it tells of none.
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
declare
  of_grid grid;
  areas integer[];
  row_of grid_duty;
begin
  select * into of_grid from grid where id = grid_at(place, day);
  if not found then
    return;
  end if;
  areas := array(select area_id from areas_above(array[of_grid.community_id], array[of_grid.duty_grid_id]));
  if day = coverage_day() then
    select d.* into row_of from grid_duty d where d.grid_id = of_grid.id and d.duty_code = duty;
  else
    select c.* into row_of from coverage_of(array[of_grid.id], array[duty], day) c;
  end if;
  return query
  -- All that have any of the grid's ground; of them those whose ground is here, by the tree or by a piece.
  select r.id, r.organisation_id, said.part
  from (
    select 'lead' as part, unnest(row_of.leads) as id
    union all
    select 'support', unnest(row_of.supports)
    union all
    select 'fallback', unnest(row_of.fallbacks)
  ) said
  join responsibility r on r.id = said.id
  where exists (
    select from responsibility_ground g
    where g.responsibility_id = r.id and (
      g.grid_id = of_grid.id or (g.kind = 'area' and g.area_id = any (areas))
      or exists (
        select from ground_piece p
        where st_intersects(p.geom, place) and (p.ground_id = g.id
          or (g.area_id = any (areas) and g.object_kind = p.object_kind and object_matches(g.object_class, p.object_class, p.managed)))
      ))
  )
  order by said.part, r.id;
end
$$;
comment on function responsibilities_at(geometry, text, date) is 'Responsibilities for a duty at a point (metric frame) on a day.';

create or replace function office_of(of_community integer, day date) returns integer
language plpgsql stable as $$
begin
  return (
    select o.id from organisation o join areas_above(array[of_community], '{}') up on up.area_id = o.area_id
    where o.kind in ('subdistrict_office', 'town_government') and in_force(o.valid_from, o.valid_to, day)
    order by o.id limit 1
  );
end
$$;
comment on function office_of(integer, date) is 'The street office (街道办事处), or the government of the town (镇人民政府), that a community lies under on a day.';

drop function if exists proposed_handler(integer, geometry, date);
create or replace function proposed_handler(
  of_class integer, place geometry, day date,
  out duty text, out state text, out organisation_id integer, out leads integer[], out office_id integer)
language plpgsql stable as $$
#variable_conflict use_column
declare
  fallbacks integer[];
begin
  select c.duty_code into duty from incident_class c where c.id = of_class;
  select array_agg(distinct a.organisation_id order by a.organisation_id) filter (where a.part = 'lead'),
    array_agg(distinct a.organisation_id order by a.organisation_id) filter (where a.part = 'fallback')
  into leads, fallbacks
  from responsibilities_at(place, duty, day) a;
  leads := coalesce(leads, '{}');
  state := case
    when duty is null then null
    when cardinality(leads) = 1 then 'clear'
    when cardinality(leads) > 1 then 'overlap'
    when cardinality(fallbacks) > 0 then 'fallback'
    else 'gap' end;
  office_id := office_of((select g.community_id from grid g where g.id = grid_at(place, day)), day);
  organisation_id := case when state = 'clear' then leads[1] else office_id end;
end
$$;
comment on function proposed_handler(integer, geometry, date) is 'To whom a case of a class at a point (metric frame) goes: the only leader of its duty there, else the street office; with the state of that ground, null for a class without a duty.';
