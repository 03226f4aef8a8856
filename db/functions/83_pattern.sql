-- Where and when cases happen: what is counted, and where it is said to lie. Everything counted is what row-level security
-- lets whoever asks see (97_row_level.sql); what was made void, or is another's duplicate, was no case.

create or replace function hour_of_week(moment timestamptz) returns integer
language sql stable parallel safe as $$
  select ((extract(isodow from moment) - 1) * 24 + extract(hour from moment))::integer
$$;
comment on function hour_of_week(timestamptz) is 'Hour of the week by the clock where the jurisdiction is (the session''s time zone): 0 is Monday''s first, 167 Sunday''s last (src/lib/domain/pattern/hour-of-week.ts).';

create or replace function grids_of_area(code_of text) returns setof integer
language plpgsql stable as $$
declare
  below integer[] := array(select b.area_id from area a cross join lateral areas_below(a.id) b where a.code = code_of);
begin
  return query select g.id from grid g where g.community_id = any (below) or g.duty_grid_id = any (below);
end
$$;
comment on function grids_of_area(text) is 'Grids of an area and all below it, whenever they existed; none where there is no such area.';

drop function if exists counted_incident(date, date, text, integer, text, integer[]);
create or replace function counted_incident(first_day date, last_day date, of_kind text, of_class integer, of_area text, hours integer[])
returns table (id integer, class_id integer, grid_id integer, tile_x integer, tile_y integer, happened_at timestamptz)
language sql stable as $$
  select i.id, i.class_id, i.grid_id, i.tile_x, i.tile_y, i.happened_at
  from incident i
  where i.state not in ('void', 'merged')
    and i.happened_at >= first_day::timestamptz and i.happened_at < (last_day + 1)::timestamptz
    and (of_kind is null or i.class_id in (select c.id from incident_class c where c.kind = of_kind))
    and (of_class is null or i.class_id in (select f.class_id from class_family(of_class) f))
    and (of_area is null or i.grid_id in (select grids_of_area(of_area)))
    and (hours is null or hour_of_week(i.happened_at) = any (hours))
$$;
comment on function counted_incident(date, date, text, integer, text, integer[]) is 'Incidents that happened on some days, both included; of a kind, a class with what it was in older editions, an area with all below it, and some hours of the week; null stands for all of each.';

create or replace function whole_metre(along double precision) returns integer
language sql immutable parallel safe as $$ select round(along)::integer $$;
comment on function whole_metre(double precision) is 'A coordinate of the metric frame as the tests of hot spots take it: to a metre, so that whether a place is within a distance is no matter of rounding.';

create or replace function grids_within(centre text, metres double precision) returns setof integer
language plpgsql stable as $$
begin
  return query
  select g.id
  from grid c join grid g on g.spot && st_expand(c.spot, metres + 2)
  where c.code = centre
    and (whole_metre(st_x(g.spot)) - whole_metre(st_x(c.spot)))::float8 ^ 2 + (whole_metre(st_y(g.spot)) - whole_metre(st_y(c.spot)))::float8 ^ 2
      <= metres ^ 2 + 0.5;
end
$$;
comment on function grids_within(text, double precision) is 'Grids whose spots lie within a distance of the spot of one: the neighbours that a test of hot spots counts together (src/lib/domain/pattern).';
