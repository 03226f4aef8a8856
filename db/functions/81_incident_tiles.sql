-- Incidents by the month in which they were reported, and their tiles. A month is a calendar month where the
-- jurisdiction is (the session's time zone); what was made void was no incident.

create or replace function month_number(day date) returns integer
language sql immutable parallel safe as $$
  select (date_part('year', day) * 12 + date_part('month', day))::integer - 1
$$;
comment on function month_number(date) is 'Months since the year 0, as src/lib/domain/measure/months.ts counts them.';

create or replace function reported_incident(day date) returns setof incident
language sql stable parallel safe as $$
  select * from incident
  where state <> 'void' and happened_at < (day + 1)::timestamptz
    and happened_at >= (date_trunc('month', day::timestamp) - interval '12 months')::timestamptz
$$;
comment on function reported_incident(date) is 'Incidents of thirteen months: the twelve before that of a day, and its own up to the end of the day.';

create or replace function tile_column(x double precision, tz integer, cells integer) returns bigint
language sql immutable parallel safe as $$
  select floor((x / 40075016.685578488::float8 + 0.5) * 2::float8 ^ tz * cells)::bigint
$$;
comment on function tile_column(double precision, integer, integer) is 'In which column of cells, so many to a tile, an easting of EPSG:3857 lies, counted from the west of the world; of its row, the northing turned round.';

create or replace function tile_incidents_apart(tz integer, tx integer, ty integer, day date) returns boolean
language sql stable parallel safe as $$
  select tz >= 14 and (
    select count(*) from (select from reported_incident(day) where geom && tile_ground(tz, tx, ty) limit 4001) first_ones
  ) <= 4000
$$;
comment on function tile_incidents_apart(integer, integer, integer, date) is 'Whether a tile shows its incidents one by one: from zoom 14, where it does not hold so many that it would be slow to fetch.';

create or replace function tile_incident(tz integer, tx integer, ty integer, at_moment timestamptz)
returns table (id integer, number text, kind text, day text, open boolean, overdue boolean, geom geometry)
language sql stable parallel safe as $$
  with spot as materialized (
    select id, number, class_id, happened_at, state <> 'closed' as open, due_at, st_transform(geom, 3857) as place
    from reported_incident(at_moment::date)
    where geom && tile_ground(tz, tx, ty) and tile_incidents_apart(tz, tx, ty, at_moment::date)
  )
  select spot.id, number, class.kind, happened_at::date::text, nullif(open, false), nullif(open and due_at < at_moment, false),
    place
  from spot
  join incident_class class on class.id = spot.class_id
  where tile_column(st_x(place), tz, 1) = tx and tile_column(-st_y(place), tz, 1) = ty
$$;
comment on function tile_incident(integer, integer, integer, timestamptz) is 'Incidents of thirteen months in a tile, one by one, from close and where there are not too many: each in exactly one tile, as in cells.';

create or replace function tile_incident_cell(tz integer, tx integer, ty integer, at_moment timestamptz)
returns table (id integer, first integer, months text, geom geometry)
language sql stable parallel safe as $$
  with tile as materialized (
    select case when tz < 14 then 32 else 64 end as cells where not tile_incidents_apart(tz, tx, ty, at_moment::date)
  ), spot as materialized (
    select st_transform(geom, 3857) as place, happened_at::date as on_day, state <> 'closed' as open, due_at
    from reported_incident(at_moment::date), tile
    where geom && tile_ground(tz, tx, ty)
  ), counted as (
    select tile_column(st_x(place), tz, cells) - tx * cells as col, tile_column(-st_y(place), tz, cells) - ty * cells as line,
      cells, month_number(on_day) as month, count(*) as n, count(*) filter (where open) as open,
      count(*) filter (where open and due_at < at_moment) as overdue, sum(st_x(place)) as x, sum(st_y(place)) as y
    from spot, tile
    group by 1, 2, 3, 4
  ), listed as (
    select (line * cells + col)::integer as id, min(month) as first, sum(x) / sum(n) as x, sum(y) / sum(n) as y,
      array_agg(month order by month) as months,
      array_agg(concat_ws('.', n, nullif(open, 0), nullif(overdue, 0)) order by month) as said
    from counted
    where col >= 0 and col < cells and line >= 0 and line < cells
    group by 1
  )
  select id, first, array_to_string(array(
      select coalesce(said[array_position(months, nth)], '') from generate_series(first, months[cardinality(months)]) nth
      order by nth
    ), ','), st_setsrid(st_makepoint(x, y), 3857)
  from listed
$$;
comment on function tile_incident_cell(integer, integer, integer, timestamptz) is 'Incidents counted in cells of 16 pixels (8 from zoom 14), each in exactly one tile: all of them, none left out. months has an entry for each month from the first on, parted by commas: how many; how many of them are open; how many of these are overdue; parted by points, left out from the end where none.';
