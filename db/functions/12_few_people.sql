-- Counts of few people tell of single ones. Whoever sees sums only is given 1 to 5 as 5 (bottom coding; A. Hundepool et
-- al., Statistical Disclosure Control, 2012, 5.2). All that is said to them is made of counts of grids that were coded
-- first, so that no sum, part or difference of what they are given holds more than those do. Counts of different ages
-- in one grid are each coded by themselves.

create or replace function fewest_said() returns integer
language sql immutable parallel safe as $$ select 5 $$;
comment on function fewest_said() is 'Fewer people than these are never said to whoever sees sums only.';

create or replace function said(people integer) returns integer
language sql immutable parallel safe as $$
  select case when people > 0 and people < fewest_said() then fewest_said() else people end
$$;
comment on function said(integer) is 'A count of people as it is said to whoever sees sums only; null is no data, and stays so.';

create or replace function is_few(one integer, other integer, third integer default null, fourth integer default null) returns boolean
language sql immutable parallel safe as $$
  select coalesce(least(nullif(one, 0), nullif(other, 0), nullif(third, 0), nullif(fourth, 0)) < fewest_said(), false)
$$;
comment on function is_few(integer, integer, integer, integer) is 'Whether some of these counts are of few people: mostly none is, which is told much faster than how they are said.';

create or replace function said_parts(parts integer[]) returns integer[]
language plpgsql immutable parallel safe as $$
declare
  every integer[] := array(select said(part) from unnest(parts) with ordinality as one (part, nth) order by nth);
  whole integer;
  surplus integer;
  largest integer;
begin
  -- Where one of them is not known the whole is not either, and each stands for itself.
  if array_position(parts, null) is not null then
    return every;
  end if;
  whole := said((select sum(part)::integer from unnest(parts) as part));
  surplus := (select sum(part)::integer from unnest(every) as part) - whole;
  if surplus = 0 then
    return every;
  end if;
  largest := array_position(every, (select max(part) from unnest(every) as part));
  if every[largest] - surplus < fewest_said() then
    -- Where even the largest cannot give so much, all is said to be in it.
    every := array_fill(0, array[cardinality(parts)]);
    every[largest] := whole;
  else
    every[largest] := every[largest] - surplus;
  end if;
  return every;
end
$$;
comment on function said_parts(integer[]) is 'Parts of one whole as they are said to whoever sees sums only: each none or not few, with the sum of the whole as it is said, so that neither a part nor what is left of it is few. What a part gains, the largest beside it loses.';
