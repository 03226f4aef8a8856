-- Sums over the grids of areas that count people: whatever the caller says, exact only where whoever asks may know of all
-- these grids.

create or replace function area_duties(grids integer[], exact boolean)
returns table (duty_code text, grids_of integer, clear_m2 double precision, fallback_m2 double precision, gap_m2 double precision,
  overlap_m2 double precision, clear_residents integer, fallback_residents integer, gap_residents integer, overlap_residents integer)
language plpgsql stable security definer set search_path from current set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  exact := exact and sees_people_of(grids);
  return query
  select d.duty_code, count(*)::int,
    round(10 * sum(d.clear_m2)) / 10, round(10 * sum(d.fallback_m2)) / 10, round(10 * sum(d.gap_m2)) / 10, round(10 * sum(d.overlap_m2)) / 10,
    case when enough_known(count(*) - count(d.clear_residents), count(built.id))
      then sum(case when exact then d.clear_residents else said(d.clear_residents) end) end::int,
    case when enough_known(count(*) - count(d.fallback_residents), count(built.id))
      then sum(case when exact then d.fallback_residents else said(d.fallback_residents) end) end::int,
    case when enough_known(count(*) - count(d.gap_residents), count(built.id))
      then sum(case when exact then d.gap_residents else said(d.gap_residents) end) end::int,
    case when enough_known(count(*) - count(d.overlap_residents), count(built.id))
      then sum(case when exact then d.overlap_residents else said(d.overlap_residents) end) end::int
  from grid_duty d
  left join (select distinct b.grid_id as id from building b where b.grid_id = any (grids)) built on built.id = d.grid_id
  where d.grid_id = any (grids)
  group by d.duty_code;
end
$$;
comment on function area_duties(integer[], boolean) is 'The four states of some grids together, for every duty: square metres to a tenth, and residents where they are known of enough grids.';

create or replace function area_reach(grids integer[], exact boolean)
returns table (type_code text, residents_of_age integer, residents_within integer)
language plpgsql stable security definer set search_path from current set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  exact := exact and sees_people_of(grids);
  return query
  select r.type_code,
    case when enough_known(count(*) - count(r.residents_of_age), count(built.id))
      then sum(case when exact then r.residents_of_age else said(r.residents_of_age) end) end::int,
    case when enough_known(count(*) - count(r.residents_of_age), count(built.id))
      then sum(case when exact then r.residents_within else said(r.residents_within) end) end::int
  from grid_reach r
  left join (select distinct b.grid_id as id from building b where b.grid_id = any (grids)) built on built.id = r.grid_id
  where r.grid_id = any (grids)
  group by r.type_code;
end
$$;
comment on function area_reach(integer[], boolean) is 'For every facility type how many residents of some grids are of the age served, and how many of these within reach, where they are known of enough grids.';

create or replace function worst_place(of_state text) returns table (grid_id integer, duty_code text)
-- It tells where, and not how many.
language plpgsql stable security definer set search_path from current as $$
begin
  return query
  select d.grid_id, d.duty_code
  from grid_duty d
  cross join lateral (
    select case of_state when 'gap' then d.gap_residents when 'overlap' then d.overlap_residents end as residents,
      case of_state when 'gap' then d.gap_m2 when 'overlap' then d.overlap_m2 end as m2
  ) s
  where s.residents > 0
  order by d.state <> 'mixed', s.residents desc, s.m2 desc, d.grid_id, d.duty_code
  limit 1;
end
$$;
comment on function worst_place(text) is 'The grid with most residents on ground of one duty that is in a state (gap or overlap); one where only a part is comes before one that is whole.';
