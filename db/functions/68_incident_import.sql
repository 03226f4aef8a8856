-- Places of past incidents, as files say them.

create or replace function metric_point(x double precision, y double precision, of_srid integer) returns geometry
language plpgsql stable as $$
declare
  point geometry;
begin
  if exists (select from spatial_ref_sys where srid = of_srid and proj4text like '%+proj=longlat%') and (abs(x) > 180 or abs(y) > 90) then
    return null;
  end if;
  point := st_transform(st_setsrid(st_makepoint(x, y), of_srid), 990001);
  -- Far outside of a system's area its formulas end in infinity.
  return case when abs(st_x(point)) < 1e8 and abs(st_y(point)) < 1e8 then point end;
exception when internal_error or invalid_parameter_value then
  return null;
end
$$;
comment on function metric_point(double precision, double precision, integer) is 'A point of a reference system in the metric frame; null where it lies beyond that system, or there is none of that number.';
