-- Incidents by the month in which they were reported, and their tiles. A month is a calendar month where the
-- jurisdiction is (the session's time zone); what was made void was no incident. Where they lie is asked in numbers: a
-- condition on shapes would not be looked up before the policy of the table has passed every row (0120_fence.sql).

create or replace function month_number(day date) returns integer
language sql immutable parallel safe as $$
  select (date_part('year', day) * 12 + date_part('month', day))::integer - 1
$$;
comment on function month_number(date) is 'Months since the year 0, as src/lib/domain/measure/months.ts counts them.';

create or replace function reported_incident(day date) returns setof incident
language sql stable parallel safe as $$
  select * from incident
  where state not in ('void', 'merged') and happened_at < (day + 1)::timestamptz
    and happened_at >= (date_trunc('month', day::timestamp) - interval '12 months')::timestamptz
$$;
comment on function reported_incident(date) is 'Incidents of thirteen months: the twelve before that of a day, and its own up to the end of the day.';

create or replace function tile_reported(tz integer, tx integer, ty integer, day date) returns setof incident
language sql stable parallel safe as $$
  select * from reported_incident(day)
  where tile_x >= tx << (30 - tz) and tile_x < (tx + 1) << (30 - tz)
    and tile_y >= ty << (30 - tz) and tile_y < (ty + 1) << (30 - tz)
$$;
comment on function tile_reported(integer, integer, integer, date) is 'Those of them in a tile: each incident is in exactly one of a zoom.';

create or replace function month_starts(day date) returns timestamptz[]
language sql stable parallel safe as $$
  select array_agg((date_trunc('month', day::timestamp) - make_interval(months => ago))::timestamptz order by ago desc)
  from generate_series(0, 12) ago
$$;
comment on function month_starts(date) is 'When each of the thirteen months of a day began: width_bucket(moment, month_starts(day)) is 1 in the first of them and 13 in the one of the day, and found faster than from the date.';

create or replace function cell_digits(tz integer) returns integer
language sql immutable parallel safe as $$ select case when tz < 14 then 5 else 6 end $$;
comment on function cell_digits(integer) is 'Binary digits of a column of cells within a tile: 32 cells to a tile, 64 from zoom 14.';

create or replace function is_in_areas(of_grid integer, areas integer[]) returns boolean
language sql stable parallel safe as $$
  select areas is null or exists (
    select from grid where id = of_grid and (community_id = any (areas) or duty_grid_id = any (areas))
  )
$$;
comment on function is_in_areas(integer, integer[]) is 'Whether a grid lies in one of these communities or duty grids; null stands for all of them.';

drop function if exists tile_incidents_apart(integer, integer, integer, date);
create or replace function tile_incidents_apart(tz integer, tx integer, ty integer, day date, areas integer[]) returns boolean
language sql stable parallel safe as $$
  select tz >= 14 and (
    select count(*) from (select from tile_reported(tz, tx, ty, day) where is_in_areas(grid_id, areas) limit 4001) first_ones
  ) <= 4000
$$;
comment on function tile_incidents_apart(integer, integer, integer, date, integer[]) is 'Whether a tile shows its incidents one by one: from zoom 14, where it does not hold so many that it would be slow to fetch.';

drop function if exists tile_incident(integer, integer, integer, timestamptz);
create or replace function tile_incident(tz integer, tx integer, ty integer, at_moment timestamptz, areas integer[])
returns table (id integer, number text, kind text, day text, open boolean, overdue boolean, geom geometry)
language sql stable parallel safe as $$
  select spot.id, number, class.kind, happened_at::date::text, nullif(state <> 'closed', false),
    nullif(state <> 'closed' and due_at < at_moment, false), st_transform(geom, 3857)
  from tile_reported(tz, tx, ty, at_moment::date) spot
  join incident_class class on class.id = spot.class_id
  where tile_incidents_apart(tz, tx, ty, at_moment::date, areas) and is_in_areas(grid_id, areas)
$$;
comment on function tile_incident(integer, integer, integer, timestamptz, integer[]) is 'Incidents of thirteen months in a tile, of these areas or (null) of all, one by one, from close and where there are not too many: each in exactly one tile, as in cells.';

drop function if exists tile_incident_cell(integer, integer, integer, timestamptz);
create or replace function tile_incident_cell(tz integer, tx integer, ty integer, at_moment timestamptz, areas integer[])
returns table (id integer, first integer, months text, geom geometry)
language sql stable parallel safe as $$
  -- A cell is a power of two: its column is one of zoom 30 without its last digits.
  with counted as materialized (
    select tile_x >> (30 - tz - cell_digits(tz)) as col, tile_y >> (30 - tz - cell_digits(tz)) as line,
      width_bucket(happened_at, (select month_starts(at_moment::date))) as nth, count(*) as n,
      count(*) filter (where state <> 'closed') as open,
      count(*) filter (where state <> 'closed' and due_at < at_moment) as overdue, sum(tile_x) as x, sum(tile_y) as y
    from tile_reported(tz, tx, ty, at_moment::date)
    where not (select tile_incidents_apart(tz, tx, ty, at_moment::date, areas)) and is_in_areas(grid_id, areas)
    group by 1, 2, 3
  ), listed as (
    select ((line - (ty << cell_digits(tz))) << cell_digits(tz)) + col - (tx << cell_digits(tz)) as id,
      month_number(at_moment::date) - 13 + min(nth) as first, sum(x) / sum(n) as x, sum(y) / sum(n) as y,
      array_agg(nth order by nth) as months,
      array_agg(concat_ws('.', n, nullif(open, 0), nullif(overdue, 0)) order by nth) as said
    from counted
    group by 1
  )
  select id, first, array_to_string(array(
      select coalesce(said[array_position(months, nth)], '') from generate_series(months[1], months[cardinality(months)]) nth
      order by nth
    ), ','), st_setsrid(st_makepoint(mercator_m(x), -mercator_m(y)), 3857)
  from listed
$$;
comment on function tile_incident_cell(integer, integer, integer, timestamptz, integer[]) is 'Incidents of these areas or (null) of all, counted in cells of 16 pixels (8 from zoom 14), each in exactly one tile: all of those, none left out. months has an entry for each month from the first on, parted by commas: how many; how many of them are open; how many of these are overdue; parted by points, left out from the end where none.';
